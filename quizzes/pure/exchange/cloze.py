"""Moodle's gaps in a text: {1:SHORTANSWER:=one~=other#feedback}."""

import re

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
    accepted: list[str] = []
    wrong: list[str] = []
    feedbacks: list[str] = []
    for part in _split(inside, "~"):
        text, feedback, full = _alternative(part, draft)
        if kind in {"NUMERICAL", "NM"} and ":" in text:
            text = text.partition(":")[0]
            draft.lose(Lost.TOLERANCE)
        if feedback:
            feedbacks.append(feedback)
        if text and text != "*":
            (accepted if full else wrong).append(text)
    if not accepted:
        raise QuestionRefusedError(Reason.NO_RIGHT)
    if kind in WRITTEN | STRICT and wrong:
        draft.lose(Lost.WRONG_FEEDBACK)
        wrong = []
    if len(set(feedbacks)) > 1:
        draft.lose(Lost.GAP_FEEDBACK)
    return {
        "answers": "\n".join(dict.fromkeys(accepted)),
        "choices": "\n".join(dict.fromkeys(wrong)),
        "feedback": "\n".join(dict.fromkeys(feedbacks)),
    }


def _alternative(part: str, draft: Draft) -> tuple[str, str, bool]:
    """Text, feedback, and whether it is wholly right."""
    part = part.strip()
    weight = WEIGHT.match(part)
    percent = float(weight[1]) if weight else 100.0 if part.startswith("=") else 0.0
    if 0 < percent < 100:
        draft.lose(Lost.WEIGHTS)
    text, *feedback = _split(part[weight.end() :] if weight else part.removeprefix("="), "#")
    shown = plain_text(_unescaped(text), AUTO, draft.lose)
    taught = plain_text(_unescaped("#".join(feedback)), AUTO, draft.lose)
    return one_line(shown), tidy(taught), percent >= 100


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
