"""What single and multiple choice share: options with a key and feedback each."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import Shown
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_exact
from quizzes.questions.base import LETTERS, Option, QuestionBlock, QuestionKind, Response

BLANK_OPTIONS = [{"text": "", "right": False, "feedback": ""} for _ in range(4)]


class OptionBlock(blocks.StructBlock):
    """An option, whether it is right, and what choosing it teaches."""

    text = PlainTextBlock(label=_("Option"))
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = PlainTextBlock(label=_("What choosing it teaches"), required=False)

    class Meta:
        label_format = "{text}"


class ChoiceBlock(QuestionBlock):
    """A question with options."""

    options = blocks.ListBlock(
        OptionBlock(),
        label=_("Options"),
        min_num=2,
        max_num=8,
        # Four rows ready to be written in; those left empty are taken out by hand.
        default=BLANK_OPTIONS,
    )
    feedback = PlainTextBlock(label=_("Explanation shown afterwards"), required=False)


class Choice(QuestionKind):
    """Options in an order drawn for each attempt."""

    def _options(self, content: Content) -> list[dict[str, Any]]:
        options: list[dict[str, Any]] = content.structure["options"]
        return options

    def option_ids(self, content: Content) -> Sequence[str]:
        return [option["id"] for option in self._options(content)]

    def key(self, content: Content) -> Response:
        return sorted(option["id"] for option in self._options(content) if option["right"])

    def options(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> list[Option]:
        ids = shuffled(self.option_ids(content), seed, "options")
        shown = [(each, self.name_of(content, each, language)) for each in ids]
        return [
            Option(each, letter, text.text, text.lang, each in (response or []))
            for letter, (each, text) in zip(LETTERS, shown, strict=False)
        ]

    def name_of(self, content: Content, option_id: str, language: str) -> Shown:
        return content.text(f"options.{option_id}.text", language)

    def feedback(self, content: Content, option_id: str, language: str) -> Shown:
        return content.text(f"options.{option_id}.feedback", language)

    def mark(self, content: Content, response: Response | None) -> Marking:
        return mark_exact(self.key(content), response or [])

    def check(self, value: Any) -> list[str | Promise]:
        texts = [option["text"].strip().casefold() for option in value["options"]]
        repeated = len(set(texts)) < len(texts)
        return [_("Two options say the same.")] if repeated else []
