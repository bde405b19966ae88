"""A conversation that ended, ready to be understood by the learner who had it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.models import KeptRule
from courses.pure.texts import Shown
from roleplay.advice import next_step_after, weakest_dimension
from roleplay.curve import curve_of
from roleplay.kinds import Mode
from roleplay.models import Assessment
from roleplay.pure.assessment import Unmet, Verdict
from roleplay.pure.outcome import Outcome, outcome_of
from roleplay.pure.replay import Decision
from roleplay.pure.stages import stage_shares
from roleplay.pure.whatif import WhatIf, best_instead, trap_instead, worst_decision
from roleplay.sitting import SCENARIO, Sitting, events_of, face_of, head_of
from roleplay.verbs.conversations import verdict_of
from roleplay.words import (
    change_words,
    contact_words,
    ending_words,
    feeling_words,
    level_words,
    minutes_words,
    quality_words,
    stage_words,
    unmet_words,
    verdict_sentence,
)

LEVELS = 4
LINES_OF_A_PATH = 4


@dataclass(frozen=True)
class Told:
    """A conversation with its verdict: what every part of the debrief looks at."""

    sitting: Sitting
    verdict: Verdict
    outcome: Outcome

    def text(self, path: str) -> Shown:
        """A text of the version in the reader's language."""
        return self.sitting.text(path)

    def of_option(self, decision: Decision, name: str, option: str = "") -> Shown:
        """A text of the line said there, or of another line of the same beat."""
        which = option or decision.option.id
        return self.text(f"{SCENARIO}.beats.{decision.beat}.options.{which}.{name}")

    def place_of(self, turn: int) -> str:
        """Where a turn stands on the page; what was taken back is not there."""
        stands = any(each.turn == turn for each in self.sitting.history.taken)
        return turn_url(turn) if stands else ""


def debrief_of(sitting: Sitting) -> dict[str, Any]:
    """The context of the debrief."""
    history = sitting.history
    told = Told(
        sitting,
        verdict_of(history),
        outcome_of(history.script, history.first, history.last),
    )
    weakest = weakest_dimension(history.script, told.verdict)
    return {
        "conversation": _head(told),
        "face": face_of(history.script, history.last),
        "who_sees": _who_sees(sitting),
        "verdict": _verdict(told),
        "competence": _competence(told),
        "outcome": _outcome(told),
        "critical": _critical(told),
        "mystery": _mystery(told),
        "curve": curve_of(history),
        "turns": _turns(told),
        "counterfactual": _counterfactual(told),
        "facts": _facts(told),
        "stages": _stages(told),
        "rule": told.text(f"rubric.dimensions.{weakest}.advice") if weakest else Shown(""),
        **next_step_after(sitting, told.verdict, weakest),
    }


def _head(told: Told) -> dict[str, Any]:
    conversation = told.sitting.conversation
    return head_of(told.sitting) | {
        "finished_at": conversation.finished_at,
        "customer_name": told.sitting.script.person.get("name", ""),
        "learner_name": str(conversation.enrolment.learner),
    }


def _who_sees(sitting: Sitting) -> str:
    if sitting.conversation.mode == Mode.ASSESS:
        return gettext("Your manager and your trainers see the result and how it ended.")
    return gettext("Only you see this page.")


def turn_url(turn: int) -> str:
    """The place of a turn on the page."""
    return f"#turn-{turn}" if turn else ""


def _verdict(told: Told) -> dict[str, Any]:
    verdict = told.verdict
    reasons = [(each, _unmet(told, each)) for each in _once(verdict.unmet)]
    human = _last_by_a_person(told)
    return {
        "passed": verdict.passed,
        "sentence": verdict_sentence(verdict, [words for _each, words in reasons]),
        "reasons": [
            {"text": words[:1].upper() + words[1:], "url": told.place_of(each.turn)}
            for each, words in reasons
        ],
        "remark": human.reason if human else "",
    }


def _last_by_a_person(told: Told) -> Assessment | None:
    if told.sitting.conversation.mode != Mode.ASSESS:
        return None
    rows = told.sitting.conversation.assessments.order_by("-pk")
    last = rows.first()
    return last if last and last.method == Assessment.Method.HUMAN else None


