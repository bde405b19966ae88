"""One reader for each type of Moodle's questions that a kind here corresponds to."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from quizzes.pure.exchange import plain
from quizzes.pure.exchange.choices import Weighed, choice, credit_of, matching, short_text
from quizzes.pure.exchange.cloze import DIVIDER, gaps_of
from quizzes.pure.exchange.collecting import Draft, number_of
from quizzes.pure.exchange.portable import name_from
from quizzes.pure.exchange.problems import Lost, QuestionRefusedError, Reason
from quizzes.pure.exchange.xml_tree import Node

FORMATS = {"html": plain.HTML, "plain_text": plain.PLAIN, "markdown": plain.MARKDOWN}
# What learners are asked where the file only has the text; in the language that the bank is in.
COMPLETE = "Complete el texto."
PLACE = re.compile(r"\[\[(\d{1,2})\]\]")
Taken = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Reading:
    """A question's element, and where its losses are noted."""

    node: Node
    draft: Draft

    def words(self, node: Node | None, usual: str = "moodle_auto_format") -> str:
        """The plain text of an element with `text` inside and `format` on it."""
        if node is None:
            return ""
        if node.first("file"):
            self.draft.lose(Lost.PICTURE)
        inner = node.first("text")
        text_format = FORMATS.get(node.attributes.get("format", usual), plain.AUTO)
        return plain.plain_text(inner.text if inner else node.text, text_format, self.draft.lose)

    @property
    def stem(self) -> str:
        """What is asked."""
        return self.words(self.node.first("questiontext"))

    def weighed(self) -> list[Weighed]:
        """Its answers with their weights."""
        return [
            Weighed(self.words(each), percent_of(each), self.words(each.first("feedback")))
            for each in self.node.all("answer")
        ]


def percent_of(node: Node) -> float:
    """The weight of an answer; 0 where it is none."""
    with suppress(ValueError):
        percent = float(node.attributes.get("fraction", "0") or "0")
        return percent if abs(percent) <= 1000 else 0.0
    return 0.0


def _multichoice(reading: Reading) -> Taken:
    single = reading.node.said("single").lower() not in {"false", "0"}
    options = reading.weighed()
    if not all(each.text for each in options):
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    kind, fields = choice(options, single=single, draft=reading.draft)
    return kind, reading.stem, fields


def _true_false(reading: Reading) -> Taken:
    answers = {each.text.lower(): each for each in reading.weighed()}
    if answers.keys() != {"true", "false"}:
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    right = [said for said, each in answers.items() if each.percent >= 100]
    if len(right) != 1:
        raise QuestionRefusedError(Reason.NO_RIGHT)
    return (
        "true_false",
        reading.stem,
        {
            "answer": right == ["true"],
            "feedback_true": answers["true"].feedback,
            "feedback_false": answers["false"].feedback,
        },
    )


def _matching(reading: Reading) -> Taken:
    # Of its own matching question Moodle takes the right side as it stands.
    usual = "html" if reading.node.attributes.get("type") == "ddmatch" else "plain_text"
    pairs, spare = [], []
    for each in reading.node.all("subquestion"):
        left, right = reading.words(each), reading.words(each.first("answer"), usual)
        if not right:
            raise QuestionRefusedError(Reason.NOT_A_PAIR, text=name_from(left))
        if left:
            pairs.append((left, right))
        else:
            spare.append(right)
    kind, fields = matching(pairs, spare, reading.draft)
    return kind, reading.stem, fields


def _short_answer(reading: Reading) -> Taken:
    answers = []
    for each in reading.weighed():
        literal = each.text.replace("\\*", "\0")
        if "*" in literal:
            # "*" alone is Moodle's way to say something about every other answer.
            reading.draft.lose(Lost.WRONG_FEEDBACK if each.text == "*" else Lost.WILDCARDS)
        else:
            answers.append(Weighed(literal.replace("\0", "*"), each.percent, each.feedback))
    if not answers:
        raise QuestionRefusedError(Reason.WILDCARD)
    forgives = reading.node.said("usecase") not in {"1", "true"}
    return "short_text", reading.stem, short_text(answers, reading.draft, case=forgives)


def _numerical(reading: Reading) -> Taken:
    answers = []
    for node, each in zip(reading.node.all("answer"), reading.weighed(), strict=True):
        if each.text == "*" or each.percent <= 0:
            reading.draft.lose(Lost.WRONG_FEEDBACK)
            continue
        answers.append(
            {
                "value": number_of(each.text),
                "tolerance": abs(number_of(node.said("tolerance") or "0")),
                "credit": credit_of(each.percent, reading.draft),
                "feedback": each.feedback,
            }
        )
    if not answers:
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    unit, required = _unit(reading)
    return (
        "numeric",
        reading.stem,
        {"answers": answers, "unit": unit, "unit_required": required},
    )


