"""A scenario is played before learners do: the reference, naive agents, chance."""

from dataclasses import replace

import pytest

from roleplay.pure.bots import BOTS, play_bot, random_scores
from roleplay.pure.checks import ERROR, Finding
from roleplay.pure.engine import Choose
from roleplay.pure.playtest import Playtest, playtest
from roleplay.pure.replay import QUALITY_ORDER
from roleplay.pure.script import Script
from tests.roleplay.scripts import (
    DIMENSIONS,
    SOUND,
    beat,
    customer,
    ending,
    line,
    script,
    with_beat,
    with_line,
)

CALL = script(
    beat(
        "here",
        line("first", "poor", "listen"),
        line("kind", "fair", "listen", "greet", "empathise"),
        line("kinder", "poor", "greet", "empathise"),
        line("giving", "harmful", "concede", "offer_options:poor"),
        line("hard", "poor", "firm_no"),
        line("best", "good", "listen"),
        next="here",
    ),
    profile=customer(patience=30),
    texts={"es": {"scenario.beats.here.options.giving.text": "longest"}},
)


@pytest.mark.parametrize(
    ("bot", "says"),
    [
        # Ties go to the author's first.
        ("polite", "kind"),
        ("generous", "giving"),
        ("firm", "hard"),
        ("longest", "giving"),
        ("first", "first"),
        ("second_best", "kind"),
    ],
)
def test_each_bot_follows_one_habit(bot: str, says: str) -> None:
    game = play_bot(CALL, bot, "founded")
    assert game.steps[0].action == Choose(says)
    assert {step.action for step in game.steps} == {Choose(says)}
    assert game.last.over
    assert game.last == game.steps[-1].after


def test_the_bots_are_those_a_scenario_is_proved_against() -> None:
    assert set(BOTS) == {"polite", "generous", "firm", "longest", "first", "second_best"}


def test_second_best_of_one_is_the_best() -> None:
    alone = script(beat("here", line("a", "good", "listen"), line("b", "good", "greet")))
    assert play_bot(alone, "second_best", "founded").steps[0].action == Choose("b")
    only = script(beat("here", line("a", "good", "listen")))
    assert play_bot(only, "second_best", "founded").steps[0].action == Choose("a")


def test_bots_and_chance_do_the_same_every_time() -> None:
    for bot in BOTS:
        assert play_bot(SOUND, bot, "founded").steps == play_bot(SOUND, bot, "founded").steps
    scores = random_scores(SOUND, "founded", games=40)
    assert scores == random_scores(SOUND, "founded", games=40)
    # A longer series begins with the shorter one.
    assert random_scores(SOUND, "founded", games=60)[:40] == scores
    assert len({score for score, _passed in scores}) > 5


@pytest.fixture(scope="module")
def report() -> Playtest:
    return playtest(SOUND, ("es", "en"))


def test_the_sound_scenario_may_be_published(report: Playtest) -> None:
    assert report.findings == ()
    (under,) = report.truths
    assert (under.truth, under.reference_score) == ("founded", 100)
    assert under.reference_ending == under.best_ending == "loyal"
    assert under.random_mean < 45
    assert not any(game.verdict.passed for game in under.bots.values())
    assert set(under.walk.endings) == set(SOUND.endings)


def failures(played: Script) -> list[Finding]:
    known = {"reference_below_100", "reference_ends_badly", "random_scores", "bot_passes"}
    return [each for each in playtest(played).failures if each.code in known]


def test_a_reference_that_comes_too_soon_is_below_a_hundred() -> None:
    hasty = with_line(SOUND, "hello", "good", moves=SOUND.beats["offer"].options[2].moves)
    (finding,) = failures(hasty)
    assert (finding.code, finding.detail) == ("reference_below_100", "founded")
    assert 0 < finding.number < 100


def test_a_reference_that_ends_less_well_than_another_way() -> None:
    ends = {
        "rare": ending("rare", "loyal", "done verify, done commit, anger_at_least 30"),
        "usual": ending("usual", "lukewarm", "done verify, done commit"),
        **{name: each for name, each in SOUND.endings.items() if name != "stays"},
    }
    assert failures(replace(SOUND, endings=ends)) == [
        Finding(ERROR, "reference_ends_badly", "lukewarm", "", "founded")
    ]


def test_a_scenario_that_chance_does_well_in() -> None:
    easy = SOUND
    for name in SOUND.beats:
        best = SOUND.beats[name].option("good")
        assert best is not None
        for wrong in ("poor", "harmful"):
            easy = with_line(easy, name, wrong, moves=best.moves, consults=best.consults)
    found = failures(easy)
    assert "random_scores" in {each.code for each in found}
    assert next(each.number for each in found if each.code == "random_scores") >= 45


def test_a_habit_that_wins() -> None:
    first_good = SOUND
    for name, each in SOUND.beats.items():
        options = tuple(sorted(each.options, key=lambda option: QUALITY_ORDER[option.quality]))
        first_good = with_beat(first_good, name, options=options)
    found = failures(first_good)
    assert {each.code for each in found} == {"bot_passes"}
    assert ("first", 100) in {(each.beat, each.number) for each in found}
    # Where nobody is assessed, nothing is lost by it.
    assert failures(replace(first_good, assesses=DIMENSIONS[:6])) == []


def test_each_truth_is_played() -> None:
    two = replace(SOUND, truths=("founded", "mistaken"), truth_weights=(1, 1))
    report = playtest(two)
    assert [each.truth for each in report.truths] == ["founded", "mistaken"]
    assert report.findings == ()


def test_what_is_broken_is_not_played() -> None:
    report = playtest(with_beat(SOUND, "end", next="lost"))
    assert [each.code for each in report.failures] == ["unknown_target"]
    assert report.truths == ()


def test_warnings_do_not_keep_from_publishing() -> None:
    report = playtest(SOUND, ("es", "en", "pt"))
    assert [each.code for each in report.findings] == ["untranslated"]
    assert report.failures == ()
