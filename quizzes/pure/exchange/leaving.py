"""What writing a file has in common: texts so far, what is lost, what is left out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from quizzes.pure.exchange.portable import PortableQuestion, name_from
from quizzes.pure.exchange.problems import Loss, Lost, Written


class LeftOutError(Exception):
    """The format would say something else of this question."""


@dataclass
class Leaving:
    """Collects the questions written and what they lose."""

    texts: list[str] = field(default_factory=list)
    losses: dict[tuple[int, Lost], Loss] = field(default_factory=dict)

    def lose(self, question: PortableQuestion, lost: Lost) -> None:
        """Notes a loss, each once a question."""
        name = question.name or name_from(question.stem)
        self.losses.setdefault((id(question), lost), Loss(0, name, lost, {}))

    @contextmanager
    def writing(self, question: PortableQuestion) -> Iterator[None]:
        """While one question is written: if it is left out, only that is said of it."""
        try:
            yield
        except LeftOutError:
            for key in [key for key in self.losses if key[0] == id(question)]:
                del self.losses[key]
            self.lose(question, Lost.LEFT_OUT)

    def leave_out(self) -> None:
        """Gives the question up."""
        raise LeftOutError

    def written(self, text: str) -> Written:
        """The file."""
        return Written(text, len(self.texts), tuple(self.losses.values()))

    def credit_tag(self, question: PortableQuestion) -> dict[str, str]:
        """The tag for all-or-nothing, which only this platform knows."""
        if question.fields["credit"] != "exact":
            return {}
        self.lose(question, Lost.CREDIT_RULE)
        return {"credit": "exact"}

    def without_arrow(self, question: PortableQuestion, text: str) -> str:
        """GIFT takes "->" for the sign between pairs and knows no escape for it."""
        if "->" not in text:
            return text
        self.lose(question, Lost.ARROW)
        return text.replace("->", "→")

    def groups_as_pairs(self, question: PortableQuestion) -> list[tuple[str, str]]:
        """Groups as pairs of item and group."""
        groups = question.fields["groups"]
        self.lose(question, Lost.AS_MATCHING)
        if any(item["feedback"] for group in groups for item in group["items"]):
            self.lose(question, Lost.OPTION_FEEDBACK)
        return [(item["text"], group["title"]) for group in groups for item in group["items"]]


def option_percents(options: list[Any]) -> list[float]:
    """Weights that add up to 100 for all right ones and take as much away for all wrong ones."""
    right = sum(bool(each["right"]) for each in options)
    wrong = len(options) - right
    return [100 / right if each["right"] else -100 / wrong for each in options]


def fold_tags(question: PortableQuestion, leaving: Leaving, *, case_known: bool) -> dict[str, str]:
    """Tags for what is forgiven, where the format cannot say it."""
    tags = {}
    if question.fields["fold_accents"]:
        tags["accents"] = "fold"
    if not case_known and not question.fields["fold_case"]:
        tags["case"] = "strict"
    if tags:
        leaving.lose(question, Lost.FOLDING)
    return tags
