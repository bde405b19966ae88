"""The item analysis at the desk: whose attempts count, who sees it, and what calls for a look."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.corrections import find_changes
from quizzes.desk.report import QuizReport, question_report, quiz_report
from quizzes.models import Answer, Question, QuestionVersion, QuizAttempt, Regrade
from quizzes.pure.item_figures import Choice
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.questions import publish_version
from quizzes.verbs.regrades import continue_regrade, start_regrade
from tests.content import SmallCourse
from tests.correcting import correct_key
from tests.doing import Takes
from tests.people import ClientOf, Enrolled
from tests.words import spanish

Crowd = Callable[..., QuestionVersion]


@pytest.fixture
def desk(course: SmallCourse, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser."""
    return client_of(trainer)


@pytest.fixture
def crowd(course: SmallCourse) -> Crowd:
    """`crowd(40)`: so many people did the quiz; the better they are, the more questions they get
    right. All but the question it returns, whose key is wrong: there it is the other way round.
    """

    def come(people: int, questions: int = 5) -> QuestionVersion:
        now = timezone.now()
        versions = [
            each
            for each in QuestionVersion.objects.order_by("pk")
            if each.frozen.kind == "single_choice"
        ][:questions]
        start = User.objects.count()
        users = User.objects.bulk_create(
            User(username=f"7{start + n}", first_name="P", last_name=str(n)) for n in range(people)
        )
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(learner=user, course_key=course.key, assigned_at=now) for user in users
        )
        for number, enrolment in enumerate(enrolments):
            right = [place < number % (len(versions) + 1) for place, _ in enumerate(versions)]
            right[0] = not right[1]
            _attempt(course, enrolment, list(zip(versions, right, strict=True)))
        return versions[0]

    return come


def _attempt(
    course: SmallCourse, enrolment: Enrolment, answers: list[tuple[QuestionVersion, bool]]
) -> None:
    now = timezone.now()
    score = 100 * sum(right for _version, right in answers) / len(answers)
    attempt = QuizAttempt.objects.create(
        enrolment=enrolment,
        activity_key=course.quiz,
        number=1,
        state="finished",
        seed="0",
        pass_mark=80,
        started_at=now - timedelta(hours=1),
        finished_at=now,
        score=score,
        passed=score >= 80,
    )
    for position, (version, right) in enumerate(answers, start=1):
        content = version.frozen
        kind = KIND_NAMED[content.kind]
        Answer.objects.create(
            attempt=attempt,
            position=position,
            version=version,
            response=kind.key(content) if right else kind.slip(content),
            saved_at=now,
            fraction=float(right),
            method="automatic",
        )


def page_of(desk: Client, course: SmallCourse, **asked: str) -> str:
    """The quiz's analysis as a trainer reads it."""
    response = desk.get(reverse("quiz_analysis", args=[course.quiz]), asked)
    assert response.status_code == 200
    return response.content.decode()


def report_of(course: SmallCourse, which: str = "first") -> QuizReport:
    """The same before it is drawn."""
    return quiz_report(course.quiz, which, "es")


@pytest.mark.parametrize(
    ("which", "n", "mean"), [("first", 2, 35), ("best", 2, 70), ("all", 3, 160 / 3)]
)
def test_first_best_or_all_attempts(
    new_hire: User,
    colleague: User,
    course: SmallCourse,
    enrolled: Enrolled,
    takes: Takes,
    which: str,
    n: int,
    mean: float,
) -> None:
    ana, beto = enrolled(new_hire), enrolled(colleague)
    takes(ana, right=2, at=timezone.now() - timedelta(days=2))
    takes(ana, right=9, at=timezone.now() - timedelta(days=1))
    takes(beto, right=5)

    quiz = report_of(course, which).statistics

    assert quiz.n == n
    assert quiz.mean == pytest.approx(mean)


