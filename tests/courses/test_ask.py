"""Asking from a place: kept with the place, once, and read by who teaches."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import ask_url
from courses.models import Enrolment, Group, Inquiry
from courses.verbs.inquiries import answer_inquiry, close_inquiry
from tests.content import SmallCourse
from tests.people import ClientOf, Enrolled, MakePerson
from tests.words import spanish

ASKED = "¿Y si el cliente llega antes?"


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def group(way: Enrolment, trainer: User) -> Group:
    """The group of Ana, led by Darío."""
    group = Group(name="Marzo", starts_on=way.assigned_at.date())
    group.trainers, group.members = [trainer], [way.learner]
    group.save()
    return group


@pytest.fixture
def screen(course: SmallCourse) -> str:
    """The address to ask at from the second screen of the first lesson."""
    return ask_url("lesson", course.greet, course.lesson_page(course.greet).body[1].id)


def asked(**changes: Any) -> dict[str, Any]:
    return {"kind": "ask", "text": ASKED, "idempotency_key": "k"} | changes


def test_the_screen_leads_to_where_one_asks(
    course: SmallCourse, way: Enrolment, screen: str, client_of: ClientOf
) -> None:
    html = client_of(way.learner).get(course.screen(2)).content.decode()
    assert f'href="{screen}"' in html


def test_how_long_it_may_be_stands_by_the_field(
    way: Enrolment, screen: str, client_of: ClientOf
) -> None:
    html = client_of(way.learner).get(screen).content.decode()
    assert 'aria-describedby="id_text_helptext"' in html
    assert 'id="id_text_helptext">Hasta 2000 caracteres.</div>' in html


def test_what_is_asked_keeps_its_place(
    course: SmallCourse, way: Enrolment, screen: str, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    sent = browser.post(screen + "send/", asked(), follow=True)
    assert sent.redirect_chain == [(f"{screen}?sent=1", 302)]
    assert sent.context["sent"]
    inquiry = Inquiry.objects.get()
    screen_id = course.lesson_page(course.greet).body[1].id
    title = course.lesson_page(course.greet).body[1].value["title"]
    assert (inquiry.enrolment, inquiry.kind, inquiry.text, inquiry.language) == (
        way,
        "ask",
        ASKED,
        "es",
    )
    assert (inquiry.place_kind, inquiry.place_key, inquiry.anchor) == (
        "lesson",
        course.greet,
        screen_id,
    )
    assert (inquiry.activity_key, inquiry.item_key) == (course.greet, course.greet)
    assert inquiry.place_title == f"Saludar primero · {title}"
    assert inquiry.place_url == course.screen(2)
    assert f'href="{course.screen(2)}"' in sent.content.decode()


def test_in_english_it_is_asked_in_english(
    way: Enrolment, screen: str, client_of: ClientOf
) -> None:
    way.learner.language = "en"
    way.learner.save()
    page = client_of(way.learner).post(screen + "send/", asked(kind="mistake"), follow=True)
    inquiry = Inquiry.objects.get()
    assert (inquiry.language, inquiry.kind) == ("en", "mistake")
    assert inquiry.place_title.startswith("Greet first · ")
    assert "Mistake reported" in page.content.decode()


def test_sent_twice_it_is_one(way: Enrolment, screen: str, client_of: ClientOf) -> None:
    browser = client_of(way.learner)
    for _time in range(2):
        assert browser.post(screen + "send/", asked()).status_code == 302
    assert Inquiry.objects.count() == 1
    browser.post(screen + "send/", asked(idempotency_key="another"))
    assert Inquiry.objects.count() == 2


def test_back_in_the_browser_and_another_question_is_asked(
    way: Enrolment, screen: str, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    for text in (ASKED, "Otra cosa"):
        browser.post(screen + "send/", asked(text=text))
    assert [each.text for each in Inquiry.objects.order_by("pk")] == [ASKED, "Otra cosa"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 2001},
        {"kind": "praise"},
        {"kind": ""},
        # There is no mark in a lesson.
        {"kind": "review"},
    ],
)
def test_what_cannot_be_asked_is_offered_again(
    way: Enrolment, screen: str, client_of: ClientOf, wrong: dict[str, str]
) -> None:
    page = client_of(way.learner).post(screen + "send/", asked(**wrong))
    assert page.status_code == 400
    assert not Inquiry.objects.exists()
    if wrong.get("text", ASKED) == ASKED:
        assert ASKED in page.content.decode()


def test_it_says_who_gets_it(
    way: Enrolment, screen: str, group: Group, person: MakePerson, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    assert "Darío Luna" in browser.get(screen).context["receivers"]
    # Somebody who leads the group and does not enter the desk would never see it.
    group.trainers.add(person("3002", "Ema", "Ruiz"))
    group.save()
    page = browser.get(screen)
    assert "Darío Luna" in page.content.decode()
    assert "Ema" not in page.content.decode()
    group.delete()
    assert spanish("The site's administration gets it.") in browser.get(screen).content.decode()


def test_a_place_that_is_not_hers_is_not_there(
    course: SmallCourse, way: Enrolment, screen: str, outsider: User, client_of: ClientOf
) -> None:
    assert client_of(outsider).get(screen).status_code == 404
    assert client_of(outsider).post(screen + "send/", asked()).status_code == 404
    browser = client_of(way.learner)
    for address in (
        ask_url("lesson", course.greet, "nothing"),
        ask_url("lesson", course.quiz, course.lesson_page(course.greet).body[1].id),
        ask_url("nowhere", course.greet, "1"),
    ):
        assert browser.get(address).status_code == 404
        assert browser.post(address + "send/", asked()).status_code == 404
    assert not Inquiry.objects.exists()


@pytest.fixture
def inquiry(way: Enrolment, screen: str, client_of: ClientOf) -> Inquiry:
    client_of(way.learner).post(screen + "send/", asked())
    return Inquiry.objects.get()


def test_a_reply_waits_at_home_until_it_was_read(
    way: Enrolment, inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    assert browser.get("/").context["new_replies"] == 0
    answer_inquiry(inquiry, trainer, "Se le ofrece un asiento.", timezone.now())
    home = browser.get("/")
    assert home.context["new_replies"] == 1
    assert reverse("my_inquiries") in home.content.decode().split("<main")[1]
    mine = browser.get(reverse("my_inquiries"))
    (row,) = mine.context["inquiries"]
    assert (row.reply, row.answered_by, row.is_new) == (
        "Se le ofrece un asiento.",
        "Darío Luna",
        True,
    )
    assert row.url == inquiry.place_url
    assert spanish("New reply") in mine.content.decode()
    assert browser.get("/").context["new_replies"] == 0
    (again,) = browser.get(reverse("my_inquiries")).context["inquiries"]
    assert not again.is_new


def test_a_reply_is_read_at_the_place_too(
    way: Enrolment, inquiry: Inquiry, screen: str, trainer: User, client_of: ClientOf
) -> None:
    answer_inquiry(inquiry, trainer, "Se le ofrece un asiento.", timezone.now())
    browser = client_of(way.learner)
    assert "Se le ofrece un asiento." in browser.get(screen).content.decode()
    assert browser.get("/").context["new_replies"] == 0


def test_another_screen_shows_nothing_of_it(
    course: SmallCourse, way: Enrolment, inquiry: Inquiry, client_of: ClientOf
) -> None:
    first = ask_url("lesson", course.greet, course.lesson_page(course.greet).body[0].id)
    assert client_of(way.learner).get(first).context["inquiries"] == []


def test_closed_without_words_it_says_so(
    way: Enrolment, inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    close_inquiry(inquiry, trainer, timezone.now())
    browser = client_of(way.learner)
    assert browser.get("/").context["new_replies"] == 0
    html = browser.get(reverse("my_inquiries")).content.decode()
    assert spanish("Closed without a written reply.") in html


def test_mine_are_mine_new_replies_first(
    course: SmallCourse,
    way: Enrolment,
    inquiry: Inquiry,
    screen: str,
    colleague: User,
    trainer: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    browser = client_of(way.learner)
    browser.post(screen + "send/", asked(text="Otra", idempotency_key="k2"))
    enrolled(colleague)
    client_of(colleague).post(screen + "send/", asked(text="Ajena"))
    answer_inquiry(inquiry, trainer, "Sí.", timezone.now() + timedelta(seconds=1))
    rows = browser.get(reverse("my_inquiries")).context["inquiries"]
    assert [row.text for row in rows] == [ASKED, "Otra"]
    assert client_of(trainer).get(reverse("my_inquiries")).context["inquiries"] == []


def test_what_was_typed_stays_text(way: Enrolment, screen: str, client_of: ClientOf) -> None:
    browser = client_of(way.learner)
    browser.post(screen + "send/", asked(text="<script>alert(1)</script>"))
    for address in (screen, reverse("my_inquiries")):
        html = browser.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
