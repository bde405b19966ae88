"""Tells courses about lessons, and the frame about the places of this app."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import User
from cms.navigation import Place, add_place
from courses import activities
from courses.asking import add_place_kind
from courses.asking_place import LESSON
from courses.demo import erase, read_lesson
from courses.models import LessonPage
from courses.package.courses_section import (
    ConceptsSection,
    CoursesSection,
    LessonsSection,
    ModulesSection,
)
from courses.package.sections import add_section
from courses.querysets import managed_paths
from courses.records_check import contradictions

activities.register(LessonPage, demo=read_lesson)
add_place_kind(LESSON)
activities.erasers.append(erase)
activities.record_checks.append(contradictions)


def manages(person: User) -> bool:
    """Whether the person sees other people: managers, trainers and administrators."""
    return person.writes or bool(managed_paths(person, timezone.now()))


add_place(Place(_("Home"), "home", 10, lambda person: True))
add_place(Place(_("My rules"), "my_rules", 20, lambda person: not person.writes))
add_place(Place(_("My group"), "my_group", 25, lambda person: person.writes))
add_place(Place(_("My team"), "team", 30, manages))
add_place(Place(_("Author's desk"), "wagtailadmin_home", 40, lambda person: person.writes))

for section in (ConceptsSection(), CoursesSection(), ModulesSection(), LessonsSection()):
    add_section(section)
