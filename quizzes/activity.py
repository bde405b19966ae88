"""Tells courses about quizzes."""

from courses import activities
from courses.package.sections import add_section
from quizzes.demo import erase, take_quiz
from quizzes.models import QuizPage
from quizzes.package import QuestionsSection, QuizzesSection
from quizzes.panels import PANEL, render_changes
from quizzes.records_check import contradictions

activities.register(QuizPage, demo=take_quiz)
activities.erasers.insert(0, erase)
activities.record_checks.append(contradictions)
activities.person_panels.append(PANEL)
activities.home_panels.insert(0, render_changes)
add_section(QuestionsSection())
add_section(QuizzesSection())