def test_open_and_unmarked_attempts_do_not_count(
    new_hire: User,
    colleague: User,
    course: SmallCourse,
    enrolled: Enrolled,
    starts: Any,
    takes: Takes,
) -> None:
    starts(enrolled(colleague))
    ana = enrolled(new_hire)
    waits = takes(ana, right=4, at=timezone.now() - timedelta(days=2))
    takes(ana, right=8, at=timezone.now() - timedelta(days=1))
    QuizAttempt.objects.filter(pk=waits.pk).update(score=None, passed=None)

    # The second does not take the place of the first.
    assert report_of(course).statistics.n == 0
    assert report_of(course, "all").statistics.n == 1


def test_a_void_question_is_left_out_and_the_page_says_so(
    new_hire: User, desk: Client, course: SmallCourse, enrolled: Enrolled, takes: Takes
) -> None:
    attempt = takes(enrolled(new_hire), right=5)
    void = attempt.answers.get(position=10)
    Answer.objects.filter(pk=void.pk).update(method="void", fraction=1)

    report = report_of(course)

    assert len(report.rows) == 9
    assert report.statistics.mean == pytest.approx(100 * 5 / 9)
    page = page_of(desk, course)
    assert "Se anuló una pregunta" in page
    assert void.version.frozen.text("stem", "es").text in page


def test_facility_is_what_people_earned(
    new_hire: User, colleague: User, course: SmallCourse, enrolled: Enrolled, takes: Takes
) -> None:
    for person, right in ((new_hire, 3), (colleague, 7)):
        takes(enrolled(person), right=right)
    earned: dict[uuid.UUID, list[float]] = {}
    for answer in Answer.objects.select_related("version"):
        earned.setdefault(answer.version.question_key, []).append(answer.fraction or 0.0)

    rows = report_of(course).rows

    assert {row.question.key: row.item.facility for row in rows} == {
        key: sum(marks) / len(marks) for key, marks in earned.items()
    }


def test_a_wrong_key_is_named_with_a_link_to_edit(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(40)

    page = page_of(desk, course)

    question = Question.objects.get(translation_key=wrong.question_key, locale__language_code="es")
    calling = report_of(course).calling
    assert calling[0].question.key == wrong.question_key
    assert spanish("Works against the rest: is the key right?") in page
    assert reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]) in page
    assert spanish("Cronbach’s alpha") in page