def _unit(reading: Reading) -> tuple[str, bool]:
    """The unit worth 1, and whether leaving it out costs something."""
    units = (reading.node.first("units") or reading.node).all("unit")
    base = next((each for each in units if each.said("multiplier") in {"1", "1.0"}), None)
    base = base or (units[0] if units else None)
    if len(units) > 1:
        reading.draft.lose(Lost.UNITS)
    name = base.said("unit_name") if base else ""
    return name, bool(name) and reading.node.said("unitgradingtype") in {"1", "2"}


def _essay(reading: Reading) -> Taken:
    node, words = reading.node, 0
    with suppress(ValueError):
        words = min(500, max(0, int(node.said("minwordlimit") or "0")))
    if node.said("attachments") not in {"", "0"}:
        reading.draft.lose(Lost.ATTACHMENTS)
    if node.said("responsetemplate", "text"):
        reading.draft.lose(Lost.TEMPLATE)
    reading.draft.lose(Lost.RUBRIC_ADDED)
    sample = reading.words(node.first("graderinfo"))
    return "open_text", reading.stem, {"rubric": [], "sample": sample, "min_words": words}


def _ordering(reading: Reading) -> Taken:
    items = sorted(reading.weighed(), key=lambda each: each.percent)
    if len(items) < 2 or not all(each.text for each in items):
        raise QuestionRefusedError(Reason.FEW_OPTIONS)
    rows = [{"text": each.text, "feedback": each.feedback} for each in items]
    return "ordering", reading.stem, {"items": rows}


def _cloze(reading: Reading) -> Taken:
    node = reading.node.first("questiontext")
    if node is None:
        raise QuestionRefusedError(Reason.NO_STEM)
    inner = node.first("text") or node
    gaps, marked_text = gaps_of(inner.text, reading.draft)
    replaced = Node("text", node.line, {}, text=marked_text)
    text = reading.words(Node("questiontext", node.line, node.attributes, [replaced]))
    return _with_gaps(text, gaps, reading.draft)


def _select(reading: Reading) -> Taken:
    """Choices in groups, with [[1]] in the text for the first of them."""
    choices = [*reading.node.all("selectoption"), *reading.node.all("dragbox")]
    options = [(reading.words(each), each.said("group") or "1") for each in choices]
    text = re.sub(r"(?<!\[)\[(\d{1,2})\](?!\])", r"(\1)", reading.stem)
    gaps: list[dict[str, str]] = []

    def numbered(place: re.Match[str]) -> str:
        number = int(place[1])
        if not 1 <= number <= len(options):
            raise QuestionRefusedError(Reason.GAP_NUMBER, number=place[1])
        answer, group = options[number - 1]
        others = [text for text, its in options if its == group and text != answer]
        gaps.append(
            {"answers": answer, "choices": "\n".join(dict.fromkeys(others)), "feedback": ""}
        )
        return f"[{len(gaps)}]"

    return _with_gaps(PLACE.sub(numbered, text), gaps, reading.draft)


def _with_gaps(text: str, gaps: list[dict[str, str]], draft: Draft) -> Taken:
    """The words before the paragraph with the first gap say what to do, or else plain ones."""
    if not gaps:
        raise QuestionRefusedError(Reason.NO_GAPS)
    first = text.index("[1]")
    line, paragraph = text.rfind(DIVIDER, 0, first), text.rfind("\n\n", 0, first)
    if line >= 0:
        before, after = text[:line], text[line + len(DIVIDER) :]
    else:
        before, after = (text[:paragraph], text[paragraph:]) if paragraph >= 0 else ("", text)
    if not before.strip() and draft.name:
        draft.lose(Lost.NAME)
    settings = draft.labels.settings
    return (
        "gaps",
        before.strip() or COMPLETE,
        {
            "passage": after.strip(),
            "gaps": gaps,
            "fold_case": settings.get("case") != "strict",
            "fold_accents": settings.get("accents") == "fold",
        },
    )


READERS: dict[str, Callable[[Reading], Taken]] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoice,
    "truefalse": _true_false,
    "matching": _matching,
    "ddmatch": _matching,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "essay": _essay,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _select,
    "ddwtos": _select,
}
