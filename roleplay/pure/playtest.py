"""Plays a scenario before learners do, and says whether it holds.

report = playtest(script, languages=("es", "en"))
report.failures   what keeps it from being published, as findings
report.truths     for each possible truth: the reference path, the bots, random play
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from roleplay.pure.assessment import judge
from roleplay.pure.bots import BOTS, Game, play_bot, random_scores
from roleplay.pure.checks import ERROR, Finding, broken, quick_walks_of, structure, walks_of
from roleplay.pure.craft import craft, untranslated
from roleplay.pure.replay import Step, decisions_in, reference
from roleplay.pure.script import Script
from roleplay.pure.solver import Walk

RANDOM_BELOW = 45
# The best way to end comes first.
BEST_FIRST = ("loyal", "formal_complaint", "escalated", "lukewarm")


@dataclass(frozen=True)
class UnderTruth:
    """What happened under one truth."""

    truth: str
    reference: tuple[Step, ...]
    reference_score: int
    reference_ending: str
    best_ending: str
    random_mean: float
    random_passes: int
    bots: dict[str, Game]
    walk: Walk


@dataclass(frozen=True)
class Playtest:
    """The whole report."""

    findings: tuple[Finding, ...]
    truths: tuple[UnderTruth, ...] = ()

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that block publishing."""
        return tuple(each for each in self.findings if each.level == ERROR)


def check_script(script: Script, languages: Iterable[str] = ()) -> list[Finding]:
    """Every check that needs no games: names, reach, craft, translation."""
    if found := broken(script):
        return found
    walks = quick_walks_of(script)
    return [*structure(script, walks.values()), *craft(script), *untranslated(script, languages)]


def playtest(script: Script, languages: Iterable[str] = (), *, thorough: bool = True) -> Playtest:
    """Walks, plays and judges. A scenario with broken names is not played.

    `thorough` walks to the end, which proves what is reached; otherwise as far as the checks do.
    """
    if found := broken(script):
        return Playtest(tuple(found))
    walks = walks_of(script) if thorough else quick_walks_of(script)
    truths = tuple(_under(script, truth, walks[truth]) for truth in script.truths)
    findings = [*structure(script, walks.values()), *craft(script)]
    findings += untranslated(script, languages)
    for each in truths:
        findings += _failures(script, each)
    return Playtest(tuple(findings), truths)


def _under(script: Script, truth: str, walked: Walk) -> UnderTruth:
    steps = reference(script, truth)
    verdict = judge(script, decisions_in(script, steps), steps[-1].after)
    scores = random_scores(script, truth)
    kinds = set(walked.endings.values())
    return UnderTruth(
        truth,
        tuple(steps),
        verdict.score,
        steps[-1].after.ending_kind,
        next((kind for kind in BEST_FIRST if kind in kinds), ""),
        fmean(score for score, _passed in scores),
        sum(passed for _score, passed in scores),
        {name: play_bot(script, name, truth) for name in BOTS},
        walked,
    )


def _failures(script: Script, under: UnderTruth) -> Iterable[Finding]:
    if under.reference_score < 100:
        yield Finding(ERROR, "reference_below_100", "", "", under.truth, under.reference_score)
    if under.reference_ending != under.best_ending:
        yield Finding(ERROR, "reference_ends_badly", under.reference_ending, "", under.truth)
    if under.random_mean >= RANDOM_BELOW:
        yield Finding(ERROR, "random_scores", "", "", under.truth, round(under.random_mean))
    # What only is practised is passed by nobody: bots may win there.
    if not script.formative:
        for name, game in under.bots.items():
            if game.verdict.passed:
                yield Finding(ERROR, "bot_passes", name, "", under.truth, game.verdict.score)
