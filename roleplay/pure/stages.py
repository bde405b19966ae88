"""How far each of the four stages of the attention process was carried."""

from collections.abc import Iterable

from roleplay.pure.assessment import MARKS
from roleplay.pure.replay import Decision
from roleplay.pure.script import Script

STAGES = (1, 2, 3, 4)


def stage_shares(script: Script, decisions: Iterable[Decision]) -> dict[int, int | None]:
    """Per cent of what each stage offered; None where the conversation never offered it."""
    chances = dict.fromkeys(STAGES, 0)
    points = dict.fromkeys(STAGES, 0)
    for each in decisions:
        stages = {script.moves[move.name].stage for move in each.best.moves}
        for stage in stages:
            chances[stage] += MARKS["good"]
            points[stage] += _best_mark(script, each, stage)
    return {
        stage: max(points[stage], 0) * 100 // chances[stage] if chances[stage] else None
        for stage in STAGES
    }


def _best_mark(script: Script, decision: Decision, stage: int) -> int:
    marks = [MARKS[m.quality] for m in decision.played if script.moves[m.name].stage == stage]
    return min(marks) if any(mark < 0 for mark in marks) else max(marks, default=0)
