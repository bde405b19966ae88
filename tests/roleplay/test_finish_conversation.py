"""How a conversation ends, and what the course is told of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.models import User
from courses.models import Completion, Enrolment
from courses.verbs.lessons import complete_lesson
from roleplay.models import Assessment, Conversation
from roleplay.pure.engine import NotOfferedError
from roleplay.standings import standing_of
from tests.rehearsal import (
    ACCUSES,
    ASKS,
    BEST,
    GENEROUS,
    GREETS,
    HANGS_UP,
    LOOKS_UP,
    PLAYS_DOWN,
    PROMISES,
    RUDE,
    SETTLES,
    SWAPS,
    Joins,
    Rehearsal,
    Talks,
)


@pytest.fixture
def way(new_hire: User, joins: Joins) -> Enrolment:
    return joins(new_hire)


def recorded(way: Enrolment, key: Any) -> tuple[float | None, bool | None, int]:
    """What the course knows of an activity: score, passed, how often."""
    row = Completion.objects.get(enrolment=way, activity_key=key)
    return row.score, row.passed, row.attempts


@pytest.mark.parametrize(
    ("lines", "ending", "kind"),
    [
        (BEST, "leal", "loyal"),
        ((GREETS, ASKS, ASKS, LOOKS_UP, SETTLES), "leal", "loyal"),
        ((PLAYS_DOWN, ASKS, LOOKS_UP, PROMISES), "tibio", "lukewarm"),
        (GENEROUS, "cedido", "conceded"),
        (RUDE, "corte", "break_off"),
    ],
    ids=["best", "slowly", "coolly", "generously", "rudely"],
)
def test_how_it_ends(
    rehearsal: Rehearsal,
    way: Enrolment,
    talks: Talks,
    lines: tuple[str, ...],
    ending: str,
    kind: str,
) -> None:
    at = timezone.now()
    row = talks(way, rehearsal.assess, *lines, at=at).conversation
    assert (row.status, row.ending, row.ending_kind) == ("finished", ending, kind)
    assert row.finished_at == at
    assert row.turns_taken == row.turns.count() == len(lines)


@pytest.mark.parametrize("name", ["learn", "practise"])
@pytest.mark.parametrize("lines", [BEST, RUDE], ids=["well", "badly"])
def test_practice_is_done_at_any_ending_and_has_no_score(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks, name: str, lines: tuple[str, ...]
) -> None:
    key = getattr(rehearsal, name)
    talks(way, key, *lines)
    assert recorded(way, key) == (None, True, 1)
    assert not Assessment.objects.exists()
    assert (way.score, way.here_key) == (None, None)
    talks(way, key, *BEST)
    assert recorded(way, key) == (None, True, 2)


def test_an_assessment_is_marked_and_counts_in_the_courses_score(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    row = talks(way, rehearsal.assess, *BEST).conversation
    mark = row.assessments.get()
    assert mark.score == 100
    assert (mark.passed, mark.method) == (True, "automatic")
    assert set(mark.detail["levels"].values()) == {4}
    assert mark.detail["unmet"] == []
    assert recorded(way, rehearsal.assess) == (100, True, 1)
    assert way.score == 100


def test_not_yet_is_recorded_with_what_is_missing(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    row = talks(way, rehearsal.assess, *RUDE).conversation
    mark = row.assessments.get()
    assert not mark.passed
    assert mark.score < 40
    assert mark.detail["critical"] == [["X2", 2], ["X5", 4]]
    assert {each[0] for each in mark.detail["unmet"]} == {
        *("critical", "ending", "dimension", "score"),
    }
    score, passed, attempts = recorded(way, rehearsal.assess)
    assert (score, passed, attempts) == (float(mark.score), False, 1)
    assert (way.done, way.score) == (0, float(mark.score))


def test_one_critical_error_is_enough_not_to_pass(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    row = talks(way, rehearsal.assess, GREETS, ACCUSES, LOOKS_UP, SETTLES).conversation
    assert row.ending_kind == "loyal"
    assert not row.assessments.get().passed


def test_what_looks_happy_is_no_pass(rehearsal: Rehearsal, way: Enrolment, talks: Talks) -> None:
    mark = talks(way, rehearsal.assess, *GENEROUS).conversation.assessments.get()
    assert ["ending", "conceded", 3] in mark.detail["unmet"]


def test_a_solution_before_listening_counts_less(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    unheard = talks(way, rehearsal.assess, SWAPS, LOOKS_UP, SETTLES).conversation
    heard = talks(way, rehearsal.assess, SWAPS, ASKS, LOOKS_UP, SETTLES).conversation
    levels = [each.assessments.get().detail["levels"] for each in (unheard, heard)]
    assert [each["D5"] for each in levels] == [2, 4]
    assert (unheard.ending_kind, heard.ending_kind) == ("lukewarm", "loyal")


def test_going_round_earns_nothing(rehearsal: Rehearsal, way: Enrolment, talks: Talks) -> None:
    short = talks(way, rehearsal.assess, PLAYS_DOWN, ASKS, LOOKS_UP, PROMISES).conversation
    long = talks(way, rehearsal.assess, PLAYS_DOWN, *[ASKS] * 9, LOOKS_UP, PROMISES).conversation
    assert short.assessments.get().score == long.assessments.get().score


def test_the_best_of_several_counts(rehearsal: Rehearsal, way: Enrolment, talks: Talks) -> None:
    at = timezone.now() - timedelta(days=3)
    talks(way, rehearsal.assess, *RUDE, at=at)
    talks(way, rehearsal.assess, *BEST)
    assert recorded(way, rehearsal.assess) == (100, True, 2)
    row = Completion.objects.get(activity_key=rehearsal.assess)
    assert (row.first_at, row.title) == (at, "Evaluación de la lámpara")
    assert row.last_at > at
    standing = standing_of(way.pk, rehearsal.assess)
    assert standing is not None
    assert (standing.score, standing.passed, standing.attempts) == (100, True, 2)


def test_with_all_of_it_the_course_is_complete(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talks(way, rehearsal.practise, *GENEROUS)
    talks(way, rehearsal.assess, *BEST)
    assert (way.done, way.total, way.completed_at) == (2, 3, None)
    complete_lesson(way, rehearsal.lesson, timezone.now())
    way.refresh_from_db()
    assert (way.done, way.status) == (3, "completed")


def test_before_its_end_nothing_is_recorded(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talks(way, rehearsal.assess, GREETS, LOOKS_UP)
    assert not Completion.objects.exists()
    assert not Assessment.objects.exists()
    assert standing_of(way.pk, rehearsal.assess) is None


def test_what_was_taken_back_by_its_trainer_meanwhile_is_recorded_too(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talk = talks(way, rehearsal.assess, GREETS)
    rehearsal.page(rehearsal.assess).unpublish()
    rehearsal.scenario(rehearsal.lamp).unpublish()
    talk.say(LOOKS_UP, SETTLES)
    assert recorded(way, rehearsal.assess) == (100, True, 1)


def test_a_turn_that_cannot_be_taken_ends_nothing(
    rehearsal: Rehearsal, way: Enrolment, talks: Talks
) -> None:
    talk = talks(way, rehearsal.assess, GREETS, LOOKS_UP)
    with pytest.raises(NotOfferedError):
        talk.look_up("compra")
    row = Conversation.objects.get()
    assert (row.status, row.turns_taken, row.turns.count()) == ("open", 2, 2)
    assert talk.say(HANGS_UP).over
