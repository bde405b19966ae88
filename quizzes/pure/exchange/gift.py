"""GIFT, Moodle's text format: what it says, question by question.

Read as Moodle 4 reads it (question/format/gift): blank lines part questions, `\\` escapes, `//`
begins a comment, in which `[tag:…]` is a tag of the question below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizzes.pure.exchange import gift_answers
from quizzes.pure.exchange.collecting import Collecting, Draft
from quizzes.pure.exchange.gift_writing import write
from quizzes.pure.exchange.labels import codes_in, read_tags
from quizzes.pure.exchange.marked import Marked, marked
from quizzes.pure.exchange.plain import AUTO
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import Lost, Parsed, QuestionRefusedError, Reason

__all__ = ["read", "write"]

CATEGORY = "$CATEGORY:"
TAG = re.compile(r"\[tag:((?:\\.|[^\]\\])*)\]")
BLANK = "_____"


@dataclass
class Block:
    """The lines between two blank ones, without comments."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    category: str = ""


def read(text: str) -> Parsed:
    """Every question of the file. Raises FileRefusedError: none in it, or too many."""
    found = Collecting()
    for block in _blocks(text):
        draft = Draft(block.line, labels=read_tags(block.tags))
        draft.labels = draft.labels.with_concepts(codes_in(block.category))
        if block.category:
            draft.lose(Lost.CATEGORY, category=block.category)
        for tag in draft.labels.others:
            draft.lose(Lost.TAG, tag=tag)
        try:
            found.take(_question(marked("\n".join(block.lines)), draft), draft)
        except QuestionRefusedError as error:
            found.refuse(draft, error, " ".join(block.lines))
    return found.parsed()


def _blocks(text: str) -> Iterator[Block]:
    block, category = Block(), ""
    for number, raw in enumerate([*text.split("\n"), ""], start=1):
        line = raw.strip()
        if line.startswith("//"):
            block.tags += [re.sub(r"\\(.)", r"\1", tag) for tag in TAG.findall(line)]
        elif line.startswith(CATEGORY) and not block.lines:
            category = one_line(line.removeprefix(CATEGORY))
        elif line:
            block.line = block.line or number
            block.lines.append(line)
        else:
            if block.lines:
                block.category = category
                yield block
            block = Block()


def _question(source: Marked, draft: Draft) -> PortableQuestion:
    rest = _take_name(source, draft)
    start, end = rest.mask.find("{"), rest.mask.find("}")
    if start < 0 and end < 0:
        raise QuestionRefusedError(Reason.DESCRIPTION)
    if start < 0 or end < start:
        raise QuestionRefusedError(Reason.BRACES)
    if "{" in rest.mask[end:] or "{" in rest.mask[start + 1 : end]:
        raise QuestionRefusedError(Reason.SEVERAL_SETS)
    # Words after the answers: the missing-word form, with a blank where they stand.
    blank = BLANK if rest[end + 1 :].strip() else ""
    text_format, stem = gift_answers.format_of(rest.with_blank(start, end + 1, blank), AUTO)
    inside, general = rest[start + 1 : end].strip(), rest[:0]
    if (at := inside.mask.rfind("####")) >= 0:
        inside, general = inside[:at].strip(), inside[at + 4 :]
    words = gift_answers.Words(text_format, draft)
    kind, fields = gift_answers.read_answers(inside, words)
    return draft.question(kind, words.of(stem, marks=False), fields, words.of(general))


def _take_name(source: Marked, draft: Draft) -> Marked:
    if source.mask.startswith("::"):
        name, ended, rest = source[2:].partition("::")
        if ended:
            draft.name = one_line(name.text)
            return rest.strip()
    return source
