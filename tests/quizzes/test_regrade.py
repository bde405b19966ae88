"""A key was wrong: the dry run says who changes, the regrade appends, and can be taken up again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.corrections import find_changes
from quizzes.models import (
    Answer,
    Mark,
    Question,
    QuestionVersion,
    QuizAttempt,
    Regrade,
    ScoreChange,
)
from quizzes.pure.regrading import Kept
from quizzes.verbs import regrades as verbs
from quizzes.verbs.attempts import save_answer, submit_attempt
from quizzes.verbs.marking import record_standing
from quizzes.verbs.regrades import (
    NothingToCorrectError,
    UnconfirmedError,
    UnderWayError,
    continue_regrade,
    start_regrade,
)
from tests.content import SmallCourse
from tests.correcting import correct_key, crowd, drop_option
from tests.doing import Reads, Starts, answers_of, right_response, wrong_response
from tests.people import Enrolled

AT = timezone.now()
Wants = Callable[..., Regrade]


@pytest.fixture
def failed(new_hire: User, enrolled: Enrolled, starts: Starts) -> QuizAttempt:
    """She got seven of ten, an hour ago; eight are needed."""
    return sit(starts(enrolled(new_hire), AT - timedelta(hours=2)), 3, AT - timedelta(hours=1))


def sit(attempt: QuizAttempt, wrong: int, at: datetime) -> QuizAttempt:
    """Hands in with so many wrong; a single choice is among them and another among the right."""
    choices = [each for each in answers_of(attempt) if each.version.frozen.kind == "single_choice"]
    others = [each for each in answers_of(attempt) if each not in choices[:2]]
    for place, answer in enumerate([choices[0], *others, choices[1]]):
        response = (wrong_response if place < wrong else right_response)(answer)
        save_answer(answer, response, answer.revision, "es", at)
    submit_attempt(attempt, at)
    attempt.refresh_from_db()
    return attempt


def choice_in(attempt: QuizAttempt, *, right: bool) -> Answer:
    """A single choice that was answered rightly or wrongly."""
    return next(
        each
        for each in answers_of(attempt)
        if each.version.frozen.kind == "single_choice" and (each.fraction == 1) is right
    )


def place_of(answer: Answer) -> int:
    """Which option was chosen, counted from 0."""
    ids = [each["id"] for each in answer.version.frozen.structure["options"]]
    assert answer.response
    return ids.index(answer.response[0])


@pytest.fixture
def wants(trainer: User) -> Wants:
    """`wants(version, policy=…)` is a regrade to be planned or started."""

    def want(version: QuestionVersion, policy: str = "upwards", **more: Any) -> Regrade:
        target = None if policy == "void" else version
        given = {"reason": "La clave estaba mal", "by": trainer} | more
        return Regrade(question_key=version.question_key, version=target, policy=policy, **given)

    return want


@pytest.fixture
def corrected(failed: QuizAttempt) -> QuestionVersion:
    """What she chose was right after all."""
    missed = choice_in(failed, right=False)
    return correct_key(missed.version, [place_of(missed)], AT)


def do(regrade: Regrade, *falling: QuizAttempt, at: datetime = AT) -> int:
    started = start_regrade(regrade, {str(each.pk) for each in falling}, at)
    return continue_regrade(started, at)


def records_hold() -> None:
    """`check_records` finds nothing: it raises otherwise."""
    call_command("check_records", stdout=StringIO())


def test_the_dry_run_says_who_changes_and_writes_nothing(
    failed: QuizAttempt, corrected: QuestionVersion, wants: Wants
) -> None:
    before = list(Mark.objects.values()), list(Regrade.objects.values())
    found = find_changes(wants(corrected))
    [change] = found.changes
    assert change.attempt == failed
    assert (change.before.score, change.before.passed) == (70.0, False)
    assert (change.after.score, change.after.passed) == (80.0, True)
    assert (change.rises, change.falls) == (True, False)
    assert (list(Mark.objects.values()), list(Regrade.objects.values())) == before


def test_it_appends_a_mark_with_reason_and_author(
    failed: QuizAttempt, corrected: QuestionVersion, wants: Wants, trainer: User
) -> None:
    answer = choice_in(failed, right=False)
    assert do(wants(corrected)) == 1
    first, second = Mark.objects.filter(answer=answer).order_by("pk")
    assert (first.method, float(first.fraction)) == ("automatic", 0.0)
    assert (second.method, float(second.fraction)) == ("regrade", 1.0)
    assert second.by == trainer
    assert second.reason == "La clave estaba mal"
    assert second.regrade is not None
    assert second.regrade.finished_at == AT
    failed.refresh_from_db()
    assert (failed.score, failed.passed) == (80.0, True)
    done = Completion.objects.get(enrolment=failed.enrolment, activity_key=failed.activity_key)
    assert (done.score, done.passed) == (80.0, True)
    records_hold()


def test_only_upwards_lowers_nobody(failed: QuizAttempt, wants: Wants) -> None:
    right = choice_in(failed, right=True)
    target = correct_key(right.version, [place_of(right) - 1], AT)
    found = find_changes(wants(target))
    assert (found.changes, found.not_lowered) == ([], 1)
    with pytest.raises(NothingToCorrectError):
        start_regrade(wants(target), [], AT)
    assert not Mark.objects.exclude(method="automatic").exists()
    records_hold()


def test_both_ways_lowers_who_is_named(failed: QuizAttempt, wants: Wants) -> None:
    right = choice_in(failed, right=True)
    target = correct_key(right.version, [place_of(right) - 1], AT)
    assert do(wants(target, "both")) == 1
    failed.refresh_from_db()
    assert failed.score == 60.0
    records_hold()


@pytest.fixture
def passed(
    course: SmallCourse, colleague: User, enrolled: Enrolled, starts: Starts, reads: Reads
) -> QuizAttempt:
    """He passed with exactly what is needed, and finished the course by it."""
    way = enrolled(colleague)
    for lesson in course.lessons:
        reads(way, lesson)
    return sit(starts(way, AT - timedelta(hours=3)), 2, AT - timedelta(hours=2))


def test_nobody_falls_unless_it_was_confirmed(passed: QuizAttempt, wants: Wants) -> None:
    right = choice_in(passed, right=True)
    target = correct_key(right.version, [place_of(right) - 1], AT)
    with pytest.raises(UnconfirmedError) as refused:
        start_regrade(wants(target, "both"), [], AT)
    assert [each.attempt for each in refused.value.found.changes if each.falls] == [passed]
    assert not Regrade.objects.exists()

    finished = Enrolment.objects.get(pk=passed.enrolment_id).completed_at
    assert do(wants(target, "both"), passed) == 1
    passed.refresh_from_db()
    assert (passed.score, passed.passed) == (70.0, False)
    way = Enrolment.objects.get(pk=passed.enrolment_id)
    assert way.completed_at == finished  # what was finished stays finished
    records_hold()


def test_who_would_fall_only_meanwhile_is_left_as_she_is(passed: QuizAttempt, wants: Wants) -> None:
    """Confirmed were others: a result that came to depend on this question is not taken away."""
    right = choice_in(passed, right=True)
    target = correct_key(right.version, [place_of(right) - 1], AT)
    regrade = start_regrade(wants(target, "both"), {str(passed.pk)}, AT)
    Regrade.objects.filter(pk=regrade.pk).update(falling=[])
    regrade.refresh_from_db()
    continue_regrade(regrade, AT)
    passed.refresh_from_db()
    assert (passed.score, passed.passed) == (80.0, True)
    assert [each.attempt for each in find_changes(regrade).changes] == [passed]
    records_hold()


def test_void_counts_as_right_for_everybody_asked(failed: QuizAttempt, wants: Wants) -> None:
    """For who was wrong, for who was right, and for who left it open."""
    version = choice_in(failed, right=False).version
    right, unanswered = crowd(failed, 2)
    theirs = Answer.objects.filter(version=version)
    theirs.filter(attempt=unanswered).update(response=None)
    theirs.filter(attempt=right).update(fraction=1)
    assert do(wants(version, "void")) == 3
    assert set(theirs.values_list("fraction", "method")) == {(1.0, "void")}
    assert set(Mark.objects.filter(method="void").values_list("fraction", flat=True)) == {1}
    failed.refresh_from_db()
    assert failed.score == 80.0


def test_after_void_no_key_takes_it_back(failed: QuizAttempt, wants: Wants) -> None:
    missed = choice_in(failed, right=False)
    do(wants(missed.version, "void"))
    found = find_changes(wants(missed.version, "both"))
    assert (found.changes, found.kept) == ([], [(failed, Kept.VOIDED)])
    assert find_changes(wants(missed.version, "void")).same == 1
    records_hold()


def test_an_attempt_under_way_is_not_touched(failed: QuizAttempt, wants: Wants) -> None:
    version = choice_in(failed, right=False).version
    [under_way] = crowd(failed, 1)
    Mark.objects.filter(answer__attempt=under_way).delete()
    Answer.objects.filter(attempt=under_way).update(fraction=None, method="")
    running = QuizAttempt.objects.filter(pk=under_way.pk)
    running.update(state="open", finished_at=None, score=None, passed=None)
    before = list(Answer.objects.filter(attempt=under_way).values()), running.values().get()
    regrade = wants(version, "void")
    assert find_changes(regrade).under_way == 1
    assert do(regrade) == 1
    assert not verbs.regrade_attempt(regrade, under_way.pk, AT)
    after = list(Answer.objects.filter(attempt=under_way).values()), running.values().get()
    assert after == before


def test_what_cannot_be_marked_by_the_new_key_is_named(failed: QuizAttempt, wants: Wants) -> None:
    missed = choice_in(failed, right=False)
    gone = drop_option(missed.version, place_of(missed), AT)
    assert find_changes(wants(gone, "both")).kept == [(failed, Kept.PART_GONE)]

    other = QuestionVersion.objects.filter(content__kind="true_false").first()
    assert other is not None
    assert other.content["kind"] != missed.version.content["kind"]
    stranger = wants(missed.version, "both")
    stranger.version = other
    assert find_changes(stranger).kept == [(failed, Kept.OTHER_KIND)]
    assert not find_changes(wants(gone, "both")).corrects
    records_hold()


def test_one_quiz_or_every_quiz(
    failed: QuizAttempt, corrected: QuestionVersion, wants: Wants, course: SmallCourse
) -> None:
    elsewhere = wants(corrected, activity_key=course.greet)
    assert find_changes(elsewhere).changes == []
    assert len(find_changes(wants(corrected, activity_key=course.quiz)).changes) == 1


def test_without_a_reason_there_is_none(corrected: QuestionVersion, wants: Wants) -> None:
    with pytest.raises(ValueError, match="reason"):
        start_regrade(wants(corrected, reason="  "), [], AT)


def test_one_at_a_time(corrected: QuestionVersion, wants: Wants) -> None:
    first = start_regrade(wants(corrected), [], AT)
    with pytest.raises(UnderWayError) as refused:
        start_regrade(wants(corrected), [], AT)
    assert refused.value.regrade == first
    continue_regrade(first, AT)
    with pytest.raises(NothingToCorrectError):
        start_regrade(wants(corrected), [], AT)
    assert Regrade.objects.count() == 1


def test_hundreds_interrupted_anywhere_are_taken_up_again(
    failed: QuizAttempt,
    corrected: QuestionVersion,
    wants: Wants,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It breaks three times, each time inside an attempt: that one is undone, the others stay."""
    crowd(failed, 199)
    records_hold()
    regrade = start_regrade(wants(corrected), [], AT)
    real = record_standing
    calls: list[Any] = []

    def breaks(*given: Any) -> None:
        calls.append(given)
        if len(calls) in {1, 40, 90}:
            raise RuntimeError("the power went")
        real(*given)

    monkeypatch.setattr(verbs, "record_standing", breaks)
    for done in (0, 38, 87):
        with pytest.raises(RuntimeError):
            continue_regrade(regrade, AT)
        assert Mark.objects.filter(regrade=regrade).count() == done
        records_hold()
    assert QuizAttempt.objects.filter(passed=True).count() == 87
    call_command("resume_regrades", stdout=StringIO())

    regrade.refresh_from_db()
    assert regrade.finished_at is not None
    assert Mark.objects.filter(regrade=regrade).count() == 200
    assert ScoreChange.objects.filter(score_before=70, score_after=80).count() == 200
    assert set(QuizAttempt.objects.values_list("score", "passed")) == {(80.0, True)}
    records_hold()


