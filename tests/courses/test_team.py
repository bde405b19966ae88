"""The team: who is where, who is late and why; nobody from outside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import ClientOf, Enrolled, MakePerson, Teams
from tests.words import spanish, spanish_count

TEAM = "/team/"


def names(page: object) -> list[str]:
    return [row.name for row in page.context["people"]]  # type: ignore[attr-defined]


@pytest.fixture
def everybody(
    new_hire: User, colleague: User, outsider: User, enrolled: Enrolled
) -> dict[str, Enrolment]:
    return {
        "new_hire": enrolled(new_hire, due_in=20),
        "colleague": enrolled(colleague, due_in=5),
        "outsider": enrolled(outsider, due_in=1),
    }


def test_a_manager_sees_her_team_and_nobody_else(
    manager: User, everybody: dict[str, Enrolment], client_of: ClientOf
) -> None:
    page = client_of(manager).get(TEAM)
    assert names(page) == ["Beto Ramos", "Ana Prieto"]  # who is due first comes first
    assert page.context["total"] == 2
    html = page.content.decode()
    assert "Fabio" not in html
    assert "Tienda" not in html


def test_everybody_else_has_no_such_page(
    new_hire: User, outsider: User, everybody: dict[str, Enrolment], client_of: ClientOf
) -> None:
    for learner in (new_hire, outsider):
        for name in ("team", "export_team", "team_text"):
            assert client_of(learner).get(reverse(name)).status_code == 404


def test_who_is_late_and_why(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
) -> None:
    reads(enrolled(new_hire, due_in=-3), course.greet)
    row = client_of(manager).get(TEAM).context["people"][0]
    assert row.state.code == "late"
    days = spanish_count("%(n)s day late", "%(n)s days late", 3)
    assert row.state.reason.startswith(days)
    assert "Escuchar hasta el final" in row.state.reason
    assert row.where == "Escuchar hasta el final"
    assert (row.percent, row.score) == (33, None)


def test_where_somebody_is_and_how_good(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    way = enrolled(new_hire)
    reads(way, course.greet)
    takes(way, right=7)
    manager.language = "en"
    manager.save()
    row = client_of(manager).get(TEAM).context["people"][0]
    # A lesson is left, so the quiz that was not passed can wait.
    left = course.lesson_page(course.listen, "en").title
    assert (row.course, row.where) == ("Short course", left)
    assert (row.percent, row.score) == (33, 70)
    assert (row.due_words, row.state.code, row.last_seen_words) == (
        "20 days left",
        "on_track",
        "today",
    )


def test_the_states_are_counted_and_filter_the_list(
    course: SmallCourse,
    manager: User,
    person: MakePerson,
    teams: Teams,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    def learner(number: str, name: str, due_in: int) -> Enrolment:
        return enrolled(person(number, name, "Cruz", team=teams.morning), due_in=due_in)

    learner("1", "Nueva", 20)
    reads(learner("2", "Activa", 20), course.greet)
    learner("3", "Apurada", 0)
    learner("4", "Tarde", -1)
    ready = learner("5", "Lista", 20)
    for lesson in course.lessons:
        reads(ready, lesson)
    takes(ready)
    browser = client_of(manager)
    expected = {
        "not_started": "Nueva Cruz",
        "on_track": "Activa Cruz",
        "at_risk": "Apurada Cruz",
        "late": "Tarde Cruz",
        "ready": "Lista Cruz",
    }
    counts = {count.code: count for count in browser.get(TEAM).context["counts"]}
    for state, name in expected.items():
        assert counts[state].n == 1, state
        assert names(browser.get(counts[state].url)) == [name]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ana", ["Ana Prieto"]),
        ("q=ANA+prieto", ["Ana Prieto"]),
        ("q=1002", ["Beto Ramos"]),
        ("q=fabio", []),
        ("sort=name", ["Ana Prieto", "Beto Ramos"]),
        ("sort=due", ["Beto Ramos", "Ana Prieto"]),
        ("sort=progress", ["Beto Ramos", "Ana Prieto"]),
        # What the address asks that there is not, is not asked.
        ("sort=password&state=nice&team=99999&page=77", ["Beto Ramos", "Ana Prieto"]),
    ],
)
def test_what_can_be_asked(
    course: SmallCourse,
    manager: User,
    everybody: dict[str, Enrolment],
    client_of: ClientOf,
    reads: Reads,
    query: str,
    found: list[str],
) -> None:
    reads(everybody["new_hire"], course.greet)
    assert names(client_of(manager).get(f"{TEAM}?{query}")) == found


def test_who_was_away_longest_comes_first(
    course: SmallCourse,
    manager: User,
    everybody: dict[str, Enrolment],
    client_of: ClientOf,
    reads: Reads,
) -> None:
    now = timezone.now()
    reads(everybody["colleague"], course.greet, at=now - timedelta(days=1))
    reads(everybody["new_hire"], course.greet, at=now - timedelta(days=9))
    page = client_of(manager).get(f"{TEAM}?sort=seen")
    assert names(page) == ["Ana Prieto", "Beto Ramos"]
    assert page.context["people"][0].last_seen_words == spanish("%(n)s days ago", n=9)


def test_a_team_can_be_asked_for_only_if_it_is_hers(
    manager: User,
    person: MakePerson,
    teams: Teams,
    everybody: dict[str, Enrolment],
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    enrolled(person("1500", "Hugo", "Mora", team=teams.service), due_in=2)
    browser = client_of(manager)
    assert len(names(browser.get(TEAM))) == 3
    assert names(browser.get(f"{TEAM}?team={teams.morning.pk}")) == ["Beto Ramos", "Ana Prieto"]
    # The shop is not hers: the filter is ignored, and its people stay unseen.
    page = browser.get(f"{TEAM}?team={teams.shop.pk}")
    assert "Fabio Salas" not in names(page)
    assert teams.shop not in page.context["filters"].fields["team"].queryset


def test_a_link_can_be_sent_on(
    manager: User, everybody: dict[str, Enrolment], client_of: ClientOf
) -> None:
    """What was asked stands in the address, and goes along to the spreadsheet and the text."""
    page = client_of(manager).get(f"{TEAM}?q=ana&sort=name")
    assert page.context["export_url"] == f"{reverse('export_team')}?q=ana&sort=name"
    assert page.context["text_url"] == f"{reverse('team_text')}?q=ana&sort=name"
    late = next(count for count in page.context["counts"] if count.code == "late")
    assert late.url == f"{TEAM}?q=ana&sort=name&state=late"


def test_nobody_yet(manager: User, client_of: ClientOf) -> None:
    page = client_of(manager).get(TEAM)
    assert page.status_code == 200
    assert names(page) == []


def test_fifty_to_a_page(
    manager: User, person: MakePerson, teams: Teams, enrolled: Enrolled, client_of: ClientOf
) -> None:
    for number in range(52):
        enrolled(person(f"8{number:02}", "Persona", f"{number:02}", team=teams.morning))
    browser = client_of(manager)
    first, second = browser.get(f"{TEAM}?sort=name"), browser.get(f"{TEAM}?sort=name&page=2")
    assert (len(names(first)), names(second)) == (50, ["Persona 50", "Persona 51"])
    assert first.context["total"] == 52


def test_who_left_the_company_is_in_no_list(
    manager: User, new_hire: User, everybody: dict[str, Enrolment], client_of: ClientOf
) -> None:
    new_hire.is_active = False
    new_hire.save()
    assert names(client_of(manager).get(TEAM)) == ["Beto Ramos"]


def test_as_text(manager: User, everybody: dict[str, Enrolment], client_of: ClientOf) -> None:
    page = client_of(manager).get(reverse("team_text"))
    lines = page.context["text"].splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Beto Ramos", "Ana Prieto"]
    assert "Saludar primero" in lines[0]
    assert "0 %" in lines[0]
    assert "Fabio" not in page.content.decode()


def test_late_after_a_failed_quiz_says_the_score(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    way = enrolled(new_hire)
    reads(way, course.greet)
    reads(way, course.listen)
    takes(way, right=6)
    past = timezone.now() - timedelta(days=1)
    Enrolment.objects.filter(pk=way.pk).update(due_on=past.date(), due_at=past)
    row = client_of(manager).get(TEAM).context["people"][0]
    assert row.state.code == "late"
    assert "60 %" in row.state.reason
    assert row.due_words == "", "the reason says the days already"


def test_the_counts_follow_the_search(
    manager: User, new_hire: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    browser = client_of(manager)
    found = browser.get(TEAM, {"q": new_hire.username}).context["counts"]
    nobody = browser.get(TEAM, {"q": "zzzz"}).context["counts"]
    assert (found[0].n, nobody[0].n) == (1, 0)
