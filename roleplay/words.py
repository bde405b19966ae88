"""Turns the judgements and meters of role-play into the words a person reads."""

from django.utils.translation import gettext, ngettext, pgettext

from roleplay.kinds import Mode
from roleplay.pure.access import Permission, Refusal
from roleplay.pure.assessment import Verdict
from roleplay.pure.face import Expression
from roleplay.pure.script import Script
from roleplay.pure.state import State, band_of


def refusal_words(permission: Permission) -> str:
    """Why a conversation may not start and what to do; empty when it may."""
    if permission.refusal is Refusal.PASSED:
        return gettext("You passed this conversation. There is nothing left to do here.")
    if permission.refusal is Refusal.NONE_LEFT:
        return gettext(
            "No conversations are left. Your manager or your trainer can grant another: ask them."
        )
    if permission.refusal is Refusal.NOT_READY:
        return gettext("This conversation is not ready yet. Your trainer can see what it lacks.")
    return ""


def mode_words(mode: str, attempts: int) -> list[str]:
    """What a mode does and who sees what, said before it starts."""
    if mode == Mode.LEARN:
        return [
            gettext("A coach comments on every line at once, and any decision can be taken back."),
            gettext(
                "It belongs to you: your manager sees that you practised, never what you said."
            ),
        ]
    if mode == Mode.PRACTISE:
        return [
            gettext(
                "You only get the customer's reaction; afterwards you see how it went and why."
            ),
            gettext(
                "Repeat it as often as you like. Nobody else sees what you said or how it went."
            ),
        ]
    return [
        gettext("This counts. What is said cannot be taken back."),
        ngettext(
            "You have %(n)s attempt for it; the best one counts.",
            "You have %(n)s attempts for it; the best one counts.",
            attempts,
        )
        % {"n": attempts},
        gettext("Your manager and your trainers see the result and how it ended, not each line."),
    ]


def ending_words(kind: str) -> str:
    """How it ended, said to the learner."""
    words = {
        "loyal": gettext("Resolved, and the customer stays"),
        "lukewarm": gettext("Resolved, but the customer stays cool"),
        "escalated": gettext("Rightly handed on"),
        "escalated_needlessly": gettext("Handed on without need"),
        "conceded": gettext("Granted what was not due"),
        "silent_departure": gettext("The customer left in silence"),
        "break_off": gettext("The customer broke off"),
        "formal_complaint": gettext("A formal complaint, well handled"),
        "critical": gettext("Ended by a serious error"),
    }
    return words.get(kind, "")


def start_words(kind: str) -> str:
    """How the first minutes ended, where nothing can be settled yet."""
    words = {
        "loyal": gettext("Trusts again, and stays on"),
        "lukewarm": gettext("Stays on, without trusting"),
        "break_off": gettext("The customer broke off"),
        "silent_departure": gettext("The customer left in silence"),
    }
    return words.get(kind, ending_words(kind))


def quality_words(quality: str) -> str:
    """The quality of a line."""
    words = {
        "good": gettext("Excellent"),
        "fair": pgettext("said", "Acceptable"),
        "poor": pgettext("quality", "Weak"),
        "harmful": gettext("Harmful"),
    }
    return words.get(quality, "")


def meter_label(meter: str) -> str:
    """The name of a meter."""
    labels = {
        "anger": gettext("Anger"),
        "trust": gettext("Trust"),
        "openness": gettext("Openness"),
        "patience": gettext("Patience"),
        "pressure": gettext("Pressure"),
    }
    return labels[meter]


def meter_words(meter: str, value: int) -> str:
    """Where a meter stands, in a word."""
    words = {
        "low": gettext("low"),
        "mid": gettext("medium"),
        "high": gettext("high"),
        "top": gettext("at its limit"),
    }
    return words[band_of(meter, value)]


def change_words(script: Script, before: State, after: State) -> str:
    """What a line moved in the customer: "Anger rose, trust fell"; the leading meter first."""
    meters = dict.fromkeys((script.profile.lead, "trust", "anger"))
    said = [_one_change(name, after.meter(name) - before.meter(name)) for name in meters]
    found = [each for each in said if each]
    return ", ".join(found) or gettext("nothing moved")


def _one_change(meter: str, change: int) -> str:
    if abs(change) < 2:
        return ""
    names = {"meter": meter_label(meter).lower()}
    much = abs(change) >= 10
    if change > 0:
        text = gettext("%(meter)s rose a lot") if much else gettext("%(meter)s rose")
    else:
        text = gettext("%(meter)s fell a lot") if much else gettext("%(meter)s fell")
    return text % names


def face_words(expression: Expression) -> str:
    """What a face shows, for those who do not see it."""
    brow = _brow(expression)
    mouth = _mouth(expression)
    gaze = gettext("avoids looking at you") if abs(expression.gaze_x) > 30 else ""
    return _listed([each for each in (brow, mouth, gaze) if each])


