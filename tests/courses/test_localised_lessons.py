"""One lesson in two languages: structure from the Spanish row, texts that fall back and say so."""

from typing import Any

from cms.models import User
from courses.lessons import screens_of
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled

ENGLISH = "Eleven seconds in, they were cut off."
SPANISH = "Este párrafo espera a su traductora."


def publish(page: Any, raw: list[Any]) -> None:
    page.body = page._meta.get_field("body").stream_block.to_python(raw)
    page.save_revision().publish()


def test_a_missing_text_is_shown_in_spanish_and_says_so(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).get(course.screen(1, course.listen))
    screen = page.context["screen"]
    assert (screen.title, screen.lang) == ("The interruption", "")
    assert [block.lang for block in screen.blocks] == ["", "es"]
    html = page.content.decode()
    assert '<html lang="en"' in html
    assert ENGLISH in html
    assert '<div class="block" lang="es">' in html
    assert SPANISH in html


def test_in_spanish_nothing_falls_back(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    screen = client_of(new_hire).get(course.screen(1, course.listen)).context["screen"]
    assert [block.lang for block in screen.blocks] == ["", ""]


def test_the_place_is_the_same_in_both(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    client_of(new_hire).get(course.screen(2))
    new_hire.language = "en"
    new_hire.save()
    assert client_of(new_hire).get("/").context["next_step"].where == "screen 2 of 3"


def test_order_and_number_come_from_spanish_alone(course: SmallCourse) -> None:
    source = course.lesson_page(course.greet)
    english = course.lesson_page(course.greet, "en")
    raw = list(english.body.raw_data)
    publish(english, [raw[2], raw[0]])  # turned round, and one left out
    english = course.lesson_page(course.greet, "en")
    screens = screens_of(source, english)
    assert [screen.id for screen in screens] == [child.id for child in source.body]
    assert [(screen.title, screen.lang) for screen in screens] == [
        ("The door opens", ""),
        ("Dos maneras", "es"),
        ("To take along", ""),
    ]


def test_a_copy_of_the_spanish_is_no_translation(course: SmallCourse) -> None:
    """Synchronising puts the source's own text into a new block: it is shown as Spanish."""
    source = course.lesson_page(course.greet)
    english = course.lesson_page(course.greet, "en")
    publish(english, list(source.body.raw_data))
    screens = screens_of(source, course.lesson_page(course.greet, "en"))
    assert {part.lang for screen in screens for part in screen.parts} == {"es"}


def test_an_unpublished_translation_falls_back_whole(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    course.lesson_page(course.greet, "en").unpublish()
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).get(course.screen(1))
    assert page.context["screen"].title == "La puerta se abre"
    assert "Un cliente entra" in page.content.decode()


def test_unpublished_in_spanish_it_is_in_no_language(
    course: SmallCourse, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    course.lesson_page(course.greet).unpublish()
    new_hire.language = "en"
    new_hire.save()
    assert client_of(new_hire).get(course.screen(1)).status_code == 404
