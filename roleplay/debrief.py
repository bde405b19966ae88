"""A conversation that ended, ready to be understood by the learner who had it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.asking import AskLink, ask_link
from courses.models import KeptRule
from courses.pure.texts import Shown
from roleplay.advice import next_step_after, weakest_dimension
from roleplay.curve import curve_of
from roleplay.kinds import Mode
from roleplay.models import Assessment
from roleplay.pure.assessment import Level, Unmet, Verdict, judge, mark, totals
from roleplay.pure.outcome import Outcome, feeling_of, outcome_of
from roleplay.pure.replay import Decision
from roleplay.pure.stages import stage_shares
from roleplay.pure.whatif import (
    WhatIf,
    best_instead,
    lost_most,
    trap_instead,
    worst_decision,
)
from roleplay.sitting import SCENARIO, Sitting, events_of, face_of, head_of
from roleplay.words import (
    change_words,
    contact_words,
    ending_words,
    feeling_words,
    level_words,
    minutes_words,
    quality_words,
    stage_words,
    start_words,
    trial_sentence,
    unmet_words,
    verdict_sentence,
)

LEVELS = 4
LINES_OF_A_PATH = 4
REASONS = 3


@dataclass(frozen=True)
class Told:
    """A conversation with its verdict: what every part of the debrief looks at."""

    sitting: Sitting
    verdict: Verdict
    outcome: Outcome
    # The place of each decision that stands, by its turn: what was taken back leaves no gap.
    places: dict[int, int]

    def text(self, path: str) -> Shown:
        """A text of the version in the reader's language."""
        return self.sitting.text(path)

    def of_option(self, decision: Decision, name: str, option: str = "") -> Shown:
        """A text of the line said there, or of another line of the same beat."""
        which = option or decision.option.id
        return self.text(f"{SCENARIO}.beats.{decision.beat}.options.{which}.{name}")

    def url_of(self, turn: int) -> str:
        """The place of a turn on the page; empty when it is not there."""
        return f"#turn-{self.places[turn]}" if turn in self.places else ""

    @property
    def rehearsed(self) -> bool:
        """Whether nothing was at stake: then there is no score and no pass."""
        return self.sitting.conversation.mode == Mode.LEARN


def tell(sitting: Sitting) -> Told:
    """Judges a conversation for its debrief.

    In learn mode only the decisions that stand: trying another way is what it is for.
    """
    history = sitting.history
    learning = sitting.conversation.mode == Mode.LEARN
    said = history.taken if learning else history.decisions
    return Told(
        sitting,
        judge(history.script, said, history.last),
        outcome_of(history.script, history.first, history.last),
        {each.turn: place for place, each in enumerate(history.taken, start=1)},
    )


def debrief_of(sitting: Sitting) -> dict[str, Any]:
    """The context of the debrief."""
    history, told = sitting.history, tell(sitting)
    weakest = weakest_dimension(history.script, told.verdict)
    rule = rule_of(told)
    kept = _kept(sitting)
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
        "turns": _turns(told, kept),
        "counterfactual": _counterfactual(told),
        "facts": _facts(told),
        "stages": _stages(told),
        "ask": ask_link("debrief", sitting.conversation.pk, "0"),
        "rule": rule[1] if rule else Shown(""),
        "rule_kept": rule is not None and rule[0] in kept,
        "keep_url": reverse("keep_phrase", args=[sitting.conversation.pk]),
        **next_step_after(sitting, told.verdict, weakest),
    }


def rule_of(told: Told) -> tuple[str, Shown] | None:
    """One rule for next time, with the name it is kept under; None when nothing was lost.

    Of what the worst line lost, else of what was weakest in all.
    """
    script = told.sitting.script
    worst = worst_decision(told.sitting.history)
    name = lost_most(script, worst) if worst else ""
    name = name or weakest_dimension(script, told.verdict)
    return (f"rule-{name}", told.text(f"rubric.dimensions.{name}.advice")) if name else None


def _kept(sitting: Sitting) -> set[str]:
    learner = sitting.conversation.enrolment.learner
    return set(KeptRule.objects.filter(learner=learner).values_list("block_id", flat=True))


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


def _verdict(told: Told) -> dict[str, Any]:
    if told.rehearsed:
        return _rehearsal(told)
    verdict = told.verdict
    reasons = [(each, _unmet(told, each)) for each in _weightiest(verdict.unmet)]
    human = _last_by_a_person(told)
    return {
        "passed": verdict.passed,
        "sentence": verdict_sentence(verdict, [words for _each, words in reasons]),
        "url": told.url_of(reasons[0][0].turn) if reasons else "",
        "turn": told.places.get(reasons[0][0].turn, 0) if reasons else 0,
        "reasons": [
            {
                "text": words[:1].upper() + words[1:],
                "url": told.url_of(each.turn),
                "turn": told.places.get(each.turn, 0),
            }
            for each, words in reasons[1:]
        ],
        "remark": human.reason if human else "",
    }


