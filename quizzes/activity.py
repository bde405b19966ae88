"""Tells courses about quizzes."""

from courses import activities
from courses.asking import add_place_kind
from courses.package.sections import add_section
from quizzes.asking_place import QUESTION
from quizzes.demo import erase, take_quiz
from quizzes.models import QuizPage
from quizzes.package import QuestionsSection, QuizzesSection
from quizzes.panels import PANEL, out_of_attempts
from quizzes.records_check import contradictions

activities.register(QuizPage, demo=take_quiz)
activities.erasers.insert(0, erase)
activities.record_checks.append(contradictions)
activities.person_panels.append(PANEL)
activities.stops.append(out_of_attempts)
add_place_kind(QUESTION)
add_section(QuestionsSection())
add_section(QuizzesSection())
