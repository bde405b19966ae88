"""Whatever is done in whatever order, the records hold together.

Random sequences of start, save from two tabs, back, finish, expire, sweep, edit, unpublish (a
question or the quiz), archive, grant, withdraw, regrade, other rules and looking at results: 200
of them in `make test`, 10,000 in `make soak`. A sequence is fixed by its number, which a failure
names.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count

from cms.models import User
from courses.models import Completion, Enrolment
from quizzes.corrections import find_changes
from quizzes.models import Answer, Mark, Question, QuizAttempt, QuizGrant, QuizPage, Regrade
from quizzes.pure.grading import passes, score_of
from quizzes.questions.kinds import KIND_NAMED
from quizzes.records_check import contradictions
from quizzes.result import result_of
from quizzes.standings import standing_of
from quizzes.verbs import attempts as verbs
from quizzes.verbs.grants import Exemption, grant_exception, withdraw_exception
from quizzes.verbs.questions import archive_question, publish_version
from quizzes.verbs.regrades import (
    NothingToCorrectError,
    UnderWayError,
    continue_regrade,
    start_regrade,
)
from tests.content import SmallCourse
from tests.doing import answers_of
from tests.people import Enrolled
from tests.soak import how_many

STEPS = 14
BEGINNING = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass
class Tab:
    """A window of a browser: the revisions it has seen, by position."""

    seen: dict[int, int] = field(default_factory=dict)
    # What it saw before: "Back" brings it again.
    before: dict[int, int] = field(default_factory=dict)


@dataclass
class World:
    """One learner at one quiz, what is expected of the records, and the chance that decides."""

    chance: random.Random
    course: SmallCourse
    way: Enrolment
    trainer: User
    at: datetime = BEGINNING
    tabs: tuple[Tab, Tab] = field(default_factory=lambda: (Tab(), Tab()))
    expected: dict[int, list[str] | None] = field(default_factory=dict)
    handed_in: dict[Any, list[Any]] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    @property
    def attempt(self) -> QuizAttempt | None:
        """The one under way."""
        return QuizAttempt.objects.at_quiz(self.way.pk, self.course.quiz).unfinished().first()

    def tab(self) -> Tab:
        return self.chance.choice(self.tabs)

    def question(self) -> Question:
        rows = Question.objects.filter(locale__language_code="es").order_by("pk")
        return self.chance.choice(list(rows))


def start(world: World) -> None:
    quiz = world.course.quiz_page
    if not quiz.live:
        # Its page is not found any more.
        return
    quiz.time_limit = world.chance.choice([None, 10, 30])
    quiz.wait_hours = world.chance.choice([0, 1])
    open_before = world.attempt
    if open_before and not open_before.is_open(world.at):
        # Its time is over: starting anew hands it in as it is.
        world.handed_in[open_before.pk] = taken_in(list(answers_of(open_before)))
        open_before = None
    try:
        attempt = verbs.start_attempt(world.way, quiz, world.at)
    except verbs.RefusedError:
        assert open_before is None
        return
    if open_before is None:
        world.expected = {answer.pk: None for answer in answers_of(attempt)}
        assert len(world.expected) == quiz.question_count
    else:
        assert attempt == open_before


def load(world: World) -> None:
    """A tab shows the questions as they are stored now."""
    if attempt := world.attempt:
        tab = world.tab()
        tab.before, tab.seen = (
            tab.seen,
            {each.position: each.revision for each in answers_of(attempt)},
        )


def back(world: World) -> None:
    tab = world.tab()
    tab.seen, tab.before = tab.before, tab.seen


def save(world: World) -> None:
    attempt, tab = world.attempt, world.tab()
    if attempt is None or not tab.seen:
        return
    position = world.chance.choice(sorted(tab.seen))
    answer = attempt.answers.select_related("version").get(position=position)
    kind = KIND_NAMED[answer.version.frozen.kind]
    content = answer.version.frozen
    response = world.chance.choice([kind.key(content), kind.slip(content), []])
    in_time = attempt.is_open(world.at)
    try:
        saved = verbs.save_answer(answer, response, tab.seen[position], "es", world.at)
    except verbs.FinishedError:
        assert not in_time
    except verbs.ConflictError:
        assert in_time
        assert tab.seen[position] != answer.revision
    else:
        assert in_time
        tab.seen[position] = saved.revision
        world.expected[answer.pk] = response or None


def finish(world: World) -> None:
    if attempt := world.attempt:
        assert verbs.submit_attempt(attempt, world.at)
        assert not verbs.submit_attempt(attempt, world.at)


def expire(world: World) -> None:
    world.at += timedelta(minutes=world.chance.choice([1, 9, 10, 31, 61, 1500]))


def sweep(world: World) -> None:
    verbs.finish_overdue(QuizAttempt.objects.all(), world.at)
    assert not QuizAttempt.objects.overdue(world.at).exists()


def edit(world: World) -> None:
    """The trainer turns the key round, or only rewords."""
    question = world.question()
    raw = list(question.content.raw_data)
    value = dict(raw[0]["value"])
    if "answer" in value and world.chance.random() < 0.5:
        value["answer"] = not value["answer"]
    else:
        value["stem"] = f"Pregunta {world.chance.randrange(100)}"
    raw[0]["value"] = value
    question.content = question._meta.get_field("content").stream_block.to_python(raw)
    question.save()
    publish_version(question.translation_key, world.at)


def unpublish(world: World) -> None:
    question = world.question()
    rows = Question.objects.filter(translation_key=question.translation_key)
    rows.update(live=not question.live)
    publish_version(question.translation_key, world.at)


def take_back(world: World) -> None:
    """The quiz itself is unpublished, or published again; attempts under way go on."""
    quiz = world.course.quiz_page
    was = quiz.live
    if was:
        quiz.unpublish()
    else:
        quiz.save_revision().publish()
    assert world.course.quiz_page.live is not was


def archive(world: World) -> None:
    question = world.question()
    archive_question(question.translation_key, not question.archived)


def grant(world: World) -> None:
    """An attempt more, no waiting, or time: also for the attempt under way."""
    kind = world.chance.choice(["attempt", "wait", "minutes"])
    what = Exemption(world.course.quiz, kind, "Lo pidió", 5 if kind == "minutes" else 0)
    grant_exception(world.way, what, world.trainer, world.at)


def withdraw(world: World) -> None:
    """One of what was granted, perhaps again: at most one attempt fewer; no clock is touched."""
    grants = list(QuizGrant.objects.filter(enrolment=world.way).order_by("pk"))
    if not grants:
        return
    taken, quiz, open_one = world.chance.choice(grants), world.course.quiz_page, world.attempt
    before = verbs.permission_to_start(world.way, quiz, world.at).attempts_left
    fresh = withdraw_exception(taken, world.trainer, world.at, "Era un error")
    assert fresh is (taken.withdrawn_at is None)
    left = verbs.permission_to_start(world.way, quiz, world.at).attempts_left
    counts = fresh and taken.kind == QuizGrant.Kind.ATTEMPT
    assert left in ({before, before - 1} if counts else {before})
    assert left >= 0
    if open_one:
        deadline = open_one.deadline_at
        open_one.refresh_from_db()
        assert open_one.deadline_at == deadline


def regrade(world: World) -> None:
    """Begins to correct a question by its key of now; half of the time it is not finished."""
    question = world.question()
    policy = world.chance.choice(list(Regrade.Policy))
    wanted = Regrade(
        question_key=question.translation_key,
        version=None if policy == Regrade.Policy.VOID else question.current_version,
        policy=policy,
        reason="La clave estaba mal",
        by=world.trainer,
    )
    falling = {str(each.attempt.pk) for each in find_changes(wanted).changes if each.falls}
    try:
        begun = start_regrade(wanted, falling, world.at)
    except NothingToCorrectError:
        return
    except UnderWayError as under_way:
        begun = under_way.regrade
    continue_regrade(begun, world.at, batch=world.chance.choice([0, 1, None]))


def rule(world: World) -> None:
    """The trainer changes how many attempts there are, and with it who may see right answers."""
    rows = QuizPage.objects.filter(pk=world.course.quiz_page.pk)
    rows.update(attempts_allowed=world.chance.choice([1, 3]))


def look(world: World) -> None:
    """At every result there is: the score is what was kept."""
    for past in QuizAttempt.objects.at_quiz(world.way.pk, world.course.quiz).finished():
        shown = result_of(past, "es", world.at)["attempt"]
        assert (shown["score"], shown["passed"]) == (int(past.score or 0), past.passed)


def resume(world: World) -> None:
    """What was interrupted goes on, twice: the second finds nothing to do."""
    for begun in Regrade.objects.filter(finished_at=None):
        continue_regrade(begun, world.at)
        assert continue_regrade(begun, world.at) == 0


DEEDS: list[Callable[[World], None]] = [
    *(start, load, save, save, save, back, finish, expire),
    *(sweep, edit, unpublish, take_back, archive, grant, withdraw, regrade, resume, rule, look),
]


def assert_records_hold(world: World) -> None:
    attempts = list(QuizAttempt.objects.at_quiz(world.way.pk, world.course.quiz))
    assert [attempt.number for attempt in attempts] == list(range(1, len(attempts) + 1))
    assert sum(attempt.state == "open" for attempt in attempts) <= 1
    for attempt in attempts:
        answers = list(attempt.answers.annotate(times=Count("marks")).order_by("position"))
        if attempt.state == "open":
            stored = {answer.pk: answer.response for answer in answers}
            assert stored == world.expected
            assert {answer.fraction for answer in answers} == {None}
        else:
            assert_finished(world, attempt, answers)
    assert_nothing_told(world, attempts)
    assert Mark.objects.filter(answer__attempt__state="open").count() == 0
    standing = standing_of(world.way.pk, world.course.quiz)
    kept = Completion.objects.filter(enrolment=world.way, activity_key=world.course.quiz).first()
    assert (standing is None) == (kept is None)
    if standing and kept:
        assert (kept.score, kept.passed) == (standing.score, standing.passed)


def assert_nothing_told(world: World, attempts: list[QuizAttempt]) -> None:
    """No result says anything of a question in the attempt under way."""
    under_way = [each for each in attempts if each.state == "open"]
    asked = {each.version.question_key for one in under_way for each in answers_of(one)}
    past_ones = [each for each in attempts if each.state == "finished"] if asked else []
    for past in past_ones:
        held = {each.position for each in answers_of(past) if each.version.question_key in asked}
        for item in result_of(past, "es", world.at)["items"]:
            told = item.key or item.explanation.text or item.feedback
            assert not (item.number in held and told)


def taken_in(answers: list[Answer]) -> list[Any]:
    """What was asked and answered."""
    return [(answer.pk, answer.version_id, answer.response) for answer in answers]


def assert_finished(world: World, attempt: QuizAttempt, answers: list[Answer]) -> None:
    """Handed in in time, with what was saved by then, and worth what its marks add up to."""
    if attempt.deadline_at and attempt.finished_at:
        assert attempt.finished_at <= attempt.deadline_at
    taken = taken_in(answers)
    if attempt.pk not in world.handed_in:
        assert {pk: response for pk, _version, response in taken} == world.expected
    assert world.handed_in.setdefault(attempt.pk, taken) == taken
    fractions = [answer.fraction for answer in answers if answer.fraction is not None]
    assert len(fractions) == len(answers)
    assert all(getattr(answer, "times", 0) >= 1 for answer in answers)
    assert attempt.score == score_of(fractions)
    assert attempt.passed == passes(attempt.score, attempt.pass_mark)


def play(world: World) -> None:
    """One sequence; what was done is in the failure."""
    for _step in range(STEPS):
        deed = world.chance.choice(DEEDS)
        world.done.append(deed.__name__)
        deed(world)
        world.at += timedelta(seconds=1)
        assert_records_hold(world)
    assert list(contradictions()) == []


def test_no_sequence_breaks_the_records(
    course: SmallCourse, new_hire: User, trainer: User, enrolled: Enrolled
) -> None:
    way = enrolled(new_hire, at=BEGINNING - timedelta(days=1))
    for number in range(how_many(200, 10_000)):
        world = World(random.Random(number), course, way, trainer)
        place = transaction.savepoint()
        try:
            play(world)
        except (AssertionError, LookupError, ValueError, TypeError) as broken:
            pytest.fail(f"sequence {number}: {' '.join(world.done)}\n{broken!r}")
        finally:
            transaction.savepoint_rollback(place)
            way.refresh_from_db()
