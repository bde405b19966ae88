import time
import pytest
from tests.content import load_small_course
def test_a(course, new_hire, enrolled, client_of, django_assert_num_queries):
    e = enrolled(new_hire)
    r = client_of(new_hire).get("/")
    assert r.status_code == 200, r
    print(r.content.decode()[:300])
@pytest.mark.django_db(transaction=True)
def test_b(wagtail_site):
    t=time.time(); load_small_course(); print("LOAD", time.time()-t)
@pytest.mark.django_db(transaction=True)
def test_c(course,new_hire): pass
@pytest.mark.django_db(transaction=True)
def test_d(course,trainer): pass