def _once(unmet: tuple[Unmet, ...]) -> list[Unmet]:
    """Two critical lines are one reason; the panel shows both."""
    kept: dict[tuple[str, str], Unmet] = {}
    for each in unmet:
        name = "" if each.what == "critical" else each.name
        kept.setdefault((each.what, name), each)
    return list(kept.values())


def _unmet(told: Told, unmet: Unmet) -> str:
    label = told.text(f"rubric.dimensions.{unmet.name}.label").text
    return unmet_words(unmet.what, unmet.name, label)


def _competence(told: Told) -> dict[str, Any]:
    rows = []
    for level in told.verdict.levels:
        at = f"rubric.dimensions.{level.dimension}"
        whole = level.level == LEVELS
        rows.append(
            {
                "name": told.text(f"{at}.label"),
                "level": level.level,
                "percent": int(level.share * 100),
                "words": level_words(level.level),
                "missing": Shown("") if whole else told.text(f"{at}.missing"),
                "url": "",
            }
        )
    score = told.verdict.score
    words = gettext("%(score)s of 100") % {"score": score}
    return {"score": score, "words": words, "dimensions": rows}


def _outcome(told: Told) -> dict[str, Any]:
    outcome = told.outcome
    at = f"{SCENARIO}.endings.{outcome.ending}"
    rows = [
        (gettext("How I was treated"), outcome.treatment),
        (gettext("How it was handled"), outcome.process),
        (gettext("What I got"), outcome.result),
    ]
    return {
        "ending_title": told.text(f"{at}.title") or Shown(ending_words(outcome.ending_kind)),
        "ending_kind": outcome.ending_kind,
        "ending_words": ending_words(outcome.ending_kind),
        "scene": told.text(f"{at}.scene"),
        "consequence": told.text(f"{at}.consequence") or None,
        "acceptable": outcome.acceptable,
        "card": {
            "score": outcome.card,
            "words": feeling_words(outcome.feeling),
            "rows": [
                {"label": label, "value": value, "words": _of_hundred(value)}
                for label, value in rows
            ],
        },
        "money": outcome.money,
        "seconds_words": minutes_words(outcome.seconds),
        "second_contact": contact_words(outcome.second_contact),
    }


def _of_hundred(value: int) -> str:
    return gettext("%(score)s of 100") % {"score": value}


def _critical(told: Told) -> list[dict[str, Any]]:
    by_turn = {each.turn: each for each in told.sitting.history.decisions}
    return [
        {
            "name": told.text(f"rubric.critical.{code}.label"),
            "why": told.text(f"rubric.critical.{code}.why"),
            "quote": told.of_option(by_turn[turn], "text"),
            "url": told.place_of(turn),
        }
        for code, turn in told.verdict.critical
    ]


def _mystery(told: Told) -> list[dict[str, Any]]:
    rubric = told.sitting.script.rubric
    rows = []
    for criterion in rubric.get("mystery", []):
        feeding = {
            each["name"]
            for each in rubric.get("dimensions", [])
            if criterion["name"] in each["mystery"]
        }
        shares = [each.share for each in told.verdict.levels if each.dimension in feeding]
        level = round(float(sum(shares)) / len(shares) * LEVELS) if shares else None
        words = gettext("not seen here") if level is None else level_words(level)
        name = told.text(f"rubric.mystery.{criterion['name']}.label")
        rows.append({"name": name, "level": level, "words": words})
    return rows


