"""Pocket rules: kept in the words read, once, and dropped again."""

import pytest
from django.urls import reverse

from cms.models import User
from courses.models import KeptRule
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled


def keep_url(course: SmallCourse) -> str:
    block = course.lesson_page(course.greet).body[2].value["blocks"][0]
    return reverse("keep_rule", args=[course.greet, block.id])


@pytest.fixture(autouse=True)
def _on_course(new_hire: User, enrolled: Enrolled) -> None:
    enrolled(new_hire)


def test_a_kept_rule_is_among_hers(
    course: SmallCourse, new_hire: User, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    back = browser.post(keep_url(course), {"next": course.screen(3)})
    assert back["Location"] == course.screen(3)
    page = browser.get(reverse("my_rules"))
    assert [rule["rule"] for rule in page.context["rules"]] == ["Mire antes de teclear."]
    assert "Mire antes de teclear." in page.content.decode()
    assert browser.get("/").context["rules_count"] == 1


def test_keeping_it_twice_keeps_one_and_dropping_takes_it_out(
    course: SmallCourse, new_hire: User, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    browser.post(keep_url(course))
    browser.post(keep_url(course))
    assert KeptRule.objects.count() == 1
    browser.post(keep_url(course), {"drop": "1"})
    assert not KeptRule.objects.exists()
    browser.post(keep_url(course), {"drop": "1"})
    assert browser.get(reverse("my_rules")).context["rules"] == []


def test_it_is_kept_in_the_language_read(
    course: SmallCourse, new_hire: User, client_of: ClientOf
) -> None:
    new_hire.language = "en"
    new_hire.save()
    client_of(new_hire).post(keep_url(course))
    kept = KeptRule.objects.get()
    assert (kept.rule, kept.language, kept.lesson_title) == (
        "Look up before you type.",
        "en",
        "Greet first",
    )


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_way_back_stays_on_this_site(
    course: SmallCourse, new_hire: User, client_of: ClientOf, address: str
) -> None:
    back = client_of(new_hire).post(keep_url(course), {"next": address})
    assert back["Location"] == reverse("open_lesson", args=[course.greet])


def test_what_is_no_rule_cannot_be_kept(
    course: SmallCourse, new_hire: User, client_of: ClientOf
) -> None:
    other = course.lesson_page(course.greet).body[0].value["blocks"][0]
    for block in (other.id, "nothing"):
        answer = client_of(new_hire).post(reverse("keep_rule", args=[course.greet, block]))
        assert answer.status_code == 404


def test_the_colleagues_rules_are_his_own(
    course: SmallCourse, new_hire: User, colleague: User, client_of: ClientOf
) -> None:
    client_of(new_hire).post(keep_url(course))
    assert client_of(colleague).get(reverse("my_rules")).context["rules"] == []
