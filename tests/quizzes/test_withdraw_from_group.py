"""What a group was granted at once is taken back at once, also where one person's was before."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment, Group
from quizzes.granted import GrantRow
from quizzes.models import QuizGrant, QuizPage
from quizzes.verbs.grants import Exemption, grant_to_group, withdraw_from_group
from tests.content import SmallCourse
from tests.doing import Starts
from tests.people import ClientOf, Enrolled
from tests.quizzes.test_withdraw_exception import granted, withdraw

Counted = Callable[..., object]


@pytest.fixture
def ways(new_hire: User, colleague: User, outsider: User, enrolled: Enrolled) -> list[Enrolment]:
    return [enrolled(each) for each in (new_hire, colleague, outsider)]


def granted_to_all(group: Group, ways: list[Enrolment], by: User, reason: str = "La red") -> int:
    """One of the grants."""
    what = Exemption(SmallCourse.quiz, "minutes", reason, 60)
    return grant_to_group(group, ways, what, by, timezone.now())[1].pk


def from_group(browser: Client, group: Group, pk: int, **form: str) -> int:
    sent = {"reason": "Eran 6 minutos", "idempotency_key": "k1"} | form
    url = reverse("withdraw_from_group", args=[group.pk, pk])
    return browser.post(url, sent).status_code


def lines(browser: Client, group: Group) -> list[GrantRow]:
    found: list[GrantRow] = browser.get(reverse("grant_to_group", args=[group.pk])).context[
        "granted"
    ]
    return found


def test_what_a_group_was_granted_is_taken_back_at_once(
    timed: QuizPage,
    group: Group,
    trainer: User,
    ways: list[Enrolment],
    starts: Starts,
    client_of: ClientOf,
) -> None:
    attempt = starts(ways[0])
    browser, url = client_of(trainer), reverse("grant_to_group", args=[group.pk])
    wrong = granted_to_all(group, ways, trainer)
    right = granted_to_all(group, ways, trainer, "La red, bien")
    alone = granted(ways[0], trainer, "minutes", minutes=60)
    attempt.refresh_from_db()
    deadline = attempt.deadline_at

    assert [from_group(browser, group, wrong) for _twice in range(2)] == [302, 302]
    page = browser.get(url)
    assert {str(each) for each in page.context["messages"]} == {"Retirada a 3 personas."}
    standing = QuizGrant.objects.standing()
    assert {each.reason for each in standing.filter(group=group)} == {"La red, bien"}
    assert alone in standing
    assert standing.filter(group=group).count() == 3
    attempt.refresh_from_db()
    assert attempt.deadline_at == deadline
    newest, oldest = lines(browser, group)
    assert (newest.reason, newest.standing, bool(newest.form)) == ("La red, bien", 3, True)
    [withdrawal] = oldest.withdrawals
    assert (oldest.people, oldest.standing, oldest.form) == (3, 0, None)
    assert (withdrawal.by, withdrawal.people) == ("Darío Luna", 3)
    for said in ("Retirada", "Eran 6 minutos"):
        assert said in page.content.decode()

    assert from_group(browser, group, wrong, idempotency_key="k2", reason="Otra") == 302
    page = browser.get(url)
    assert [str(each) for each in page.context["messages"]] == [
        "Ya estaba retirada: se conserva aquel motivo."
    ]
    assert right in {each.pk for each in QuizGrant.objects.standing()}


def test_one_of_the_group_first_then_the_others(
    timed: QuizPage,
    group: Group,
    trainer: User,
    administrator: User,
    ways: list[Enrolment],
    client_of: ClientOf,
) -> None:
    browser, pk = client_of(trainer), granted_to_all(group, ways, trainer)
    assert withdraw(client_of(administrator), QuizGrant.objects.get(pk=pk)) == 302
    [line] = lines(browser, group)
    assert (line.people, line.standing, bool(line.form)) == (3, 2, True)
    page = browser.get(reverse("grant_to_group", args=[group.pk])).content.decode()
    assert "Retirada a 1 persona" in page

    assert from_group(browser, group, line.pk) == 302
    [line] = lines(browser, group)
    assert {(each.by, each.people) for each in line.withdrawals} == {
        ("Elisa Vega", 1),
        ("Darío Luna", 2),
    }


def test_a_manager_takes_it_back_from_those_she_looks_after(
    timed: QuizPage,
    group: Group,
    trainer: User,
    manager: User,
    ways: list[Enrolment],
    client_of: ClientOf,
) -> None:
    """Fabio is of another team: his stays, and by his she reaches nobody's."""
    granted_to_all(group, ways, trainer)
    browser = client_of(manager)
    theirs = ways[2].quiz_grants.get()
    assert from_group(browser, group, theirs.pk) == 404
    [line] = lines(browser, group)
    assert line.people == 2
    assert from_group(browser, group, line.pk) == 302
    assert list(QuizGrant.objects.standing()) == [theirs]


