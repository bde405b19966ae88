"""What somebody's attempts and grants at a quiz come to, as the rules take them."""

from collections.abc import Iterable

from quizzes.models import QuizGrant
from quizzes.pure.access import Granted, Past
from quizzes.standings import AttemptScore


def past_in(scores: Iterable[AttemptScore]) -> list[Past]:
    """Finished attempts of one enrolment at one quiz, oldest first."""
    return [Past(each.finished_at, each.passed, each.started_at) for each in scores]


def granted_in(grants: Iterable[QuizGrant]) -> Granted:
    """Grants of one enrolment at one quiz; a withdrawn one neither adds nor lifts anything."""
    granted = list(grants)
    extra = [each for each in granted if each.kind == QuizGrant.Kind.ATTEMPT]
    waits = [each for each in granted if each.kind == QuizGrant.Kind.WAIT]
    return Granted(
        [each.granted_at for each in extra if each.withdrawn_at is None],
        [each.granted_at for each in waits if each.withdrawn_at is None],
        [(each.granted_at, each.withdrawn_at) for each in extra if each.withdrawn_at],
    )


def minutes_in(grants: Iterable[QuizGrant]) -> int:
    """Minutes more for an attempt that starts now, of the grants not withdrawn."""
    return sum(each.minutes for each in grants if each.withdrawn_at is None)
