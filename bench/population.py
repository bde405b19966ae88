"""People for a fresh site with the induction: a team of fifty under way, and one of each row."""

from datetime import datetime, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bench.models import BarePage
from cms.models import HomePage, User
from courses.lessons import stream_ids
from courses.models import CoursePage, Enrolment, LessonPage, Membership, Team
from courses.outlines import load_outline
from courses.pure.outline import Outline
from courses.verbs.enrolment import enrol
from courses.verbs.lessons import complete_lesson, keep_place
from quizzes.models import Answer, QuizAttempt, QuizPage
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt

TEAM_SIZE, QUESTIONS = 50, 10


class Population:
    """Makes people and has them do things, through the verbs of everybody."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.numbers = count(1)
        self.password = make_password(None)
        self.team = Team(name="Mañana")
        self.team.save()
        page = CoursePage.objects.live().get(locale__language_code="es")
        self.course: Outline = load_outline(page.translation_key)
        self.lessons = [each.key for each in self.course.activities() if each.kind == "lesson"]
        quizzes = QuizPage.objects.live().filter(locale__language_code="es").order_by("path")
        self.quiz = next(each for each in quizzes if each.question_count == QUESTIONS)
        home = HomePage.objects.get(locale__language_code="es")
        self.bare = home.add_child(instance=BarePage(title="Nada", slug="nada"))

    def person(self, role: str = "") -> User:
        """Somebody; with a role, in the team."""
        number = next(self.numbers)
        name = {"first_name": "Persona", "last_name": f"Número {number}"}
        user = User.objects.create(username=f"b{number}", password=self.password, **name)
        if role:
            Membership.objects.create(team=self.team, person=user, role=role)
        return user

    def learner(self, lessons: int = 0) -> Enrolment:
        """Somebody of the team on the course, with the first lessons read and in the next one."""
        way = enrol(self.person("member"), self.course.key, self.at, timezone.localdate(self.at))
        for key in self.lessons[:lessons]:
            keep_place(way, key, self.screens(key)[-1], self.at)
            complete_lesson(way, key, self.at)
            way.refresh_from_db()
        if lessons < len(self.lessons):
            key = self.lessons[lessons]
            keep_place(way, key, self.screens(key)[0], self.at)
            way.refresh_from_db()
        return way

    def screens(self, key: object) -> list[str]:
        """The ids of a lesson's screens."""
        page = LessonPage.objects.get(translation_key=key, locale__language_code="es")
        return stream_ids(page.body)

    def sits(self, way: Enrolment, answered: int = 0) -> QuizAttempt:
        """Starts the quiz and answers the first questions, each with its key."""
        attempt = start_attempt(way, self.quiz, self.at)
        for answer in answers_of(attempt)[:answered]:
            content = answer.version.frozen
            response = KIND_NAMED[content.kind].key(content)
            save_answer(answer, response, answer.revision, "es", self.at)
        return attempt

    def fill_team(self) -> None:
        """Fifty people in different places, a third of them with a finished quiz."""
        for number in range(TEAM_SIZE - Membership.objects.filter(role="member").count()):
            way = self.learner(lessons=number % len(self.lessons))
            if number % 3 == 0:
                attempt = self.sits(way, answered=number % 10)
                submit_attempt(attempt, self.at + timedelta(minutes=5))


def answers_of(attempt: QuizAttempt) -> list[Answer]:
    """The questions of an attempt, in order."""
    return list(attempt.answers.select_related("version", "attempt"))
