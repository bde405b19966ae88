"""What a kind of question is: its editor block, how an answer is read, marked and explained."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import Shown
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking

Response = list[str]
LETTERS = "ABCDEFGHIJ"


class InvalidResponseError(ValueError):
    """The answer sent does not belong to the question; the message is for the learner."""


@dataclass(frozen=True)
class Option:
    """An option as a learner sees it: nothing here tells whether it is right."""

    id: str
    letter: str
    text: str
    lang: str
    chosen: bool


class QuestionBlock(blocks.StructBlock):
    """The fields every question has; a kind adds its own between them."""

    stem = PlainTextBlock(label=_("Question"), rows=3)


class QuestionKind(ABC):
    """One kind. A new one is a file like its neighbours and a line in `quizzes.questions.kinds`."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise]
    block: ClassVar[type[QuestionBlock]]
    several: ClassVar[bool] = False

    @property
    def template(self) -> str:
        """Draws the fields of an answer."""
        return f"quizzes/questions/{self.name}.html"

    @abstractmethod
    def options(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> list[Option]:
        """The options in this attempt's order."""

    @abstractmethod
    def key(self, content: Content) -> Response:
        """The right answer."""

    @abstractmethod
    def name_of(self, content: Content, option_id: str, language: str) -> Shown:
        """An option's text."""

    @abstractmethod
    def feedback(self, content: Content, option_id: str, language: str) -> Shown:
        """What choosing this option teaches."""

    @abstractmethod
    def mark(self, content: Content, response: Response | None) -> Marking:
        """What the answer is worth; None is unanswered and worth nothing."""

    @abstractmethod
    def option_ids(self, content: Content) -> Sequence[str]:
        """The ids an answer may name."""

    def read(self, data: QueryDict, content: Content) -> Response:
        """The answer in a form. Raises InvalidResponseError when it names what is not there."""
        chosen = [each for each in data.getlist("response") if each]
        known = set(self.option_ids(content))
        if not set(chosen) <= known or (len(chosen) > 1 and not self.several):
            raise InvalidResponseError(
                str(_("That option is not in this question. Reload the page."))
            )
        return sorted(set(chosen))

    def check(self, value: Any) -> list[str | Promise]:
        """What is wrong with a question being written, for its author; empty when nothing is."""
        return []