def test_who_cannot_withdraw_from_a_group(
    timed: QuizPage,
    group: Group,
    trainer: User,
    new_hire: User,
    ways: list[Enrolment],
    client_of: ClientOf,
) -> None:
    pk = granted_to_all(group, ways, trainer)
    assert from_group(client_of(new_hire), group, pk) == 404
    alone = granted(ways[0], trainer)
    other = Group.objects.create(name="Abril", starts_on=timezone.localdate())
    other.trainers.set([trainer])
    other.members.set(group.members.all())
    other.save()
    browser = client_of(trainer)
    for place, grant in ((other, pk), (group, alone.pk), (group, 10**30)):
        assert from_group(browser, place, grant) == 404
    assert not QuizGrant.objects.exclude(withdrawn_at=None).exists()


def test_a_group_without_a_reason(
    timed: QuizPage, group: Group, trainer: User, ways: list[Enrolment], client_of: ClientOf
) -> None:
    browser, pk = client_of(trainer), granted_to_all(group, ways, trainer)
    [line] = lines(browser, group)
    url = reverse("withdraw_from_group", args=[group.pk, line.pk])
    page = browser.post(url, {"reason": "x" * 301})
    assert page.status_code == 400
    [back] = page.context["granted"]
    assert back.form["reason"].value() == "x" * 301
    assert "300" in back.form.errors["reason"][0]
    assert not page.context["form"].is_bound
    assert QuizGrant.objects.standing().filter(pk=pk).exists()


def test_my_group_counts_what_stands(
    timed: QuizPage, group: Group, trainer: User, ways: list[Enrolment], client_of: ClientOf
) -> None:
    browser = client_of(trainer)
    pks = [granted_to_all(group, ways, trainer) for _time in range(2)]

    def counted() -> tuple[int, list[str]]:
        sections = browser.get(reverse("my_group")).context["sections"]
        [section] = [each for each in sections if each.heading == "Excepciones"]
        return section.counted, [each.detail for each in section.rows]

    assert counted() == (2, ["2 excepciones vigentes"])
    # From one of three: it still stands for the others.
    withdraw(browser, QuizGrant.objects.get(pk=pks[0]))
    assert counted() == (2, ["2 excepciones vigentes"])
    from_group(browser, group, pks[0])
    assert counted() == (1, ["1 excepción vigente"])
    from_group(browser, group, pks[1])
    assert counted() == (0, ["ninguna vigente"])


@pytest.mark.parametrize("times", [1, 6])
def test_the_lists_cost_the_same_however_long_they_are(
    timed: QuizPage,
    group: Group,
    trainer: User,
    ways: list[Enrolment],
    client_of: ClientOf,
    django_assert_num_queries: Counted,
    times: int,
) -> None:
    browser = client_of(trainer)
    for _time in range(times):
        granted_to_all(group, ways, trainer)
        grant = QuizGrant.objects.get(pk=granted_to_all(group, ways, trainer))
        withdraw_from_group(grant, group.members.all(), trainer, timezone.now(), "No")
    pages = {"show_person": ways[0].learner_id, "grant_to_group": group.pk}
    for (name, pk), queries in zip(pages.items(), (15, 12), strict=True):
        url = reverse(name, args=[pk])
        browser.get(url)
        with django_assert_num_queries(queries):  # type: ignore[attr-defined]
            page = browser.get(url)
        assert len(page.context["granted"]) == 2 * times