def test_in_batches_and_twice_the_same(
    failed: QuizAttempt, corrected: QuestionVersion, wants: Wants
) -> None:
    crowd(failed, 6)
    regrade = start_regrade(wants(corrected), [], AT)
    assert [continue_regrade(regrade, AT, batch=3) for _round in range(4)] == [3, 3, 1, 0]
    assert Mark.objects.filter(regrade=regrade).count() == 7
    for attempt in QuizAttempt.objects.all():
        assert not verbs.regrade_attempt(regrade, attempt.pk, AT)
    assert Mark.objects.filter(regrade=regrade).count() == 7


def test_the_dry_run_costs_the_same_for_two_and_for_many(
    failed: QuizAttempt,
    corrected: QuestionVersion,
    wants: Wants,
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(4):
        assert len(find_changes(wants(corrected)).changes) == 1
    crowd(failed, 30)
    with django_assert_num_queries(4):
        assert len(find_changes(wants(corrected)).changes) == 31


def test_the_command_says_when_nothing_waits(course: SmallCourse) -> None:
    said = StringIO()
    call_command("resume_regrades", stdout=said)
    assert said.getvalue() == "No regrade is unfinished.\n"


def test_a_draft_of_the_question_changes_no_key(failed: QuizAttempt) -> None:
    """What marks is the version that was published, not the row that is being written."""
    version = choice_in(failed, right=False).version
    row = Question.objects.get(translation_key=version.question_key, locale__language_code="es")
    row.content[0].value["stem"] = "Otra pregunta"
    row.save_revision()
    row.refresh_from_db()
    assert row.current_version == version