def _rehearsal(told: Told) -> dict[str, Any]:
    taken = told.sitting.history.taken
    good = sum(each.quality == "good" for each in taken)
    sentence = trial_sentence(good, len(taken))
    return {"passed": None, "sentence": sentence, "url": "", "turn": 0, "reasons": [], "remark": ""}


def _last_by_a_person(told: Told) -> Assessment | None:
    if told.sitting.conversation.mode != Mode.ASSESS:
        return None
    rows = told.sitting.conversation.assessments.order_by("-pk")
    last = rows.first()
    return last if last and last.method == Assessment.Method.HUMAN else None


def _weightiest(unmet: tuple[Unmet, ...]) -> list[Unmet]:
    """At most three reasons, the first for the sentence: two critical lines are one reason, and
    the score is only said where it is the only one."""
    kept: dict[tuple[str, str], Unmet] = {}
    for each in unmet:
        name = "" if each.what == "critical" else each.name
        kept.setdefault((each.what, name), each)
    others = [each for each in kept.values() if each.what != "score"]
    return (others or list(kept.values()))[:REASONS]


def _unmet(told: Told, unmet: Unmet) -> str:
    label = told.text(f"rubric.dimensions.{unmet.name}.label").text
    return unmet_words(unmet.what, unmet.name, label)


def _competence(told: Told) -> dict[str, Any]:
    script = told.sitting.script
    met = totals(mark(script, each) for each in told.sitting.history.taken)[1]
    score = None if told.rehearsed else told.verdict.score
    return {
        "score": score,
        "words": "" if score is None else _of_hundred(score),
        "dimensions": [
            _dimension(told, each, each.dimension in met) for each in told.verdict.levels
        ],
    }


def _dimension(told: Told, level: Level, met: bool) -> dict[str, Any]:
    at = f"rubric.dimensions.{level.dimension}"
    missing = told.text(f"{at}.missing") if met else Shown(gettext("it did not come to that"))
    return {
        "name": told.text(f"{at}.label"),
        "level": level.level,
        "percent": int(level.share * 100),
        "words": level_words(level.level),
        "missing": Shown("") if level.level == LEVELS else missing,
        "url": "",
    }


def _outcome(told: Told) -> dict[str, Any]:
    outcome, short = told.outcome, told.sitting.script.formative
    at = f"{SCENARIO}.endings.{outcome.ending}"
    words = start_words(outcome.ending_kind) if short else ending_words(outcome.ending_kind)
    return {
        "ending_title": told.text(f"{at}.title") or Shown(words),
        "ending_kind": outcome.ending_kind,
        "ending_words": words,
        "scene": told.text(f"{at}.scene"),
        "consequence": told.text(f"{at}.consequence") or None,
        "acceptable": outcome.acceptable,
        "card": _card(outcome, short),
        "money": outcome.money,
        "seconds_words": minutes_words(outcome.seconds),
        # What only begins settles nothing yet.
        "second_contact": "" if short else contact_words(outcome.second_contact),
    }


def _card(outcome: Outcome, short: bool) -> dict[str, Any]:
    rows = [
        (gettext("How I was treated"), outcome.treatment),
        (gettext("How it was handled"), outcome.process),
    ]
    score = outcome.begun if short else outcome.card
    if not short:
        rows.append((gettext("What I got"), outcome.result))
    return {
        "score": score,
        "words": feeling_words(feeling_of(score)),
        "rows": [
            {"label": label, "value": value, "words": _of_hundred(value)} for label, value in rows
        ],
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
            "url": told.url_of(turn),
        }
        for code, turn in told.verdict.critical
    ]


def _mystery(told: Told) -> list[dict[str, Any]]:
    rubric = told.sitting.script.rubric
    rows = []
    for criterion in rubric.get("mystery", []):
        shares = [
            each.share
            for each in told.verdict.levels
            if each.dimension in _feeding(rubric, criterion) and _asked(told, criterion)
        ]
        level = round(float(sum(shares)) / len(shares) * LEVELS) if shares else None
        words = gettext("does not apply here") if level is None else level_words(level)
        name = told.text(f"rubric.mystery.{criterion['name']}.label")
        rows.append({"name": name, "level": level, "words": words})
    return rows


