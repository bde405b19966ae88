"""Writes GIFT as Moodle writes it: every text on one line, tags in the comment above."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from quizzes.pure.exchange.choices import written_percent
from quizzes.pure.exchange.collecting import written_number
from quizzes.pure.exchange.labels import tags_for
from quizzes.pure.exchange.leaving import Leaving, fold_tags, option_percents
from quizzes.pure.exchange.marked import escape
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import Lost, Written

Fields = Any


def write(questions: Iterable[PortableQuestion]) -> Written:
    """The file, and what of the questions it does not hold."""
    leaving = Leaving()
    for question in questions:
        if question.kind in WRITERS:
            with leaving.writing(question):
                leaving.texts.append(_written(question, leaving))
        else:
            leaving.lose(question, Lost.LEFT_OUT)
    return leaving.written("\n".join(leaving.texts))


def _written(question: PortableQuestion, leaving: Leaving) -> str:
    answers, settings = WRITERS[question.kind](question, leaving)
    tags = [re.sub(r"([\\\]])", r"\\\1", tag) for tag in tags_for(question, settings)]
    comment = "// " + " ".join(f"[tag:{tag}]" for tag in tags) + "\n" if tags else ""
    name = f"::{escape(one_line(question.name))}::" if question.name else ""
    general = f"\n\t####{_text(question.feedback)}" if question.feedback else ""
    return f"{comment}{name}[plain]{escape(question.stem)}{{{answers}{general}\n}}\n"


def _text(text: str) -> str:
    # A bracket at its beginning could be taken for the name of a format.
    return ("[plain]" if text.startswith("[") else "") + escape(text)


def _with_feedback(text: str, feedback: str) -> str:
    return f"{text}#{_text(feedback)}" if feedback else text


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"\n\t{row}" for row in rows)


Answers = tuple[str, dict[str, str]]


def _single(question: PortableQuestion, leaving: Leaving) -> Answers:
    return _lines(
        _with_feedback(("=" if each["right"] else "~") + _text(each["text"]), each["feedback"])
        for each in question.fields["options"]
    ), {}


def _multiple(question: PortableQuestion, leaving: Leaving) -> Answers:
    options = question.fields["options"]
    settings = leaving.credit_tag(question)
    rows = [
        _with_feedback(f"~%{written_percent(percent)}%{_text(each['text'])}", each["feedback"])
        for each, percent in zip(options, option_percents(options), strict=True)
    ]
    return _lines(rows), settings


def _true_false(question: PortableQuestion, leaving: Leaving) -> Answers:
    fields = question.fields
    right, wrong = fields["feedback_true"], fields["feedback_false"]
    if not fields["answer"]:
        right, wrong = wrong, right
    said = "TRUE" if fields["answer"] else "FALSE"
    wrong_part = f"#{_text(wrong)}" if wrong or right else ""
    return said + wrong_part + (f"#{_text(right)}" if right else ""), {}


def _numeric(question: PortableQuestion, leaving: Leaving) -> Answers:
    if question.fields["unit"]:
        leaving.lose(question, Lost.UNITS)
    rows = [
        _with_feedback(
            f"=%{each['credit']}%{written_number(each['value'])}"
            f":{written_number(each['tolerance'])}",
            each["feedback"],
        )
        for each in question.fields["answers"]
    ]
    return "#" + _lines(rows), {}


def _short_text(question: PortableQuestion, leaving: Leaving) -> Answers:
    answers = question.fields["answers"]
    # "->" would make pairs of it, and cannot be escaped.
    if any("->" in each["text"] for each in answers):
        leaving.leave_out()
    rows = [
        _with_feedback(
            f"=%{each['credit']}%{_text(each['text'])}",
            leaving.without_arrow(question, each["feedback"]),
        )
        for each in answers
    ]
    return _lines(rows), fold_tags(question, leaving, case_known=False)


def _matching(question: PortableQuestion, leaving: Leaving) -> Answers:
    fields = question.fields
    if any(each["feedback"] for each in [*fields["pairs"], *fields["distractors"]]):
        leaving.lose(question, Lost.OPTION_FEEDBACK)
    pairs = [(each["left"], each["right"]) for each in fields["pairs"]]
    spare = [each["text"] for each in fields["distractors"]]
    return _pairs(question, pairs, spare, leaving), {}


def _classify(question: PortableQuestion, leaving: Leaving) -> Answers:
    pairs = leaving.groups_as_pairs(question)
    return _pairs(question, pairs, [], leaving), {"kind": "classify"}


def _pairs(
    question: PortableQuestion, pairs: list[tuple[str, str]], spare: list[str], leaving: Leaving
) -> str:
    lefts = [_text(leaving.without_arrow(question, left)) for left, _right in pairs]
    rights = [escape(right) for _left, right in pairs]
    rows = [f"={left} -> {right}" for left, right in zip(lefts, rights, strict=True)]
    return _lines(rows + [f"= -> {escape(each)}" for each in spare])


def _open_text(question: PortableQuestion, leaving: Leaving) -> Answers:
    fields = question.fields
    for lost, there in (
        (Lost.RUBRIC, fields["rubric"]),
        (Lost.SAMPLE, fields["sample"]),
        (Lost.MIN_WORDS, fields["min_words"]),
    ):
        if there:
            leaving.lose(question, lost)
    return "", {}


WRITERS: dict[str, Callable[[PortableQuestion, Leaving], Answers]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short_text,
    "matching": _matching,
    "classify": _classify,
    "open_text": _open_text,
}
