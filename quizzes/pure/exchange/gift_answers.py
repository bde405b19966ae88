"""What stands between the braces of a GIFT question."""

import re
from dataclasses import dataclass
from typing import Any

from quizzes.pure.exchange import plain
from quizzes.pure.exchange.choices import Weighed, choice, credit_of, matching, short_text
from quizzes.pure.exchange.collecting import MOST_PARTS, Draft, number_of
from quizzes.pure.exchange.marked import Marked
from quizzes.pure.exchange.portable import name_from, tidy
from quizzes.pure.exchange.problems import Lost, QuestionRefusedError, Reason

FORMATS = {
    "[html]": plain.HTML,
    "[plain]": plain.PLAIN,
    "[markdown]": plain.MARKDOWN,
    "[moodle]": plain.AUTO,
}
TRUE, FALSE = {"T", "TRUE", "V", "VERDADERO"}, {"F", "FALSE", "FALSO"}
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,10})?)%")
Answers = tuple[str, dict[str, Any]]


def format_of(source: Marked, default: str) -> tuple[str, Marked]:
    """The format that a text names at its beginning, and the text without that mark."""
    source = source.strip()
    for mark, text_format in FORMATS.items():
        if source.mask.startswith(mark):
            return text_format, source[len(mark) :]
    return default, source


@dataclass(frozen=True)
class Words:
    """Turns the parts of a question into plain text; the question's format is theirs too."""

    text_format: str
    draft: Draft

    def of(self, source: Marked, *, marks: bool = True) -> str:
        """Plain text; `marks` says whether the part may name a format of its own."""
        default = self.text_format
        text_format, source = format_of(source, default) if marks else (default, source)
        return plain.plain_text(tidy(source.text), text_format, self.draft.lose)

    def weighed(self, source: Marked, default: float) -> Weighed:
        """An option or answer without its first mark: weight, text, feedback."""
        source = source.strip()
        weight = WEIGHT.match(source.mask)
        percent = float(weight[1]) if weight else default
        text, _mark, feedback = source[weight.end() if weight else 0 :].partition("#")
        return Weighed(self.of(text), percent, self.of(feedback))


def read_answers(inside: Marked, words: Words) -> Answers:
    """Kind and fields, told as Moodle tells them. Raises QuestionRefusedError."""
    mask = inside.mask
    if not inside:
        words.draft.lose(Lost.RUBRIC_ADDED)
        return "open_text", {"rubric": [], "sample": "", "min_words": 0}
    if mask.startswith("#"):
        return "numeric", _numeric(inside[1:], words)
    if "~" in mask:
        return _choice(inside, words)
    if "=" in mask and "->" in mask:
        return _matching(inside, words)
    said = inside.partition("#")[0].strip().text.upper()
    if "=" not in mask and said in TRUE | FALSE:
        return "true_false", _true_false(inside, said in TRUE, words)
    parts = _parts(inside, "=")
    return "short_text", short_text([words.weighed(each, 100) for each in parts], words.draft)


def _split(inside: Marked, marks: str) -> list[Marked]:
    parts = inside.split_before(marks)
    if len(parts) > MOST_PARTS:
        raise QuestionRefusedError(Reason.MANY_PARTS)
    return parts


def _parts(inside: Marked, marks: str) -> list[Marked]:
    """What follows each mark; text before the first one is an answer of its own."""
    first, *others = _split(inside, marks)
    alone = [first.strip()] if first.strip() else []
    return alone + [each[1:] for each in others]


def _choice(inside: Marked, words: Words) -> Answers:
    first, *others = _split(inside, "~=")
    if first.strip():
        raise QuestionRefusedError(Reason.NOT_A_PAIR, text=name_from(first.text))
    options = [words.weighed(each[1:], 100 if each.mask[0] == "=" else 0) for each in others]
    if not all(each.text for each in options):
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    return choice(options, single="=" in inside.mask, draft=words.draft)


def _matching(inside: Marked, words: Words) -> Answers:
    pairs, spare = [], []
    for part in _parts(inside, "="):
        left, arrow, right = part.partition("->")
        one, other = words.of(left), words.of(right, marks=False)
        if not arrow or not other:
            raise QuestionRefusedError(Reason.NOT_A_PAIR, text=name_from(part.text))
        if one:
            pairs.append((one, other))
        else:
            spare.append(other)
    return matching(pairs, spare, words.draft)


def _true_false(inside: Marked, answer: bool, words: Words) -> dict[str, Any]:
    _said, _mark, feedbacks = inside.partition("#")
    wrong, _mark, right = feedbacks.partition("#")
    when_right, when_wrong = words.of(right), words.of(wrong)
    return {
        "answer": answer,
        "feedback_true": when_right if answer else when_wrong,
        "feedback_false": when_wrong if answer else when_right,
    }


def _numeric(inside: Marked, words: Words) -> dict[str, Any]:
    inside, wrong, _feedback = inside.partition("~")
    if wrong:
        words.draft.lose(Lost.WRONG_FEEDBACK)
    answers = []
    for part in _parts(inside, "="):
        weighed = words.weighed(part, 100)
        if weighed.percent <= 0:
            words.draft.lose(Lost.WRONG_FEEDBACK)
            continue
        value, tolerance = _range(weighed.text)
        credit = credit_of(weighed.percent, words.draft)
        answers.append(
            {
                "value": value,
                "tolerance": tolerance,
                "credit": credit,
                "feedback": weighed.feedback,
            }
        )
    if not answers:
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    return {"answers": answers, "unit": "", "unit_required": False}


def _range(text: str) -> tuple[float, float]:
    """Value and tolerance of 5, 5:0.1 and 4.9..5.1."""
    low, dots, high = text.partition("..")
    if dots:
        least, most = number_of(low), number_of(high)
        if least > most:
            raise QuestionRefusedError(Reason.NOT_A_NUMBER, text=name_from(text))
        return (least + most) / 2, (most - least) / 2
    value, colon, tolerance = text.partition(":")
    return number_of(value), abs(number_of(tolerance)) if colon else 0.0