def _brow(expression: Expression) -> str:
    if expression.brow_angle > 60:
        return gettext("frowns hard")
    if expression.brow_angle > 15:
        return gettext("frowns")
    if expression.brow_angle < -40:
        return gettext("raises worried eyebrows")
    return gettext("relaxed forehead")


def _mouth(expression: Expression) -> str:
    if expression.mouth_open > 40 and expression.mouth_curve < 0:
        return gettext("speaks loudly, mouth wide open")
    if expression.mouth_curve > 50:
        return gettext("smiles")
    if expression.mouth_curve > 10:
        return gettext("the beginning of a smile")
    if expression.tension > 50:
        return gettext("presses the lips together")
    if expression.mouth_curve < -20:
        return gettext("corners of the mouth down")
    return ""


def voice_words(state: State, hides_anger: bool) -> str:
    """What the voice sounds like on the telephone."""
    if hides_anger:
        band = band_of("openness", state.openness)
        voices = {
            "low": gettext("Speaks low, in short answers."),
            "mid": gettext("Speaks slowly, leaving pauses."),
            "high": gettext("Speaks freely, at an even pace."),
        }
        return voices[band]
    angry = {
        "low": gettext("The voice is calm."),
        "mid": gettext("The voice is tense and clipped."),
        "high": gettext("Speaks fast and loudly."),
        "top": gettext("Shouts; the voice trembles."),
    }
    if state.anger < 35 and state.trust < 35:
        return gettext("The voice is flat and distant.")
    return angry[band_of("anger", state.anger)]


def voice_of(state: State, hides_anger: bool) -> str:
    """The shape of the voice line: flat, calm, tense, loud or trembling."""
    if hides_anger:
        return "flat" if state.openness < 55 else "calm"
    shapes = {"low": "calm", "mid": "tense", "high": "loud", "top": "trembling"}
    return shapes[band_of("anger", state.anger)]


def _listed(words: list[str]) -> str:
    text = ", ".join(words)
    return text[:1].upper() + text[1:] if text else ""


def minutes_words(seconds: int) -> str:
    """A time of the conversation, in minutes."""
    minutes = max(round(seconds / 60), 1)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def feeling_words(feeling: str) -> str:
    """How the customer leaves, from the report card."""
    words = {
        "pleased": gettext("Pleased"),
        "satisfied": gettext("Satisfied"),
        "dissatisfied": gettext("Dissatisfied"),
    }
    return words[feeling]


def trial_sentence(good: int, lines: int) -> str:
    """How an attempt in learn mode went: nothing there is passed or failed."""
    numbers = {"good": good, "n": lines}
    return (
        ngettext(
            "A rehearsal: %(n)s decision, %(good)s of them excellent.",
            "A rehearsal: %(n)s decisions, %(good)s of them excellent.",
            lines,
        )
        % numbers
    )


def verdict_sentence(verdict: Verdict, reasons: list[str]) -> str:
    """The verdict a good supervisor would say; of several reasons the first, which weighs most."""
    if verdict.passed:
        if verdict.ending == "loyal" and verdict.score >= 85:
            return gettext("Passed. This customer stays, and it is because of who answered.")
        return gettext("Passed: the matter is settled and the customer was treated well.")
    if not reasons:
        return gettext("Not yet.")
    return gettext("Not yet, because %(why)s.") % {"why": reasons[0]}


def unmet_words(what: str, name: str, label: str) -> str:
    """A condition that is not met, so that it completes "Not yet, because…"."""
    if what == "critical":
        return gettext("one line must never be said")
    if what == "ending":
        endings = {
            "escalated_needlessly": gettext("it was handed on without need"),
            "conceded": gettext("something was granted that was not due"),
            "silent_departure": gettext("the customer left in silence"),
            "break_off": gettext("the customer broke off"),
            "critical": gettext("the conversation had to be ended"),
        }
        return endings.get(name, gettext("it did not end well"))
    if what == "dimension":
        return gettext("“%(dimension)s” stayed below half") % {"dimension": label}
    return gettext("%(score)s of 100 were reached, and 70 are needed") % {"score": name}


def level_words(level: int) -> str:
    """ "3 of 4"."""
    return gettext("%(level)s of 4") % {"level": level}


def contact_words(risk: str) -> str:
    """How likely the customer has to come back with the same matter."""
    words = {
        "low": gettext("Another contact about the same is unlikely"),
        "some": gettext("Another contact about the same is possible"),
        "high": gettext("Another contact about the same is likely"),
    }
    return words[risk]


def stage_words(stage: int) -> str:
    """A stage of the attention process."""
    words = {
        1: pgettext("stage", "Start"),
        2: pgettext("stage", "Learn"),
        3: pgettext("stage", "Resolve"),
        4: pgettext("stage", "Close"),
    }
    return words[stage]
