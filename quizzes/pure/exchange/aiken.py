"""Aiken: a question, options A to Z, one line that says which is right; nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase

from quizzes.pure.exchange.collecting import Collecting, Draft
from quizzes.pure.exchange.leaving import Leaving
from quizzes.pure.exchange.plain import PLAIN, plain_text
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import Lost, Parsed, QuestionRefusedError, Reason, Written

OPTION = re.compile(r"([A-Z])[.)]\s+(\S.*)")
ANSWER = re.compile(r"(?:ANSWER|RESPUESTA)\s*:\s*(.*)", re.IGNORECASE)


@dataclass
class Block:
    """The lines of one question."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None


def read(text: str) -> Parsed:
    """Every question of the file. Raises FileRefusedError: none in it, or too many."""
    found = Collecting()
    for block in _blocks(text):
        draft = Draft(block.line)
        try:
            found.take(_question(block, draft), draft)
        except QuestionRefusedError as error:
            found.refuse(draft, error, " ".join(block.stem))
    return found.parsed()


def _blocks(text: str) -> Iterator[Block]:
    """Told apart by their answer lines; words after options begin the next question."""
    block = Block()
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        option, answer = OPTION.fullmatch(line), ANSWER.fullmatch(line)
        if not line:
            continue
        if block.options and not option and not answer:
            yield block
            block = Block()
        block.line = block.line or number
        if answer:
            block.answer = answer[1].strip()
            yield block
            block = Block()
        elif option:
            block.options.append((option[1], option[2]))
        else:
            block.stem.append(line)
    if block.line:
        yield block


def _question(block: Block, draft: Draft) -> PortableQuestion:
    letters = [letter for letter, _text in block.options]
    if block.answer is None:
        raise QuestionRefusedError(Reason.NO_ANSWER_LINE)
    if len(letters) < 2:
        raise QuestionRefusedError(Reason.FEW_OPTIONS)
    if letters != list(ascii_uppercase[: len(letters)]):
        raise QuestionRefusedError(Reason.OPTION_ORDER, letters=", ".join(letters))
    answer = block.answer.rstrip(".)").upper()
    if answer not in letters:
        raise QuestionRefusedError(Reason.ANSWER_LETTER, letter=block.answer[:20] or "–")
    options = [
        {"text": text, "right": letter == answer, "feedback": ""} for letter, text in block.options
    ]
    stem = plain_text("\n".join(block.stem), PLAIN, draft.lose)
    return draft.question("single_choice", stem, {"options": options})


def write(questions: Iterable[PortableQuestion]) -> Written:
    """The file: single choice only, one line a text; all else is listed as lost."""
    leaving = Leaving()
    for question in questions:
        with leaving.writing(question):
            leaving.texts.append(_written(question, leaving))
    return leaving.written("\n".join(leaving.texts))


def _written(question: PortableQuestion, leaving: Leaving) -> str:
    options = question.fields.get("options", [])
    stem = one_line(question.stem)
    confusing = OPTION.fullmatch(stem) or ANSWER.fullmatch(stem)
    if question.kind != "single_choice" or confusing or len(options) > len(ascii_uppercase):
        leaving.leave_out()
    texts = [one_line(each["text"]) for each in options]
    for lost, there in (
        (Lost.LINES, [stem, *texts] != [question.stem, *(each["text"] for each in options)]),
        (Lost.FEEDBACK, question.feedback),
        (Lost.OPTION_FEEDBACK, any(each["feedback"] for each in options)),
        (Lost.CONCEPTS, question.concepts),
        (Lost.LEVEL, question.level or question.difficulty),
    ):
        if there:
            leaving.lose(question, lost)
    rows = [f"{letter}) {text}" for letter, text in zip(ascii_uppercase, texts, strict=False)]
    right = ascii_uppercase[[bool(each["right"]) for each in options].index(True)]
    return "\n".join([stem, *rows, f"ANSWER: {right}", ""])