def _turns(told: Told) -> list[dict[str, Any]]:
    sitting = told.sitting
    conversation, script = sitting.conversation, sitting.script
    kept = set(
        KeptRule.objects.filter(learner=conversation.enrolment.learner).values_list(
            "block_id", flat=True
        )
    )
    replies = {
        n: [sitting.text(event.path) for event in events if event.kind == "reply"]
        for n, events in events_of(sitting)
    }
    rows = []
    for each in sitting.history.taken:
        better = _better(told, each)
        rows.append(
            {
                "n": each.turn,
                "said": told.of_option(each, "text"),
                "reply": next(iter(replies.get(each.turn, [])), Shown("")),
                "thought": told.of_option(each, "thought"),
                "why": told.of_option(each, "why"),
                "better": better or None,
                "quality": each.quality,
                "quality_words": quality_words(each.quality),
                "premature": each.quality != each.option.quality,
                "change_words": change_words(script, each.before, each.after),
                "moves_words": _moves(told, each),
                "keep_url": reverse("keep_phrase", args=[conversation.pk]),
                "kept": each.best.id in kept,
                "phrase_id": each.turn,
                "face": face_of(script, each.after),
            }
        )
    return rows


def _better(told: Told, decision: Decision) -> Shown:
    """The author's better phrase, else the best line; nothing where that was said."""
    if decision.option is decision.best:
        return Shown("")
    return told.of_option(decision, "better") or told.of_option(decision, "text", decision.best.id)


def _moves(told: Told, decision: Decision) -> str:
    names = (told.text(f"moves.{each.name}.label").text for each in decision.played)
    return ", ".join(name for name in names if name)


def phrase_at(sitting: Sitting, turn: int) -> tuple[str, Shown] | None:
    """The phrase worth keeping of a turn: its option's id and text; None where there is no turn."""
    told_of = {each.turn: each for each in sitting.history.taken}
    if turn not in told_of:
        return None
    decision = told_of[turn]
    at = f"{SCENARIO}.beats.{decision.beat}.options"
    better = sitting.text(f"{at}.{decision.option.id}.better")
    own = decision.option is decision.best
    shown = sitting.text(f"{at}.{decision.best.id}.text")
    return decision.best.id, shown if own or not better else better


def _counterfactual(told: Told) -> dict[str, Any] | None:
    history = told.sitting.history
    worst = worst_decision(history)
    if worst is None:
        return None
    better, trap = best_instead(history, worst), trap_instead(history, worst)
    if better is None:
        return None
    return {
        "n": worst.turn,
        "url": turn_url(worst.turn),
        "yours": {
            "said": told.of_option(worst, "text"),
            "ending_title": _ending_title(told, told.outcome.ending, told.outcome.ending_kind),
            "ending_words": ending_words(told.outcome.ending_kind),
        },
        "better": _alternative(told, worst, better),
        "trap": _alternative(told, worst, trap) if trap else None,
    }


def _alternative(told: Told, at: Decision, other: WhatIf) -> dict[str, Any]:
    later = other.decisions[1 : 1 + LINES_OF_A_PATH]
    return {
        "said": told.of_option(at, "text", other.option.id),
        "ending_title": _ending_title(told, other.last.ending, other.last.ending_kind),
        "ending_words": ending_words(other.last.ending_kind),
        "path": [told.of_option(each, "text").text for each in later],
        "own": other.own,
    }


def _ending_title(told: Told, ending: str, kind: str) -> Shown:
    return told.text(f"{SCENARIO}.endings.{ending}.title") or Shown(ending_words(kind))


def _facts(told: Told) -> list[dict[str, Any]]:
    last = told.sitting.history.last
    return [
        {
            "text": told.text(f"{SCENARIO}.facts.{fact.name}.text"),
            "found": fact.name in last.found,
            "question": told.text(f"{SCENARIO}.facts.{fact.name}.question"),
            "url": _found_at(told, fact.name),
        }
        for fact in told.sitting.script.facts_of(last.truth)
    ]


def _found_at(told: Told, name: str) -> str:
    history = told.sitting.history
    for number, step in zip(history.numbers, history.steps, strict=True):
        if name in step.after.found and any(each.turn == number for each in history.taken):
            return turn_url(number)
    return ""


def _stages(told: Told) -> list[dict[str, Any]]:
    shares = stage_shares(told.sitting.script, told.sitting.history.taken)
    return [
        {
            "name": stage_words(stage),
            "percent": percent or 0,
            "words": gettext("not reached") if percent is None else f"{percent} %",
        }
        for stage, percent in shares.items()
    ]
