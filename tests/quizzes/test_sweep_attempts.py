"""sweep_attempts: what nobody came back to is handed in once its time is over, nothing else is."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Completion
from quizzes.models import Mark, QuizAttempt
from quizzes.verbs.attempts import finish_overdue
from tests.doing import Starts
from tests.long_quiz import SitsDown
from tests.people import ClientOf, Enrolled


def swept() -> str:
    said = StringIO()
    call_command("sweep_attempts", stdout=said)
    return said.getvalue()


def test_only_what_is_over_is_handed_in(
    new_hire: User, colleague: User, sits_down: SitsDown, starts: Starts, enrolled: Enrolled
) -> None:
    now = timezone.now()
    over = sits_down(new_hire, now - timedelta(minutes=31), time_limit=30)
    running = sits_down(colleague, now - timedelta(minutes=29))
    endless = starts(enrolled(new_hire), now - timedelta(days=9))
    assert swept() == "1 attempts handed in whose time was over.\n"
    for attempt in (over, running, endless):
        attempt.refresh_from_db()
    assert [each.state for each in (over, running, endless)] == ["finished", "open", "open"]
    assert over.finished_at == over.deadline_at
    assert over.score == 0
    assert Completion.objects.get(enrolment=over.enrolment).passed is False


def test_twice_is_once(new_hire: User, sits_down: SitsDown) -> None:
    now = timezone.now()
    attempt = sits_down(new_hire, now - timedelta(minutes=31), time_limit=30)
    assert finish_overdue(QuizAttempt.objects.all(), now) == 1
    marks = Mark.objects.filter(answer__attempt=attempt).count()
    assert marks == 25
    assert finish_overdue(QuizAttempt.objects.all(), now + timedelta(hours=1)) == 0
    assert Mark.objects.filter(answer__attempt=attempt).count() == marks
    attempt.refresh_from_db()
    assert attempt.finished_at == attempt.deadline_at


def test_the_manager_then_sees_it_finished(
    new_hire: User, manager: User, sits_down: SitsDown, client_of: ClientOf
) -> None:
    sits_down(new_hire, timezone.now() - timedelta(minutes=31), time_limit=30)
    url, browser = reverse("show_person", args=[new_hire.pk]), client_of(manager)
    row = '<th role="rowheader" scope="row">Cuestionario con todo</th>'
    assert row not in browser.get(url).content.decode()
    swept()
    assert row in browser.get(url).content.decode()
