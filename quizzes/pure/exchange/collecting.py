"""Goes through a file question by question: the good ones are kept, the others named."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from quizzes.pure.exchange.labels import Labels
from quizzes.pure.exchange.portable import (
    MOST_CHARACTERS,
    PortableQuestion,
    all_texts,
    name_from,
    odd_character,
    tidy,
)
from quizzes.pure.exchange.problems import (
    FileRefusedError,
    Loss,
    Lost,
    Parsed,
    QuestionRefusedError,
    Reason,
    Refusal,
)

MOST_QUESTIONS = 2000
# More options, answers or pairs than any kind takes.
MOST_PARTS = 100
# A hostile file gives thousands of reasons; nobody reads more than these.
MOST_REFUSALS = 2000


@dataclass
class Draft:
    """A question being read: where it stands, what it is called, what it lost so far."""

    line: int
    name: str = ""
    labels: Labels = field(default_factory=Labels)
    losses: dict[tuple[Lost, str], Loss] = field(default_factory=dict)

    def lose(self, lost: Lost, **params: str) -> None:
        """Notes a loss, each once."""
        key = (lost, str(sorted(params.items())))
        self.losses.setdefault(key, Loss(self.line, "", lost, params))

    def question(
        self, kind: str, stem: str, fields: Mapping[str, Any], feedback: str = ""
    ) -> PortableQuestion:
        """The question, if it has something to ask. Raises QuestionRefusedError if not."""
        if not tidy(stem):
            raise QuestionRefusedError(Reason.NO_STEM)
        if any(isinstance(each, list) and len(each) > MOST_PARTS for each in fields.values()):
            raise QuestionRefusedError(Reason.MANY_PARTS)
        for text in all_texts([self.name, stem, feedback, fields]):
            if len(text) > MOST_CHARACTERS:
                raise QuestionRefusedError(Reason.TOO_LONG)
            if odd := odd_character(text):
                raise QuestionRefusedError(Reason.CHARACTER, character=odd)
        return PortableQuestion(
            kind=kind,
            name=self.name,
            stem=tidy(stem),
            fields=fields,
            feedback=tidy(feedback),
            concepts=self.labels.concepts,
            level=self.labels.level,
            difficulty=self.labels.difficulty,
            line=self.line,
        )


@dataclass
class Collecting:
    """What was found so far; use as `with collecting.reading(draft):` for each question."""

    questions: list[PortableQuestion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    def take(self, question: PortableQuestion, draft: Draft) -> None:
        """Keeps a question. Raises FileRefusedError when there are too many."""
        self.questions.append(question)
        if len(self.questions) > MOST_QUESTIONS:
            raise FileRefusedError(Reason.TOO_MANY, draft.line)
        name = question.name or name_from(question.stem)
        self.losses += [replace(loss, name=name) for loss in draft.losses.values()]

    def refuse(self, draft: Draft, error: QuestionRefusedError, words: str = "") -> None:
        """Names a question that is not taken, by its name or its first words."""
        if len(self.refusals) < MOST_REFUSALS:
            name = name_from(draft.name or words)
            self.refusals.append(Refusal(draft.line, name, error.reason, error.params))

    def parsed(self) -> Parsed:
        """All of it. Raises FileRefusedError when the file holds nothing that looks asked."""
        if not self.questions and not self.refusals:
            raise FileRefusedError(Reason.NO_QUESTIONS)
        return Parsed(tuple(self.questions), tuple(self.refusals), tuple(self.losses))


def number_of(text: str) -> float:
    """A number as people write it, with point or comma. Raises QuestionRefusedError."""
    with suppress(ValueError):
        number = float(text.strip().replace(",", ".") if text.count(",") == 1 else text.strip())
        if abs(number) <= 1e15 and "_" not in text:
            return number
    raise QuestionRefusedError(Reason.NOT_A_NUMBER, text=name_from(text))


def written_number(number: float) -> str:
    """The shortest text that reads back as the same number."""
    return str(int(number)) if number == int(number) else repr(float(number))
