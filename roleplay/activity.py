"""Tells courses about conversations with customers."""

from courses import activities
from courses.asking import add_place_kind
from courses.package.sections import add_section
from roleplay.asking_place import DEBRIEF
from roleplay.demo import erase, have_conversation
from roleplay.desk.checking import check_course
from roleplay.models import RoleplayPage
from roleplay.package import (
    MovesSection,
    ProfilesSection,
    RoleplaysSection,
    RubricSection,
    ScenariosSection,
)
from roleplay.panels import FACES, LAST_CONVERSATION, PANEL, out_of_conversations
from roleplay.records_check import contradictions

activities.register(RoleplayPage, demo=have_conversation)
activities.erasers.insert(0, erase)
activities.record_checks.append(contradictions)
activities.course_checks.append(check_course)
activities.person_panels.append(PANEL)
activities.stops.append(out_of_conversations)
add_place_kind(DEBRIEF)
activities.home_panels.append(FACES)
activities.team_columns.append(LAST_CONVERSATION)
for section in (
    MovesSection(),
    RubricSection(),
    ProfilesSection(),
    ScenariosSection(),
    RoleplaysSection(),
):
    add_section(section)
