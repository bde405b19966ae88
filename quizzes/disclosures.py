"""What of a finished attempt may be told at this moment, and by which key."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from quizzes.models import Answer, Mark, QuizAttempt, QuizPage, Regrade
from quizzes.pure.access import Disclosure, Permission, Refusal, When, may_see
from quizzes.pure.content import Content
from quizzes.questions.kinds import KIND_NAMED, fraction_by
from quizzes.reviews import being_answered

# Methods of a mark by which a wrong key was put right.
CORRECTED = (Mark.Method.REGRADE, Mark.Method.VOID)


@dataclass(frozen=True)
class Correction:
    """The key was wrong and the marks were corrected: why, and whether it counts for everybody."""

    void: bool
    reason: str


@dataclass(frozen=True)
class Telling:
    """What may be told of each answer of an attempt."""

    whole: Disclosure
    # The questions that the same person is answering elsewhere at this moment.
    held: frozenset[UUID]
    # The newest correction of each question, by its key.
    regrades: dict[UUID, Regrade]
    # Why marks were corrected, by answer.
    marked: dict[int, Correction]

    def of(self, answer: Answer) -> Disclosure:
        """Nothing of a question in an attempt under way, which could profit from it."""
        if answer.version.question_key in self.held:
            return Disclosure(key=False, feedback=False)
        return self.whole

    def content(self, answer: Answer) -> Content:
        """The question with its key as corrected.

        As it was asked where no correction concerns this answer: it withdrew the question, does not
        fit what was answered, or left a better mark as it was.
        """
        asked, regrade = answer.version.frozen, self.regrades.get(answer.version.question_key)
        if regrade is None or regrade.version is None or answer.method == Mark.Method.VOID:
            return asked
        corrected = regrade.version.frozen
        if corrected.kind != asked.kind:
            return asked
        if not KIND_NAMED[corrected.kind].fits(corrected, answer.response):
            return asked
        by_new_key = fraction_by(corrected, answer.response)
        better = by_new_key is not None and by_new_key < (answer.fraction or 0)
        return asked if better else corrected

    def correction(self, answer: Answer) -> Correction | None:
        """Why its mark was corrected, or the key by which it is not right either."""
        regrade = self.regrades.get(answer.version.question_key)
        if answer.pk in self.marked or regrade is None:
            return self.marked.get(answer.pk)
        if regrade.version is None or answer.fraction in {1, None}:
            return None
        return Correction(False, regrade.reason)


def telling_of(
    attempt: QuizAttempt,
    answers: Sequence[Answer],
    quiz: QuizPage | None,
    permission: Permission,
) -> Telling:
    """For the learner who took it; three queries. `permission`: to start another attempt."""
    under_way = list(
        being_answered(attempt.enrolment.learner).values_list(
            "version__question_key", "attempt__activity_key"
        )
    )
    again = any(activity == attempt.activity_key for _question, activity in under_way)
    return Telling(
        _whole(attempt, quiz, permission, again=again),
        frozenset(question for question, _activity in under_way),
        _regrades(attempt, answers),
        _corrections(answers),
    )


def _whole(
    attempt: QuizAttempt, quiz: QuizPage | None, permission: Permission, *, again: bool
) -> Disclosure:
    """`again`: an attempt at the same quiz is under way, whatever became of this one."""
    passed = bool(attempt.passed) or permission.refusal == Refusal.PASSED
    if permission.refusal == Refusal.BEING_MARKED:
        return Disclosure(key=False, feedback=bool(quiz and quiz.feedback_when == When.ALWAYS))
    left = permission.attempts_left
    if again:
        passed, left = False, max(left, 1)
    if quiz is None:
        return may_see(passed, left)
    return may_see(passed, left, quiz.feedback_when, quiz.answers_when)


def _regrades(attempt: QuizAttempt, answers: Sequence[Answer]) -> dict[UUID, Regrade]:
    here = Q(activity_key=None) | Q(activity_key=attempt.activity_key)
    keys = {answer.version.question_key for answer in answers}
    found = Regrade.objects.filter(here, question_key__in=keys).select_related("version")
    return {each.question_key: each for each in found.order_by("started_at", "pk")}


def _corrections(answers: Sequence[Answer]) -> dict[int, Correction]:
    """One query, and only where some were."""
    corrected = [each.pk for each in answers if each.method in CORRECTED]
    if not corrected:
        return {}
    marks = Mark.objects.filter(answer__in=corrected, method__in=CORRECTED).order_by("at", "pk")
    return {
        mark.answer_id: Correction(mark.method == Mark.Method.VOID, mark.reason) for mark in marks
    }
