"""The scenarios that ship hold what they promise: sound, fair, and not to be passed by a habit."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from courses.package.loading import read_package
from courses.package.reading import Package
from roleplay.package import script_in
from roleplay.pure.assessment import judge
from roleplay.pure.playtest import Playtest, check_script, playtest
from roleplay.pure.reading import row_of
from roleplay.pure.replay import decisions_in
from roleplay.pure.script import DIMENSIONS_TO_ASSESS, METERS, QUALITIES, Script

INDUCTION = Path(__file__).parents[2] / "courses" / "induction"
NAMES = sorted(file.stem for file in (INDUCTION / "scenarios").glob("*.yaml"))
PROFILES = sorted(file.stem for file in (INDUCTION / "profiles").glob("*.yaml"))
LANGUAGES = ("es", "en")
EVERY_SCENARIO = pytest.mark.parametrize("name", NAMES)

# A page cannot even be made without the table of content types.
pytestmark = pytest.mark.django_db

Reported = Callable[[str], tuple[Script, Playtest]]


@pytest.fixture(scope="session")
def induction(django_db_setup: None, django_db_blocker: Any) -> Package:
    """The package as its files say; nothing of it is loaded into the site."""
    with django_db_blocker.unblock():
        return read_package(INDUCTION)


@pytest.fixture(scope="session")
def reported(induction: Package, django_db_blocker: Any) -> Reported:
    """A scenario and its playtest, done once: a long one takes ten seconds."""

    @lru_cache
    def report_on(name: str) -> tuple[Script, Playtest]:
        item = next(each for each in induction.in_section("scenarios") if each.name == name)
        with django_db_blocker.unblock():
            script = script_in(induction, item)
        return script, playtest(script, LANGUAGES)

    return report_on


def test_there_is_a_scenario_to_assess_with(reported: Reported) -> None:
    script, _report = reported("agr-2")
    assert len(script.assesses) >= DIMENSIONS_TO_ASSESS
    assert not script.formative


@EVERY_SCENARIO
def test_nothing_keeps_it_from_being_published(name: str, reported: Reported) -> None:
    script, report = reported(name)
    assert report.failures == ()
    # What is looked at while an author edits agrees.
    assert [each for each in check_script(script, LANGUAGES) if each.level == "error"] == []


@EVERY_SCENARIO
def test_the_best_line_everywhere_is_worth_a_hundred_and_ends_best(
    name: str, reported: Reported
) -> None:
    script, report = reported(name)
    assert [each.truth for each in report.truths] == list(script.truths)
    for under in report.truths:
        last = under.reference[-1].after
        verdict = judge(script, decisions_in(script, under.reference), last)
        assert verdict.competence == 100
        assert verdict.passed
        assert under.reference_score == 100
        assert last.ending_kind == under.reference_ending == under.best_ending == "loyal"
        for decision in decisions_in(script, under.reference):
            assert sorted(each.quality for each in decision.offered) == sorted(QUALITIES)


@EVERY_SCENARIO
def test_every_beat_and_every_ending_is_reached(name: str, reported: Reported) -> None:
    script, report = reported(name)
    walks = [under.walk for under in report.truths]
    assert all(each.complete for each in walks)
    assert set().union(*(each.endings for each in walks)) == set(script.endings)
    assert set().union(*(each.beats for each in walks)) == set(script.beats)


@EVERY_SCENARIO
def test_chance_does_badly(name: str, reported: Reported) -> None:
    _script, report = reported(name)
    assert all(under.random_mean < 45 for under in report.truths)


@pytest.mark.parametrize("bot", ["polite", "generous", "firm", "longest", "first", "second_best"])
@EVERY_SCENARIO
def test_no_habit_passes(name: str, bot: str, reported: Reported) -> None:
    script, report = reported(name)
    for under in report.truths:
        game = under.bots[bot]
        assert game.last.over
        # What only is practised is passed by nobody.
        assert script.formative or not game.verdict.passed


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_reacts_to_every_move(name: str, induction: Package) -> None:
    (moves,) = induction.in_section("moves")
    (profile,) = (each.data for each in induction.in_section("profiles") if each.name == name)
    assert set(profile["table"]) == {each["key"] for each in moves.data["moves"]}
    assert set(profile["initial"]) == set(METERS)
    assert sum(profile["weights"].values()) == 100


@pytest.mark.parametrize("name", PROFILES)
def test_patience_only_falls(name: str, induction: Package) -> None:
    """Why every conversation ends."""
    (profile,) = (each.data for each in induction.in_section("profiles") if each.name == name)
    for raw in (*profile["table"].values(), profile["irritation"]):
        row = row_of(raw)
        for each in (row, row.as_first_act, row.unless_hostile, row.later):
            assert each is None or each.patience <= 0
