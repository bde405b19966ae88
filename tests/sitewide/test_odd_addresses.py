"""What stands in an address is read, left aside or answered with 404: never with an error.

Nobody types such addresses, but scanners, broken links and old bookmarks do; and what one database
forgives the other refuses.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Group
from quizzes.models import Answer, Question, QuizPage, Regrade
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled

ODD = {
    "zero byte": "\0",
    "letters": "abc",
    "negative": "-1",
    "beyond bigint": str(2**63),
    "too long for int": "9" * 5000,
    "other digits": "٣",
    "no digit for int": "²",
    "quotes": "'\"%_\\",
    "half a character": "\ud800",
}
# Of these each is asked for alone; what is chosen from a list stands together in one address.
FREE = {"q", "id", "p", "page", "team"}
# Beyond the database's integers, within Python's.
HUGE = [2**31, 2**63, 10**30]
LIST = "wagtailsnippets_quizzes_question:list"
FILTERS = ("q", "kind", "level", "difficulty", "concept", "state", "pair", "imported", "language")
BULK = ("level", "difficulty", "concepts", "export", "delete")

# URL name: (what stands in its path, what it asks of the rest).
DESK: dict[str, tuple[list[str], tuple[str, ...]]] = {
    LIST: ([], (*FILTERS, "p", "ordering", "locale", "is_searching")),
    "export_questions": ([], (*FILTERS, "id", "format")),
    "export_questions_file": ([], (*FILTERS, "id", "format")),
    "quiz_analysis": (["quiz"], ("attempts",)),
    "export_analysis": (["quiz"], ("attempts", "as")),
    "item_analysis": (["quiz", "asked"], ("attempts",)),
    "question_analysis": (["asked"], ("attempts",)),
    "plan_regrade": (["question"], ("policy", "quiz", "page")),
    "show_regrade": (["regrade"], ("page",)),
    "check_quiz": (["page"], ("next",)),
    "archive_question": (["question"], ("next",)),
    "duplicate_question": (["question"], ("next",)),
    "question_key_chooser:choose": ([], ("q", "kind", "level", "p")),
    "question_key_chooser:choose_results": ([], ("q", "kind", "level", "p")),
    "marking_queue": ([], ("page",)),
    "my_group": ([], ("page",)),
    "grant_to_group": (["group"], ("page",)),
    "team": ([], ("q", "team", "state", "sort", "page")),
    "export_team": ([], ("q", "team", "state", "sort")),
    "team_text": ([], ("q", "team", "state", "sort")),
}
# URL names of ours with a number in the path.
NUMBERED = (
    *("plan_regrade", "show_regrade", "check_quiz", "archive_question", "duplicate_question"),
    *("mark_answer", "grant_to_group", "show_person"),
)


@dataclass(frozen=True)
class Desk:
    """An administrator's browser, and what addresses name."""

    browser: Client
    named: dict[str, Any]

    def address(self, name: str) -> str:
        return reverse(name, args=[self.named[each] for each in DESK[name][0]])


@pytest.fixture
def desk(
    course: SmallCourse,
    administrator: User,
    new_hire: User,
    enrolled: Enrolled,
    takes: Takes,
    client_of: ClientOf,
) -> Desk:
    """One attempt handed in, one regrade, one group."""
    takes(enrolled(new_hire), right=5)
    group = Group.objects.create(name="Marzo", starts_on=timezone.localdate())
    question = Question.objects.filter(locale__language_code="es").first()
    assert question
    asked = Answer.objects.values_list("version__question_key", flat=True)[0]
    regrade = Regrade.objects.create(
        question_key=asked, policy="void", reason="x", by=administrator, started_at=timezone.now(),
        finished_at=timezone.now(),
    )  # fmt: skip
    page = QuizPage.objects.get(translation_key=course.quiz, locale__language_code="es")
    named = {
        "quiz": course.quiz,
        "asked": asked,
        "question": question.pk,
        "regrade": regrade.pk,
        "page": page.pk,
        "group": group.pk,
    }
    return Desk(client_of(administrator), named)


def is_calm(desk: Desk, address: str, asked: dict[str, str]) -> bool:
    """Answered, sent on or not there; an error would be raised here."""
    query = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}
    return desk.browser.get(address, query).status_code in {200, 302, 404}


@pytest.mark.parametrize("name", DESK)
def test_what_is_asked_oddly(desk: Desk, name: str) -> None:
    address = desk.address(name)
    free = [each for each in DESK[name][1] if each in FREE]
    chosen = [each for each in DESK[name][1] if each not in FREE]
    for asked in [*([each] for each in free), chosen]:
        for what, value in ODD.items():
            assert is_calm(desk, address, dict.fromkeys(asked, value)), (asked, what)


@pytest.mark.parametrize("action", BULK)
def test_what_is_ticked_oddly(desk: Desk, action: str) -> None:
    address = f"/admin/bulk/quizzes/question/{action}/"
    for what, value in ODD.items():
        assert is_calm(desk, address, {"next": reverse(LIST), "id": value}), what
    for value in ("%22", "%2500", "%25", "x"):
        asked = {"next": f"{reverse(LIST)}?q={value}&level={value}", "id": "all"}
        assert is_calm(desk, address, asked), value


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.parametrize("number", HUGE)
def test_numbers_that_no_row_has(desk: Desk, name: str, number: int) -> None:
    assert desk.browser.get(reverse(name, args=[number])).status_code == 404


def test_a_zero_byte_leads_nowhere_whatever_the_page(desk: Desk) -> None:
    for address in ("/?q=%00", "/team/?nothing=x%00y", "/admin/?%00=1", "/les%00sons/"):
        assert desk.browser.get(address).status_code == 404
    assert desk.browser.get("/team/?q=%2500").status_code == 200
