"""The five lines on what is recorded: shown until read, the first reading kept."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.verbs.notice import acknowledge_notice
from tests.people import ClientOf, Enrolled
from tests.words import spanish

TITLE = "What is recorded here, and who sees it"


def test_it_is_shown_until_it_was_read(
    new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    browser = client_of(new_hire)
    assert browser.get("/").context["show_notice"]
    assert spanish(TITLE) in browser.get("/").content.decode()
    assert browser.post(reverse("acknowledge_notice"))["Location"] == reverse("home")
    page = browser.get("/")
    assert not page.context["show_notice"]
    assert spanish(TITLE) not in page.content.decode()


def test_the_first_reading_is_the_one_kept(new_hire: User) -> None:
    first = timezone.now() - timedelta(days=2)
    acknowledge_notice(new_hire, first)
    acknowledge_notice(new_hire, timezone.now())
    new_hire.refresh_from_db()
    assert new_hire.notice_read_at == first


def test_only_a_form_says_so(new_hire: User, client_of: ClientOf) -> None:
    assert client_of(new_hire).get(reverse("acknowledge_notice")).status_code == 405
