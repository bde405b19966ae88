"""A course is read from where it stood last, and never from where it no longer stands."""

from wagtail.models import Page

from courses.models import CoursePage
from courses.outlines import load_outline, load_outlines
from tests.content import SmallCourse


def test_a_second_reading_costs_one_query(
    course: SmallCourse, django_assert_num_queries: object
) -> None:
    load_outline(course.key)
    with django_assert_num_queries(1):  # type: ignore[operator]
        outline = load_outline(course.key)
    assert outline is not None
    assert len(list(outline.activities())) == 3


def test_a_moved_course_is_found_again(course: SmallCourse) -> None:
    before = load_outline(course.key)
    shelf = course.page.get_parent()
    root = Page.objects.get(depth=1)
    away = root.add_child(instance=Page(title="Otro", slug="otro", locale=shelf.locale))
    Page.objects.get(pk=course.page.pk).move(away, pos="last-child")
    assert load_outline(course.key) == before


def test_who_stands_at_its_old_place_is_not_taken_for_it(course: SmallCourse) -> None:
    load_outline(course.key)
    shelf = course.page.get_parent()
    old_path = course.page.path
    Page.objects.get(pk=course.page.pk).delete()
    shelf = type(shelf).objects.get(pk=shelf.pk)
    other = shelf.add_child(instance=CoursePage(title="Otro curso", slug="otro"))
    assert other.path == old_path
    assert load_outline(course.key) is None
    assert load_outlines([other.translation_key]).keys() == {other.translation_key}


def test_an_unpublished_course_is_not_there(course: SmallCourse) -> None:
    load_outline(course.key)
    course.page.unpublish()
    assert load_outline(course.key) is None
