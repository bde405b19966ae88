"""My group: who is stuck, what was asked and by whom it is answered, what waits for a person."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses import activities
from courses.activities import GroupRow, GroupSection
from courses.asking import find_place
from courses.models import Enrolment, Group, Inquiry
from courses.verbs.inquiries import EndedError, answer_inquiry, ask, close_inquiry
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled, MakePerson
from tests.words import spanish

GROUP = "/group/"


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def group(course: SmallCourse, trainer: User) -> Group:
    """A group of Darío's; people are put into it by each story."""
    group = Group(name="Marzo", starts_on=timezone.localdate(), course=course.page)
    group.trainers = [trainer]
    group.save()
    return group


def put(group: Group, *people: User) -> None:
    group.members.add(*people)
    group.save()


@pytest.fixture
def inquiry(course: SmallCourse, way: Enrolment, group: Group) -> Inquiry:
    put(group, way.learner)
    return asks(course, way.learner)


def asks(course: SmallCourse, learner: User, text: str = "¿Por qué?") -> Inquiry:
    """Asks from the first screen of the first lesson."""
    anchor = course.lesson_page(course.greet).body[0].id
    place = find_place(learner, "lesson", course.greet, anchor, "es")
    return ask(place, "ask", text, "es", timezone.now())


def test_a_question_stands_there_with_its_place(
    course: SmallCourse, inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    page = client_of(trainer).get(GROUP)
    (row,) = page.context["questions"].open
    assert (row.person, row.text, row.place) == ("Ana Prieto", "¿Por qué?", inquiry.place_title)
    html = page.content.decode()
    lesson = course.lesson_page(course.greet)
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in html
    assert reverse("show_person", args=[inquiry.enrolment.learner_id]) in html


def test_answered_from_the_list_it_is_answered_once(
    inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    browser, form = client_of(trainer), {"reply": "Porque sí.", "idempotency_key": "k"}
    for _time in range(2):
        to = browser.post(reverse("answer_inquiry", args=[inquiry.pk]), form)
        assert to["Location"] == GROUP
    inquiry.refresh_from_db()
    assert (inquiry.reply, inquiry.answered_by, inquiry.is_open) == ("Porque sí.", trainer, False)
    questions = browser.get(GROUP).context["questions"]
    assert (questions.open, questions.open_total) == ([], 0)
    assert [row.reply for row in questions.ended] == ["Porque sí."]


def test_back_in_the_browser_a_reply_does_not_change_unsaid(
    inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    browser, form = client_of(trainer), {"reply": "Porque sí.", "idempotency_key": "k"}
    url = reverse("answer_inquiry", args=[inquiry.pk])
    browser.post(url, form)
    page = browser.post(url, form | {"reply": "Mejor dicho: no."})
    assert page.status_code == 409
    assert "Mejor dicho: no." in page.text
    # Closing sends the same form to another address.
    closed = browser.post(reverse("close_inquiry", args=[inquiry.pk]), form, follow=True)
    assert spanish("It was answered or closed in the meantime.") in closed.text
    inquiry.refresh_from_db()
    assert (inquiry.reply, inquiry.closed_at) == ("Porque sí.", None)


def test_who_answers_second_is_told_and_keeps_the_words(
    inquiry: Inquiry, trainer: User, administrator: User, client_of: ClientOf
) -> None:
    answer_inquiry(inquiry, administrator, "Ya está.", timezone.now())
    url = reverse("answer_inquiry", args=[inquiry.pk])
    page = client_of(trainer).post(url, {"reply": "Mi larga respuesta", "idempotency_key": "k"})
    assert page.status_code == 409
    html = page.content.decode()
    assert "Mi larga respuesta" in html
    assert "Ya está." in html
    inquiry.refresh_from_db()
    assert inquiry.reply == "Ya está."
    with pytest.raises(EndedError):
        close_inquiry(inquiry, trainer, timezone.now())


@pytest.mark.parametrize("reply", ["", "  ", "x" * 4001])
def test_no_reply_is_no_answer(
    inquiry: Inquiry, trainer: User, client_of: ClientOf, reply: str
) -> None:
    url = reverse("answer_inquiry", args=[inquiry.pk])
    page = client_of(trainer).post(url, {"reply": reply, "idempotency_key": "k"})
    assert page.status_code == 400
    assert reply.strip() in page.content.decode()
    inquiry.refresh_from_db()
    assert inquiry.is_open


def test_closed_it_stays_among_the_last(
    inquiry: Inquiry, trainer: User, client_of: ClientOf
) -> None:
    browser, url = client_of(trainer), reverse("close_inquiry", args=[inquiry.pk])
    for key in ("k", "k", "k2"):
        assert browser.post(url, {"idempotency_key": key})["Location"] == GROUP
    inquiry.refresh_from_db()
    assert (inquiry.closed_by, inquiry.reply) == (trainer, "")
    assert [row.id for row in browser.get(GROUP).context["questions"].ended] == [inquiry.pk]


def test_who_reads_what_was_asked(
    inquiry: Inquiry,
    trainer: User,
    administrator: User,
    manager: User,
    colleague: User,
    outsider: User,
    person: MakePerson,
    group: Group,
) -> None:
    # Another trainer's, of another group; a member of the same group; her manager.
    other = person("3002", "Ema", "Ruiz")
    other.groups.set(trainer.groups.all())
    put(group, colleague)
    seen = {
        "herself": inquiry.enrolment.learner,
        "trainer": trainer,
        "administrator": administrator,
        "manager": manager,
        "colleague": colleague,
        "outsider": outsider,
        "another trainer": other,
    }
    visible = {who for who, user in seen.items() if Inquiry.objects.visible_to(user).exists()}
    assert visible == {"herself", "trainer", "administrator"}
    mine = {who for who, user in seen.items() if Inquiry.objects.answerable_by(user).exists()}
    assert mine == {"trainer", "administrator"}


def test_a_trainer_who_learns_answers_nothing_of_her_own(
    course: SmallCourse, trainer: User, group: Group, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(trainer)
    put(group, trainer)
    own = asks(course, trainer)
    browser = client_of(trainer)
    assert browser.get(GROUP).context["questions"].open == []
    assert browser.get(reverse("show_inquiry", args=[own.pk])).status_code == 404


def test_another_trainers_question_is_not_there(
    inquiry: Inquiry, trainer: User, person: MakePerson, client_of: ClientOf
) -> None:
    other = person("3002", "Ema", "Ruiz")
    other.groups.set(trainer.groups.all())
    browser = client_of(other)
    assert "Ana" not in browser.get(GROUP).content.decode()
    form = {"reply": "x", "idempotency_key": "k"}
    assert browser.get(reverse("show_inquiry", args=[inquiry.pk])).status_code == 404
    assert browser.post(reverse("answer_inquiry", args=[inquiry.pk]), form).status_code == 404
    assert browser.post(reverse("close_inquiry", args=[inquiry.pk]), form).status_code == 404
    inquiry.refresh_from_db()
    assert inquiry.is_open


def test_nobody_else_has_the_page(
    inquiry: Inquiry, manager: User, colleague: User, client_of: ClientOf
) -> None:
    for who in (manager, colleague, inquiry.enrolment.learner):
        browser = client_of(who)
        assert browser.get(GROUP).status_code == 404
        assert browser.get(reverse("show_inquiry", args=[inquiry.pk])).status_code == 404
        assert "¿Por qué?" not in browser.get("/", follow=True).content.decode()


def test_who_is_stuck_and_why(
    course: SmallCourse,
    group: Group,
    trainer: User,
    new_hire: User,
    colleague: User,
    outsider: User,
    person: MakePerson,
    enrolled: Enrolled,
    takes: Takes,
    client_of: ClientOf,
) -> None:
    enrolled(new_hire, due_in=-3)
    out = enrolled(colleague, due_in=40)
    for days in (9, 6, 3):
        takes(out, right=2, at=timezone.now() - timedelta(days=days))
    on_track = person("1003", "Celia", "Mora")
    enrolled(on_track, due_in=40)
    enrolled(outsider, due_in=-9)
    put(group, new_hire, colleague, on_track)
    page = client_of(trainer).get(GROUP)
    (part,) = page.context["groups"]
    assert (part.people, part.finished) == (3, 0)
    assert [each.row.name for each in part.stuck] == ["Ana Prieto", "Beto Ramos"]
    late, stopped = part.stuck
    assert late.row.state.code == "late"
    (reason,) = stopped.reasons
    assert course.quiz_page.title in reason
    html = page.content.decode()
    assert "Fabio" not in html
    assert "Celia" not in html


def test_where_all_get_on_it_says_so(
    group: Group, way: Enrolment, trainer: User, client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    assert (
        spanish("Nobody of this group is on its course yet.") in browser.get(GROUP).content.decode()
    )
    put(group, way.learner)
    html = browser.get(GROUP).content.decode()
    assert spanish("Everybody gets on.") in html
    group.delete()
    html = browser.get(GROUP).content.decode()
    assert reverse("wagtailsnippets_courses_group:add") in html


def test_apps_add_what_waits_for_a_person(
    trainer: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def marking(viewer: User, _at: datetime) -> list[GroupSection]:
        rows = (GroupRow("Pregunta abierta", "/mark/1/", viewer.first_name),)
        return [GroupSection("Por revisar", "Tres respuestas", rows, 3, "/mark/")]

    def nothing(_viewer: User, _at: datetime) -> list[GroupSection]:
        return [GroupSection("Nada", "", (), 0)]

    monkeypatch.setattr(activities, "group_sections", [marking, nothing])
    html = client_of(trainer).get(GROUP).content.decode()
    assert "Por revisar" in html
    assert 'href="/mark/1/"' in html
    assert 'href="/mark/"' in html
    assert "Nada" not in html


def test_it_is_in_the_navigation_of_who_trains(
    trainer: User, manager: User, client_of: ClientOf
) -> None:
    page: Any = client_of(trainer).get(GROUP)
    assert [link.url for link in page.context["nav"] if link.here] == [GROUP]
    assert f'href="{GROUP}"' not in client_of(manager).get("/team/").content.decode()
    assert f'href="{GROUP}"' in client_of(trainer).get("/admin/").content.decode()
