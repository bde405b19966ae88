"""Moodle's gaps in a text: {1:SHORTANSWER:=one~=other#feedback}."""

import re
from dataclasses import dataclass, replace

from quizzes.pure.exchange.collecting import Draft
from quizzes.pure.exchange.plain import AUTO, plain_text
from quizzes.pure.exchange.portable import GAP, MOST_CHARACTERS, one_line, tidy
from quizzes.pure.exchange.problems import Lost, QuestionRefusedError, Reason

WRITTEN = {"SHORTANSWER", "SA", "MW", "NUMERICAL", "NM"}
STRICT = {"SHORTANSWER_C", "SAC", "MWC"}
PICKED = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"}
SHUFFLED = {"MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}
CLOZE = re.compile(r"\{(\d{0,3}):([A-Z_]{2,20}):((?:[^\\}]++|\\.)*+)\}", re.DOTALL)
# Parts what to do from the text with gaps, where a blank line would not tell.
DIVIDER = "\n\n---\n\n"
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,10})?)%")
FULL = 100.0
# In place of an answer: whatever else is written.
ANY = "*"


@dataclass(frozen=True)
class Alternative:
    """One of the answers of a gap: its text, what is said of it, and how much it is worth."""

    text: str
    feedback: str
    percent: float


def gaps_of(text: str, draft: Draft) -> tuple[list[dict[str, str]], str]:
    """The gaps, and the text with [1], [2]… where they stood. Raises QuestionRefusedError."""
    if len(text) > MOST_CHARACTERS:
        raise QuestionRefusedError(Reason.TOO_LONG)
    if GAP.search(CLOZE.sub("", text)):
        draft.lose(Lost.BRACKETS)
    parts, gaps, at = [], [], 0
    for found in CLOZE.finditer(text):
        gaps.append(_gap(found[2], found[3], draft))
        parts += [GAP.sub(r"(\1)", text[at : found.start()]), f"[{len(gaps)}]"]
        at = found.end()
    return gaps, "".join([*parts, GAP.sub(r"(\1)", text[at:])])


def _gap(kind: str, inside: str, draft: Draft) -> dict[str, str]:
    if kind in STRICT:
        draft.labels = draft.labels.setting("case", "strict")
    elif kind not in WRITTEN | PICKED | SHUFFLED:
        raise QuestionRefusedError(Reason.GAP_KIND, kind=kind)
    parts = [_alternative(part, draft) for part in _split(inside, "~")]
    if kind in {"NUMERICAL", "NM"}:
        parts = [_without_tolerance(part, draft) for part in parts]
    right = [part for part in parts if part.percent >= FULL]
    wrong = [part for part in parts if part.percent < FULL]
    accepted = _words(right)
    if not accepted:
        raise QuestionRefusedError(Reason.NO_RIGHT)
    # What a gap teaches is shown to who missed it: praise would read as blame there.
    if any(part.feedback for part in right):
        draft.lose(Lost.RIGHT_FEEDBACK)
    picked = kind in PICKED | SHUFFLED
    if any(part.percent > 0 for part in wrong):
        draft.lose(Lost.WEIGHTS if picked else Lost.PARTIAL_ANSWER)
    _tell_whose(wrong, picked, draft)
    return {
        "answers": "\n".join(accepted),
        "choices": "\n".join(_words(wrong)) if picked else "",
        "feedback": "\n".join(dict.fromkeys(part.feedback for part in wrong if part.feedback)),
    }


def _tell_whose(wrong: list[Alternative], picked: bool, draft: Draft) -> None:
    """The gap has one comment, for whatever is wrong in it: lost is which answer each was for."""
    comments = {part.feedback for part in wrong}
    if comments - {""} and (
        len(comments) > 1 or (not picked and any(part.text != ANY for part in wrong))
    ):
        draft.lose(Lost.GAP_FEEDBACK)


def _words(parts: list[Alternative]) -> list[str]:
    """What they say, each once."""
    return [*dict.fromkeys(part.text for part in parts if part.text and part.text != ANY)]


def _alternative(part: str, draft: Draft) -> Alternative:
    part = part.strip()
    weight = WEIGHT.match(part)
    percent = float(weight[1]) if weight else FULL if part.startswith("=") else 0.0
    text, *feedback = _split(part[weight.end() :] if weight else part.removeprefix("="), "#")
    shown = plain_text(_unescaped(text), AUTO, draft.lose)
    taught = plain_text(_unescaped("#".join(feedback)), AUTO, draft.lose)
    return Alternative(one_line(shown), tidy(taught), percent)


def _without_tolerance(part: Alternative, draft: Draft) -> Alternative:
    number, colon, _tolerance = part.text.partition(":")
    if colon:
        draft.lose(Lost.TOLERANCE)
    return replace(part, text=number)


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks that are not escaped."""
    parts, at = [], 0
    for found in re.finditer(rf"\\.|{mark}", text, re.DOTALL):
        if found[0] == mark:
            parts.append(text[at : found.start()])
            at = found.end()
    return [*parts, text[at:]]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}#~=%/\"\\])", r"\1", text)
