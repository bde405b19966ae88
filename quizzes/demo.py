"""How a demo person takes a quiz: through the same verbs as everybody."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from courses.models import Enrolment
from quizzes.demo_answers import WRITTEN
from quizzes.models import (
    Answer,
    Mark,
    QuizAttempt,
    QuizGrant,
    QuizPage,
    Regrade,
    ReviewAnswer,
    ReviewCard,
    ReviewSitting,
    ScoreChange,
)
from quizzes.pure.drawing import rank
from quizzes.questions.kinds import KIND_NAMED
from quizzes.reviews import agenda_of
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt
from quizzes.verbs.review import answer_review, start_review

GOOD = 0.8


def written_by(attempt: QuizAttempt, skill: float) -> list[str]:
    """An answer in somebody's own words, the better the more she knows."""
    if skill >= GOOD:
        return [WRITTEN[int(rank(attempt.seed, "demo", "written")[:4], 16) % 2]]
    return [WRITTEN[-1]]


def take_quiz(enrolment: Enrolment, activity_key: UUID, skill: float, at: datetime) -> None:
    """One attempt; `skill` is the share of questions answered right."""
    quiz = QuizPage.objects.get(translation_key=activity_key, locale__language_code="es")
    attempt = start_attempt(enrolment, quiz, at)
    answers = list(Answer.objects.filter(attempt=attempt).select_related("version"))
    known = sorted(answers, key=lambda each: rank(attempt.seed, "demo", str(each.position)))
    right = {answer.pk for answer in known[: round(skill * len(answers))]}
    for answer in answers:
        content = answer.version.frozen
        kind = KIND_NAMED[content.kind]
        response = kind.key(content) if answer.pk in right else kind.slip(content)
        response = written_by(attempt, skill) if kind.by_hand else response
        save_answer(answer, response, 0, "es", at)
    submit_attempt(attempt, at + timedelta(minutes=9))


def keep_reviews(enrolment: Enrolment, skill: float, until: datetime) -> None:
    """Every review that the calendar offered up to the day `until`; what came later is due."""
    learner, course = enrolment.learner, enrolment.course_key
    for day in agenda_of(learner, course, until).calendar:
        at = datetime.combine(day, time(18), learner.zone)
        offered = agenda_of(learner, course, at).offer if at < until else None
        if offered and offered.due:
            _keep_review(start_review(learner, course, offered.size, at), skill, at)


def _keep_review(sitting: ReviewSitting, skill: float, at: datetime) -> None:
    for answer in sitting.answers.select_related("version"):
        content = answer.version.frozen
        kind = KIND_NAMED[content.kind]
        chance = int(rank(sitting.seed, "demo", str(answer.position))[:4], 16) / 0x10000
        response = kind.key(content) if chance < skill else kind.slip(content)
        moment = at + timedelta(minutes=answer.position)
        answer_review(answer, response, "", "es", moment)


def erase(enrolments: QuerySet[Enrolment]) -> None:
    """Deletes the demo's attempts, answers, marks and reviews, and regrades its people ordered."""
    attempts = QuizAttempt.objects.filter(enrolment__in=enrolments)
    ScoreChange.objects.filter(attempt__in=attempts).delete()
    Mark.objects.filter(answer__attempt__in=attempts).delete()
    Answer.objects.filter(attempt__in=attempts).delete()
    attempts.delete()
    QuizGrant.objects.filter(enrolment__in=enrolments).delete()
    Regrade.objects.filter(by__is_demo=True, marks=None, changes=None).delete()
    learners = list(enrolments.values_list("learner", flat=True))
    ReviewAnswer.objects.filter(sitting__learner__in=learners).delete()
    ReviewSitting.objects.filter(learner__in=learners).delete()
    ReviewCard.objects.filter(learner__in=learners).delete()