def _feeding(rubric: Any, criterion: Any) -> set[str]:
    rows = rubric.get("dimensions", [])
    return {each["name"] for each in rows if criterion["name"] in each["mystery"]}


def _asked(told: Told, criterion: Any) -> bool:
    """Whether the scenario offers what the criterion looks at: nothing is sold in a complaint."""
    needs = set(criterion.get("needs", ()))
    beats = told.sitting.script.beats.values()
    made = {move.name for beat in beats for option in beat.options for move in option.moves}
    return not needs or bool(needs & made)


def _turns(told: Told, kept: set[str]) -> list[dict[str, Any]]:
    sitting = told.sitting
    conversation, script = sitting.conversation, sitting.script
    replies = {
        n: [sitting.text(event.path) for event in events if event.kind == "reply"]
        for n, events in events_of(sitting)
    }
    rows = []
    for each in sitting.history.taken:
        better = _better(told, each)
        rows.append(
            {
                "n": told.places[each.turn],
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
                "phrase_id": told.places[each.turn],
                "face": face_of(script, each.after),
                "ask": _ask(told, each),
            }
        )
    return rows


def _ask(told: Told, decision: Decision) -> AskLink:
    place = str(told.places[decision.turn])
    about = gettext("turn %(n)s") % {"n": place}
    return ask_link("debrief", told.sitting.conversation.pk, place, about)


def _better(told: Told, decision: Decision) -> Shown:
    """The author's better phrase, else the best line; nothing where that was said."""
    if decision.option is decision.best:
        return Shown("")
    return told.of_option(decision, "better") or told.of_option(decision, "text", decision.best.id)


def _moves(told: Told, decision: Decision) -> str:
    names = (told.text(f"moves.{each.name}.label").text for each in decision.played)
    return ", ".join(name for name in names if name)


def phrase_at(sitting: Sitting, asked: str) -> tuple[str, Shown] | None:
    """What is worth keeping: the rule ("rule"), or the better phrase of the decision at a place.

    Returns the name it is kept under and the text; None for anything else.
    """
    if asked == "rule":
        return rule_of(tell(sitting))
    taken = sitting.history.taken
    if not asked.isdecimal() or not 1 <= int(asked) <= len(taken):
        return None
    decision = taken[int(asked) - 1]
    at = f"{SCENARIO}.beats.{decision.beat}.options"
    better = sitting.text(f"{at}.{decision.option.id}.better")
    own = decision.option is decision.best
    shown = sitting.text(f"{at}.{decision.best.id}.text")
    return decision.best.id, shown if own or not better else better


def _counterfactual(told: Told) -> dict[str, Any] | None:
    history, outcome = told.sitting.history, told.outcome
    worst = worst_decision(history)
    better = best_instead(history, worst) if worst else None
    if worst is None or better is None:
        return None
    trap = trap_instead(history, worst)
    same = better.last.ending == outcome.ending
    return {
        "n": told.places[worst.turn],
        "url": told.url_of(worst.turn),
        "yours": {
            "said": told.of_option(worst, "text"),
            "ending_title": _ending_title(told, outcome.ending, outcome.ending_kind),
            "ending_words": ending_words(outcome.ending_kind),
        },
        "better": _alternative(told, worst, better),
        # What ends alike teaches nothing beside it.
        "trap": _alternative(told, worst, trap)
        if trap and trap.last.ending != outcome.ending
        else None,
        "same": same,
        "words": gettext("The ending is the same; what it costs to get there is not.")
        if same
        else "",
    }


def _alternative(told: Told, at: Decision, other: WhatIf) -> dict[str, Any]:
    later = other.decisions[1 : 1 + LINES_OF_A_PATH]
    return {
        "said": told.of_option(at, "text", other.option.id),
        "ending_title": _ending_title(told, other.last.ending, other.last.ending_kind),
        "ending_words": ending_words(other.last.ending_kind),
        "path": [told.of_option(each, "text").text for each in later],
        "own": other.own,
        "more": len(other.decisions) > 1 + LINES_OF_A_PATH,
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
            **_found_at(told, fact.name),
        }
        for fact in told.sitting.script.facts_of(last.truth)
    ]


def _found_at(told: Told, name: str) -> dict[str, str]:
    """The line that brought it out, or that the record did, and before which line."""
    history = told.sitting.history
    for number, step in zip(history.numbers, history.steps, strict=True):
        if name in step.after.found - step.before.found:
            if number in told.places:
                return {"url": told.url_of(number), "words": ""}
            next_line = min((p for t, p in told.places.items() if t > number), default=0)
            words = gettext("On opening the record, before turn %(n)s") % {"n": next_line}
            return {"url": "", "words": words}
    return {"url": "", "words": ""}


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
