"""Tells courses about quizzes."""

from courses import activities
from courses.asking import add_place_kind
from courses.package.sections import add_section
from quizzes.asking_place import QUESTION, REVIEWED
from quizzes.demo import erase, keep_reviews, take_quiz
from quizzes.desk.checking import check_course
from quizzes.exceptions import exceptions_link, exceptions_section
from quizzes.marking_queue import group_section
from quizzes.models import QuizPage
from quizzes.package import QuestionsSection, QuizzesSection
from quizzes.panels import CHANGES, PANEL, out_of_attempts
from quizzes.records_check import contradictions
from quizzes.review_panels import RETENTION, TODAY
from quizzes.under_way_panel import UNDER_WAY

activities.register(QuizPage, demo=take_quiz)
activities.erasers.insert(0, erase)
activities.record_checks.append(contradictions)
activities.person_panels.extend([PANEL, RETENTION])
activities.today_panels.extend([CHANGES, UNDER_WAY, TODAY])
activities.demo_habits.append(keep_reviews)
activities.stops.append(out_of_attempts)
activities.group_sections.extend([group_section, exceptions_section])
activities.team_links.append(exceptions_link)
add_place_kind(QUESTION)
add_place_kind(REVIEWED)
activities.course_checks.append(check_course)
add_section(QuestionsSection())
add_section(QuizzesSection())
