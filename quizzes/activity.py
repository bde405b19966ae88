"""Tells courses about quizzes."""

from courses import activities
from quizzes.demo import take_quiz
from quizzes.models import QuizPage
from quizzes.panels import PANEL

activities.register(QuizPage, demo=take_quiz)
activities.person_panels.append(PANEL)
