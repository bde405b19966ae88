"""A person marks what somebody wrote: by a rubric, once or again, and never over another's mark."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Group
from quizzes.models import Answer, Mark, QuizAttempt, QuizPage, Regrade
from quizzes.pure.rubric import IncompleteError
from quizzes.verbs.regrades import continue_regrade, start_regrade
from quizzes.verbs.rubrics import (
    Judgement,
    MarkedMeanwhileError,
    NotForPeopleError,
    mark_answer,
)
from tests.content import SmallCourse
from tests.doing import Starts
from tests.marking import BEST, FACTS, HALF, TONE, WORST, open_question, write_in
from tests.people import ClientOf, Enrolled, MakePerson

AT = timezone.now()


@pytest.fixture
def group(trainer: User, new_hire: User, colleague: User) -> Group:
    """Darío leads Ana and Beto."""
    made = Group.objects.create(name="Marzo", starts_on=AT.date())
    made.trainers.set([trainer])
    made.members.set([new_hire, colleague])
    made.save()
    return made


@pytest.fixture
def answer(group: Group, new_hire: User, enrolled: Enrolled, starts: Starts) -> Answer:
    """Nine right, and one thing written."""
    attempt = starts(enrolled(new_hire), AT - timedelta(hours=2))
    return write_in(attempt, open_question(), "Buenos días, ¿en qué le ayudo?", AT)


def sent(answer: Answer, levels: dict[str, str], **more: Any) -> dict[str, Any]:
    """The form of the marking page."""
    last = Mark.objects.filter(answer=answer).order_by("-pk").first()
    chosen = {f"level-{criterion}": level for criterion, level in levels.items()}
    given = {"seen": last.pk if last else 0, "comment": "Bien el saludo.", "idempotency_key": "k"}
    return chosen | given | more


def url_of(answer: Answer) -> str:
    return reverse("mark_answer", args=[answer.pk])


def records_hold() -> None:
    call_command("check_records", stdout=StringIO())


def test_it_waits_until_a_person_marked_it(
    answer: Answer, trainer: User, client_of: ClientOf, course: SmallCourse
) -> None:
    attempt = answer.attempt
    assert (attempt.score, attempt.passed, answer.fraction) == (None, None, None)
    records_hold()

    reply = client_of(trainer).post(url_of(answer), sent(answer, HALF))
    assert reply["Location"] == reverse("marking_queue")
    mark = Mark.objects.get(answer=answer)
    assert (mark.method, str(mark.fraction), mark.by) == ("human", "0.5000", trainer)
    assert mark.detail == {"levels": HALF, "comment": "Bien el saludo."}
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (95.0, True)
    done = Completion.objects.get(enrolment=attempt.enrolment, activity_key=course.quiz)
    assert (done.score, done.passed) == (95.0, True)
    records_hold()


def test_the_learner_sees_the_levels_and_the_comment(
    answer: Answer, trainer: User, client_of: ClientOf
) -> None:
    mark_answer(answer, Judgement(HALF, "Faltó el dato."), trainer, 0, AT)
    page = client_of(answer.attempt.enrolment.learner).get(
        reverse("show_result", args=[answer.attempt_id])
    )
    for words in ("Tono", "Cálido", "Datos", "Faltan", "Faltó el dato."):
        assert words in page.content.decode()
    assert str(trainer) not in page.content.decode()


def test_a_level_in_every_criterion_and_nothing_is_lost(
    answer: Answer, trainer: User, client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    page = browser.post(url_of(answer), sent(answer, {TONE: "l-warm"}, comment="Casi"))
    assert page.status_code == 400
    words = page.content.decode()
    assert 'value="l-warm" checked' in words
    assert ">Casi</textarea>" in words
    assert page.context["written"].missing == {FACTS}
    long = browser.post(url_of(answer), sent(answer, BEST, comment="x" * 2001))
    assert long.status_code == 400
    assert not Mark.objects.filter(answer=answer).exists()
    with pytest.raises(IncompleteError):
        mark_answer(answer, Judgement({TONE: "l-none", FACTS: "l-all"}), trainer, 0, AT)


def test_the_second_marker_is_told_and_may_replace(
    answer: Answer, trainer: User, administrator: User, client_of: ClientOf
) -> None:
    first, second = client_of(trainer), client_of(administrator)
    form = sent(answer, BEST, comment="Muy bien")
    first.post(url_of(answer), sent(answer, WORST, comment="Frío"))
    page = second.post(url_of(answer), form)
    assert page.status_code == 409
    words = page.content.decode()
    assert ">Muy bien</textarea>" in words  # her own words
    assert str(trainer) in words  # and his mark
    assert "Frío" in words
    assert Mark.objects.filter(answer=answer).count() == 1

    form["seen"] = page.context["seen"]
    assert second.post(url_of(answer), form).status_code == 302
    marks = Mark.objects.filter(answer=answer).order_by("pk")
    assert [each.by for each in marks] == [trainer, administrator]
    assert [float(each.fraction) for each in marks] == [0.0, 1.0]
    answer.refresh_from_db()
    assert answer.fraction == 1.0
    again = first.get(url_of(answer)).content.decode()
    assert again.index("Frío") < again.index("Muy bien", again.index("history-title"))
    records_hold()


def test_sent_twice_it_is_marked_once(answer: Answer, trainer: User, client_of: ClientOf) -> None:
    browser, form = client_of(trainer), sent(answer, BEST)
    assert [browser.post(url_of(answer), form).status_code for _twice in range(2)] == [302, 302]
    assert Mark.objects.filter(answer=answer).count() == 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30])
def test_an_odd_form_writes_nothing(
    answer: Answer, trainer: User, client_of: ClientOf, seen: str
) -> None:
    page = client_of(trainer).post(url_of(answer), sent(answer, BEST, seen=seen))
    assert page.status_code == 409
    assert not Mark.objects.filter(answer=answer).exists()


def test_what_no_person_marks(answer: Answer, trainer: User, administrator: User) -> None:
    other = answer.attempt.answers.exclude(pk=answer.pk).first()
    assert other is not None
    last = Mark.objects.filter(answer=other).get()
    with pytest.raises(NotForPeopleError):
        mark_answer(other, Judgement(BEST), trainer, last.pk, AT)
    with pytest.raises(MarkedMeanwhileError):
        mark_answer(answer, Judgement(BEST), trainer, 12345, AT)

    void = Regrade(
        question_key=answer.version.question_key, policy="void", reason="Ambigua", by=administrator
    )
    continue_regrade(start_regrade(void, [], AT), AT)
    answer.refresh_from_db()
    assert (answer.fraction, answer.method) == (1.0, "void")
    last = Mark.objects.get(answer=answer)
    with pytest.raises(NotForPeopleError):
        mark_answer(answer, Judgement(BEST), trainer, last.pk, AT)
    records_hold()


def test_an_empty_answer_waits_for_nobody(
    group: Group, new_hire: User, enrolled: Enrolled, starts: Starts
) -> None:
    attempt = starts(enrolled(new_hire), AT - timedelta(hours=2))
    answer = write_in(attempt, open_question(), "", AT)
    assert (answer.fraction, attempt.score) == (0.0, 90.0)
    assert not Answer.objects.to_mark().exists()


def test_who_marks_and_who_does_not(
    answer: Answer,
    new_hire: User,
    colleague: User,
    manager: User,
    trainer: User,
    administrator: User,
    person: MakePerson,
    client_of: ClientOf,
) -> None:
    stranger = person("3002", "Gil", "Paz")
    stranger.groups.set(trainer.groups.all())
    seen = {
        who.first_name: client_of(who).get(url_of(answer)).status_code
        for who in (new_hire, colleague, manager, trainer, administrator, stranger)
    }
    assert seen == {"Ana": 404, "Beto": 404, "Carla": 404, "Darío": 200, "Elisa": 200, "Gil": 404}
    post = client_of(stranger).post(url_of(answer), sent(answer, BEST))
    assert post.status_code == 404
    new_hire.groups.set(trainer.groups.all())
    Group.objects.get().trainers.add(new_hire)
    assert client_of(new_hire).get(url_of(answer)).status_code == 404  # never her own


def test_without_names_nothing_tells_whose_it_is(
    answer: Answer, trainer: User, course: SmallCourse, client_of: ClientOf
) -> None:
    browser, learner = client_of(trainer), answer.attempt.enrolment.learner
    named = browser.get(url_of(answer)).content.decode()
    assert learner.last_name in named
    QuizPage.objects.filter(translation_key=course.quiz).update(blind_marking=True)
    for address in (url_of(answer), reverse("marking_queue")):
        words = browser.get(address).content.decode()
        for telling in (
            *(learner.first_name, learner.last_name, learner.username),
            *(str(answer.attempt_id), "Intento 1"),
        ):
            assert telling not in words, telling
    page = browser.get(url_of(answer))
    assert page.context["about"] is None
    assert f'datetime="{answer.attempt.finished_at:%Y}' not in page.content.decode()


@pytest.fixture
def three(
    answer: Answer, colleague: User, administrator: User, enrolled: Enrolled, starts: Starts
) -> list[Answer]:
    """Three answers to one question, in the order in which they were handed in."""
    group, found = Group.objects.get(), [answer]
    group.members.add(administrator)
    group.save()
    for hours, person in enumerate((colleague, administrator), start=1):
        moment = AT + timedelta(hours=hours)
        attempt = starts(enrolled(person), moment - timedelta(minutes=5))
        found.append(write_in(attempt, answer.version, f"Respuesta {hours}", moment))
    return found


def test_from_one_to_the_next_until_nothing_waits(
    three: list[Answer], trainer: User, client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    page = browser.get(url_of(three[1]))
    place = page.context["place"]
    assert (place.before, place.after, place.waiting) == (three[0].pk, three[2].pk, 3)
    for here, after in (
        (1, url_of(three[2])),
        (2, url_of(three[0])),
        (0, reverse("marking_queue")),
    ):
        form = sent(three[here], BEST, idempotency_key=f"k{here}")
        assert browser.post(url_of(three[here]), form)["Location"] == after


def test_without_names_the_order_tells_nothing(
    three: list[Answer], trainer: User, course: SmallCourse, client_of: ClientOf
) -> None:
    """It is the same whatever the moments were."""
    QuizPage.objects.filter(translation_key=course.quiz).update(blind_marking=True)
    browser = client_of(trainer)

    def neighbours() -> list[Any]:
        places = [browser.get(url_of(each)).context["place"] for each in three]
        return [(place.before, place.after) for place in places]

    before = neighbours()
    moments = [AT, AT - timedelta(days=1), AT - timedelta(days=2)]
    for each, moment in zip(three, moments, strict=True):
        QuizAttempt.objects.filter(pk=each.attempt_id).update(finished_at=moment)
    assert neighbours() == before


def test_the_page_costs_the_same_for_one_and_for_many(
    three: list[Answer], trainer: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    browser, costs = client_of(trainer), 9
    browser.get(url_of(three[0]))
    with django_assert_num_queries(costs):
        browser.get(url_of(three[0]))
    for other in three[1:]:
        mark_answer(other, Judgement(BEST), trainer, 0, AT)
    with django_assert_num_queries(costs):
        browser.get(url_of(three[0]))