def test_a_few_attempts_are_shown_and_not_judged(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    crowd(9)

    page = page_of(desk, course)

    assert spanish("Too few attempts to judge") in page
    assert spanish("Too few attempts to say anything yet") in page
    assert spanish("No question asks for review") not in page


def test_without_attempts_the_page_says_so(desk: Client, course: SmallCourse) -> None:
    assert "Nadie terminó todavía este cuestionario" in page_of(desk, course)


def test_a_question_changed_since_calls_no_more(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(40)
    question = Question.objects.get(translation_key=wrong.question_key, locale__language_code="es")
    newer = QuestionVersion.objects.create(
        question_key=wrong.question_key,
        sha256="0" * 64,
        content=reworded(wrong),
        created_at=timezone.now(),
    )
    Question.objects.filter(pk=question.pk).update(current_version=newer)

    report = report_of(course)

    row = next(each for each in report.rows if each.question.key == wrong.question_key)
    assert row.edited
    assert row not in report.calling
    assert spanish("changed since") in page_of(desk, course)


def reworded(version: QuestionVersion) -> dict[str, Any]:
    """Its content, asked in other words."""
    texts = {language: dict(texts) for language, texts in version.content["texts"].items()}
    texts["es"]["stem"] = "Dicho de otra manera, ¿qué va primero?"
    return {**version.content, "texts": texts}


def test_another_level_or_concept_does_not_hide_a_wrong_key(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(40)
    question = Question.objects.get(translation_key=wrong.question_key, locale__language_code="es")
    home, link = (
        reverse("wagtailadmin_home"),
        reverse("item_analysis", args=[course.quiz, wrong.question_key]),
    )
    assert link in desk.get(home).content.decode()

    question.level, question.concepts = "analyse", ["C32"]
    question.save()
    newer = publish_version(question.translation_key, timezone.now())

    assert newer is not None
    assert newer.pk != wrong.pk
    row = next(each for each in report_of(course).rows if each.question.key == wrong.question_key)
    assert (row.calls, row.edited, row.versions) == (True, False, 1)
    assert link in desk.get(home).content.decode()

    question.content[0].value["stem"] = "Dicho de otra manera, ¿qué va primero?"
    question.save()
    publish_version(question.translation_key, timezone.now())
    assert link not in desk.get(home).content.decode()


def test_versions_are_counted_together(course: SmallCourse, crowd: Crowd) -> None:
    old = crowd(8)
    newer = QuestionVersion.objects.create(
        question_key=old.question_key,
        sha256="0" * 64,
        content=reworded(old),
        created_at=timezone.now(),
    )
    some = Answer.objects.filter(version=old).values_list("pk", flat=True)[:4]
    Answer.objects.filter(pk__in=list(some)).update(version=newer)

    row = next(each for each in report_of(course).rows if each.question.key == old.question_key)

    assert (row.item.n, row.versions) == (8, 2)
    assert sum(choice.everybody for choice in row.choices) == pytest.approx(1)


def test_a_page_for_each_question_shows_who_chose_what(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(40)

    page = desk.get(reverse("item_analysis", args=[course.quiz, wrong.question_key]))

    row = page.context["row"]
    content = wrong.frozen
    right = next(each for each in row.choices if each.right)
    assert (
        right.text
        == content.text(f"options.{KIND_NAMED[content.kind].key(content)[0]}.text", "es").text
    )
    assert right.top < right.bottom
    words = page.content.decode()
    assert all(choice.text in words for choice in row.choices)
    assert spanish("Bottom third") in words


def test_the_question_itself_leads_to_its_figures_in_every_quiz(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(12)
    question = Question.objects.get(translation_key=wrong.question_key, locale__language_code="es")
    address = reverse("question_analysis", args=[wrong.question_key])

    edit = desk.get(reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]))
    page = desk.get(address)

    assert address in edit.content.decode()
    report = page.context["report"]
    assert report.row.item.n == 12
    assert [(line.title, line.n) for line in report.lines] == [(course.quiz_page.title, 12)]


@pytest.mark.parametrize("which", ["first", "best", "all"])
def test_its_figures_are_those_of_the_quiz(
    new_hire: User, course: SmallCourse, enrolled: Enrolled, takes: Takes, crowd: Crowd, which: str
) -> None:
    """Also where a question was drawn in a later attempt only: that is no first attempt."""
    key = crowd(12).question_key
    ana = enrolled(new_hire)
    takes(ana, right=2, at=timezone.now() - timedelta(days=2))
    takes(ana, right=9, at=timezone.now() - timedelta(days=1))

    here = next(row for row in report_of(course, which).rows if row.question.key == key).item
    everywhere = question_report(key, which, "es")

    assert everywhere is not None
    there = everywhere.row.item
    assert there.n == here.n
    # The two read their rows in no set order, and sums of thirds hang on it in the last digit.
    assert (there.facility, there.sd) == pytest.approx((here.facility, here.sd))
    assert there.item_rest == pytest.approx(here.item_rest)
    assert [shares_of(each) for each in there.choices] == [
        pytest.approx(shares_of(each)) for each in here.choices
    ]
    assert [(each.part, each.right) for each in there.choices] == [
        (each.part, each.right) for each in here.choices
    ]


def shares_of(choice: Choice) -> tuple[float, float, float]:
    """Of all, of the top and of the bottom third."""
    return choice.everybody, choice.top, choice.bottom


def test_the_quiz_page_leads_there(desk: Client, course: SmallCourse) -> None:
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[course.quiz_page.pk]))

    assert reverse("quiz_analysis", args=[course.quiz]) in edit.content.decode()


def addresses(course: SmallCourse, question: uuid.UUID) -> list[str]:
    return [
        reverse("quiz_analysis", args=[course.quiz]),
        reverse("export_analysis", args=[course.quiz]),
        reverse("item_analysis", args=[course.quiz, question]),
        reverse("question_analysis", args=[question]),
    ]


@pytest.mark.parametrize("who", ["new_hire", "manager", "outsider"])
def test_it_is_nobody_elses(
    request: pytest.FixtureRequest,
    course: SmallCourse,
    crowd: Crowd,
    client_of: ClientOf,
    who: str,
) -> None:
    browser = client_of(request.getfixturevalue(who))
    for address in addresses(course, crowd(2).question_key):
        assert browser.get(address).status_code == 404


@pytest.mark.parametrize("who", ["trainer", "administrator"])
def test_trainers_and_administrators_see_it(
    request: pytest.FixtureRequest,
    course: SmallCourse,
    crowd: Crowd,
    client_of: ClientOf,
    who: str,
) -> None:
    browser = client_of(request.getfixturevalue(who))
    for address in addresses(course, crowd(2).question_key):
        assert browser.get(address).status_code == 200


def test_what_is_not_there_is_not_found(desk: Client, course: SmallCourse) -> None:
    for address in addresses(SmallCourse(), uuid.uuid4())[2:]:
        assert desk.get(address).status_code == 404
    assert desk.get(reverse("quiz_analysis", args=[uuid.uuid4()])).status_code == 404


def test_the_number_of_queries_is_fixed(
    desk: Client, course: SmallCourse, crowd: Crowd, django_assert_num_queries: Any
) -> None:
    key = crowd(5).question_key
    for address in addresses(course, key):
        desk.get(address)
    with CaptureQueriesContext(connection) as few:
        for address in addresses(course, key):
            desk.get(address)
    crowd(25, questions=8)

    with django_assert_num_queries(len(few)):
        for address in addresses(course, key):
            desk.get(address)


def test_the_desk_names_suspects_until_they_are_changed(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    wrong = crowd(40)
    link = reverse("item_analysis", args=[course.quiz, wrong.question_key])
    home = reverse("wagtailadmin_home")

    assert link in desk.get(home).content.decode()

    Question.objects.filter(translation_key=wrong.question_key).update(archived=True)
    assert link not in desk.get(home).content.decode()


def test_the_desk_does_not_analyse_at_every_visit(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    crowd(40)
    home = reverse("wagtailadmin_home")

    def reads_answers() -> bool:
        with CaptureQueriesContext(connection) as visit:
            desk.get(home)
        return any('"quizzes_answer"."response"' in each["sql"] for each in visit.captured_queries)

    assert [reads_answers() for _visit in range(2)] == [True, False]


def test_the_desk_says_nothing_of_few_attempts(
    desk: Client, course: SmallCourse, crowd: Crowd
) -> None:
    crowd(29)

    assert (
        spanish("Questions to review")
        not in desk.get(reverse("wagtailadmin_home")).content.decode()
    )


@pytest.mark.parametrize(("policy", "right"), [("both", {1}), ("upwards", {0, 1})])
def test_after_a_regrade_the_corrected_key_is_what_is_right(
    desk: Client, course: SmallCourse, trainer: User, crowd: Crowd, policy: str, right: set[int]
) -> None:
    """Marks go by the new key then: to show the former one beside them would contradict them."""
    version, at = crowd(12), timezone.now()
    ids = [option["id"] for option in version.frozen.structure["options"]]
    first = ids.index(KIND_NAMED[version.frozen.kind].key(version.frozen)[0])
    second = (first + 1) % len(ids)
    corrected = correct_key(version, [second], at)
    regrade = Regrade(question_key=version.question_key, version=corrected, policy=policy)
    regrade.reason, regrade.by = "La clave estaba mal", trainer
    falling = {str(each.attempt.pk) for each in find_changes(regrade).changes if each.falls}
    continue_regrade(start_regrade(regrade, falling, at), at)

    row = next(each for each in report_of(course).rows if each.question.key == version.question_key)
    told = {name for name, part in row.names.items() if part.right}
    assert told == {ids[(first + place) % len(ids)] for place in right}
    assert {each.part for each in row.item.choices if each.right} == told
    assert not row.edited
    html = desk.get(row.url).content.decode()
    assert "lo correcto se muestra como dice la clave corregida" in html
    assert "trata de cómo era antes" not in html
