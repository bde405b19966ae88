"""Proves that every stored attempt still marks as it was marked."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery

from courses.models import Completion
from quizzes.models import Answer, Mark, QuizAttempt, ReviewAnswer
from quizzes.standings import standing_of
from quizzes.verbs.marking import fraction_of
from quizzes.verbs.review import worth_of


def contradictions() -> Iterator[str]:
    """A sentence for every mark that its version contradicts, and every completion its marks do."""
    yield from _marks()
    yield from _completions()
    yield from _reviews()


def _marks() -> Iterator[str]:
    automatic = Mark.objects.filter(answer=OuterRef("pk"), method=Mark.Method.AUTOMATIC)
    answers = Answer.objects.filter(attempt__state=QuizAttempt.State.FINISHED)
    stored = answers.annotate(first=Subquery(automatic.order_by("pk").values("fraction")[:1]))
    for answer in stored.select_related("version").iterator(chunk_size=500):
        fraction, stored_mark = fraction_of(answer), getattr(answer, "first", None)
        now = "never" if fraction is None else f"{fraction:.4f}"
        then = "never" if stored_mark is None else f"{stored_mark:.4f}"
        if then != now:
            yield f"answer {answer.pk}: marked {then}, its version says {now}"
        if answer.version.frozen.sha256() != answer.version.sha256:
            yield f"question version {answer.version_id}: its content is not what its hash says"


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
