"""The house as it ships, for journeys: the induction, the demo company, one person on day one."""

from datetime import timedelta
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from cms.models import User
from courses.demo_people import MORNING
from courses.models import CoursePage, Membership, Team
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.verbs.demo import load_demo
from courses.verbs.enrolment import enrol
from quizzes.models import Question
from tests.keeping import Kept, keep_database, put_back

INDUCTION = Path(__file__).resolve().parents[2] / "courses" / "induction"
PASSWORD = "una-clave-de-prueba"
NEW_HIRE = "valentina"


# The module's questions that are answered by choosing have numbers up to 32, and 39.
NO_CHOICE = [key_of("induccion", f"m2-q{number}") for number in range(33, 39)]


def build_house() -> None:
    """Loads what `make run` loads, and Valentina, who starts today on Marta's morning shift."""
    at = timezone.now()
    # The small course of the other tests is no part of it.
    call_command("flush", verbosity=0, interactive=False)
    load_package(read_package(INDUCTION), at, publish=True)
    load_demo(at)
    # Journeys choose answers, whatever is drawn; other kinds have their own stories (filling.py).
    other = Question.objects.filter(translation_key__in=NO_CHOICE)
    assert other.update(archived=True) == 2 * len(NO_CHOICE)  # in both languages
    new_hire = User.objects.create_user(
        NEW_HIRE, "valentina@demo.example", first_name="Valentina", last_name="Mora", is_demo=True
    )
    Membership.objects.create(team=Team.objects.get(name=MORNING), person=new_hire)
    course = CoursePage.objects.get(locale__language_code="es")
    due_on = timezone.localdate(at) + timedelta(days=course.days_to_complete)
    enrol(new_hire, course.translation_key, at, due_on)
    for person in User.objects.all():
        person.set_password(PASSWORD)
        person.save()


# The database with the house in it, once it was built.
BUILT: list[Kept] = []


def stand_house_up() -> None:
    """Builds the house once; later tests get it back in a moment."""
    if BUILT:
        put_back(BUILT[0])
    else:
        build_house()
        BUILT.append(keep_database())
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
