"""Proves that every stored attempt still marks as it was marked, whoever marked it."""

from collections.abc import Iterator

from courses.models import Completion
from quizzes.models import Answer, Mark, QuestionVersion, QuizAttempt, ReviewAnswer
from quizzes.pure.grading import Outcome, Weighed, outcome_of
from quizzes.pure.rubric import IncompleteError, mark_rubric
from quizzes.questions.kinds import fraction_by
from quizzes.questions.open_text import rubric_of
from quizzes.standings import standing_of
from quizzes.verbs.marking import fraction_of
from quizzes.verbs.review import worth_of

CHUNK = 500


def contradictions() -> Iterator[str]:
    """A sentence for every version, mark, attempt and completion that contradicts another."""
    yield from _versions()
    yield from _marks()
    yield from _attempts()
    yield from _completions()
    yield from _reviews()


def _versions() -> Iterator[str]:
    for version in QuestionVersion.objects.iterator(chunk_size=CHUNK):
        if version.frozen.sha256() != version.sha256:
            yield f"question version {version.pk}: its content is not what its hash says"


def _marks() -> Iterator[str]:
    answers = Answer.objects.filter(attempt__state=QuizAttempt.State.FINISHED).order_by("pk")
    stored = answers.prefetch_related("version", "marks__regrade__version")
    for answer in stored.iterator(chunk_size=CHUNK):
        marks = sorted(answer.marks.all(), key=lambda mark: mark.pk)
        yield from _first_mark(answer, marks)
        for mark in marks:
            if mark.method != Mark.Method.AUTOMATIC:
                yield from _later_mark(answer, mark)
        last = marks[-1] if marks else None
        kept = (answer.fraction, answer.method)
        if kept != ((float(last.fraction), last.method) if last else (None, "")):
            yield f"answer {answer.pk}: kept as {kept[0]} ({kept[1]}), its last mark says otherwise"


def _first_mark(answer: Answer, marks: list[Mark]) -> Iterator[str]:
    automatic = [mark for mark in marks if mark.method == Mark.Method.AUTOMATIC]
    then, now = _said(automatic[0].fraction if automatic else None), _said(fraction_of(answer))
    if then != now:
        yield f"answer {answer.pk}: marked {then}, its version says {now}"


def _later_mark(answer: Answer, mark: Mark) -> Iterator[str]:
    """A mark by a regrade, a void one, one by a person: each has to follow from what it names."""
    due = _due(answer, mark)
    if _said(mark.fraction) != _said(due):
        source = mark.get_method_display() if due is None else f"{due:.4f}"
        yield f"answer {answer.pk}: mark {mark.pk} is {_said(mark.fraction)}, it should be {source}"


def _due(answer: Answer, mark: Mark) -> float | None:
    """What a later mark has to be; None where nothing it refers to gives it."""
    regrade = mark.regrade
    if mark.method == Mark.Method.HUMAN:
        levels = (mark.detail or {}).get("levels", {})
        try:
            return mark_rubric(rubric_of(answer.version.frozen), levels).fraction
        except IncompleteError:
            return None
    if regrade is None or regrade.question_key != answer.version.question_key:
        return None
    if regrade.version is None:
        return 1.0 if mark.method == Mark.Method.VOID else None
    by_new_key = fraction_by(regrade.version.frozen, answer.response)
    return by_new_key if mark.method == Mark.Method.REGRADE else None


def _said(fraction: object) -> str:
    return "never" if fraction is None else f"{fraction:.4f}"


def _attempts() -> Iterator[str]:
    finished = QuizAttempt.objects.finished().order_by("pk").prefetch_related("answers")
    for attempt in finished.iterator(chunk_size=CHUNK):
        marks = [
            Weighed(each.fraction, each.points, each.critical) for each in attempt.answers.all()
        ]
        due, kept = outcome_of(marks, attempt.pass_mark), Outcome(attempt.score, attempt.passed)
        if due != kept:
            yield (
                f"attempt {attempt.pk}: kept as {kept.score}, passed {kept.passed}; "
                f"its marks say {due.score}, passed {due.passed}"
            )


def _completions() -> Iterator[str]:
    quizzes = QuizAttempt.objects.finished().values_list("enrolment_id", "activity_key").distinct()
    recorded = {
        (row.enrolment_id, row.activity_key): row.score
        for row in Completion.objects.filter(kind="quiz")
    }
    for enrolment_id, key in quizzes:
        standing = standing_of(enrolment_id, key)
        if standing and recorded.get((enrolment_id, key)) != standing.score:
            said = recorded.get((enrolment_id, key))
            where = f"enrolment {enrolment_id}, quiz {key}"
            yield f"{where}: recorded {said}, marks say {standing.score}"


def _reviews() -> Iterator[str]:
    answers = ReviewAnswer.objects.answered().select_related("version")
    for answer in answers.iterator(chunk_size=500):
        now = worth_of(answer.version.frozen, answer.response)
        if answer.fraction != now:
            yield f"review answer {answer.pk}: worth {answer.fraction}, its version says {now}"
