"""Tells courses about quizzes."""

from courses import activities
from courses.package.sections import add_section
from quizzes.demo import erase, keep_reviews, take_quiz
from quizzes.models import QuizPage
from quizzes.package import QuestionsSection, QuizzesSection
from quizzes.panels import PANEL
from quizzes.records_check import contradictions
from quizzes.review_panels import RETENTION, render_today

activities.register(QuizPage, demo=take_quiz)
activities.erasers.insert(0, erase)
activities.record_checks.append(contradictions)
activities.person_panels.extend([PANEL, RETENTION])
activities.today_panels.append(render_today)
activities.demo_habits.append(keep_reviews)
add_section(QuestionsSection())
add_section(QuizzesSection())
