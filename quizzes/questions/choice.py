"""What single and multiple choice share: options with a key and feedback each."""

from collections.abc import Mapping, Sequence
from itertools import chain, combinations
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import Shown
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.questions.base import (
    LETTERS,
    Option,
    Part,
    QuestionBlock,
    QuestionKind,
    Reason,
    Response,
    Taught,
    explanation_block,
    in_words,
    items_of,
    unknown_option,
)
from quizzes.questions.rows import Rows

BLANK_OPTIONS = [{"text": "", "right": False, "feedback": ""} for _ in range(4)]


class OptionBlock(blocks.StructBlock):
    """An option, whether it is right, and what choosing it teaches."""

    text = PlainTextBlock(label=_("Option"), rows=1)
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = PlainTextBlock(
        label=_("What choosing it teaches"),
        required=False,
        help_text=_("Shown to whoever chose it: why it is right, or what makes it tempting."),
    )

    class Meta:
        label_format = "{text}"


class ChoiceBlock(QuestionBlock):
    """A question with options."""

    options = Rows(
        OptionBlock(),
        label=_("Options"),
        help_text=_("Two to eight. Learners get them mixed, unless the quiz says otherwise."),
        min_num=2,
        max_num=8,
        # Four rows ready to be written in; those left empty go when it is saved.
        default=BLANK_OPTIONS,
    )
    feedback = explanation_block()


class Options(QuestionKind):
    """Kinds whose answer is one or several of a few options."""

    def option_ids(self, content: Content) -> Sequence[str]:
        """The ids an answer may name, as the author ordered them."""
        return [option["id"] for option in items_of(content, "options")]

    def option_name(self, content: Content, option_id: str, language: str) -> Shown:
        """An option's text."""
        return content.text(f"options.{option_id}.text", language)

    def taught(self, content: Content, option_id: str, language: str) -> Shown:
        """What choosing an option teaches."""
        return content.text(f"options.{option_id}.feedback", language)

    def in_order(self, content: Content, seed: str) -> Sequence[str]:
        """The options in this attempt's order; an empty seed is the author's own."""
        ids = self.option_ids(content)
        return shuffled(ids, seed, "options") if seed else ids

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        return {"options": self.options(content, language, seed, response)}

    def options(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> list[Option]:
        """The options in this attempt's order."""
        ids = self.in_order(content, seed)
        shown = [(each, self.option_name(content, each, language)) for each in ids]
        return [
            Option(each, letter, text.text, text.lang, each in (response or []))
            for letter, (each, text) in zip(LETTERS, shown, strict=False)
        ]

    def read(self, data: QueryDict, content: Content) -> Response:
        chosen = [each for each in data.getlist("response") if each]
        known = set(self.option_ids(content))
        if not set(chosen) <= known or (len(chosen) > 1 and not self.several):
            raise unknown_option()
        return sorted(set(chosen))

    def slip(self, content: Content) -> Response:
        key = self.key(content)
        return [each for each in self.option_ids(content) if each not in key][:1]

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        key = self.key(content)
        return [
            in_words(self.option_name(content, each, language), each in key) for each in response
        ]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        taught = [(each, self.taught(content, each, language)) for each in response]
        return [
            Reason(
                self.option_name(content, each, language).text if self.several else "",
                shown.text,
                shown.lang,
            )
            for each, shown in taught
            if shown
        ]

    def all_taught(self, content: Content, language: str) -> list[Taught]:
        """Every option, those that teach nothing yet as well: the author sees what is missing."""
        key = self.key(content)
        return [
            Taught(
                self.option_name(content, each, language).text,
                self.taught(content, each, language).text,
                each in key,
            )
            for each in self.option_ids(content)
        ]

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        key = self.key(content)
        return {
            each: in_words(self.option_name(content, each, language), each in key)
            for each in self.option_ids(content)
        }

    def random_guess(self, content: Content) -> float | None:
        """Every answer that can be given is as likely as any other."""
        ids = self.option_ids(content)
        sizes = range(1, len(ids) + 1) if self.several else (1,)
        answers = list(chain.from_iterable(combinations(ids, size) for size in sizes))
        marks = [self.mark(content, list(answer)).fraction or 0.0 for answer in answers]
        return sum(marks) / len(marks) if marks else None


class Choice(Options):
    """Options that the author writes."""

    def key(self, content: Content) -> Response:
        return sorted(option["id"] for option in items_of(content, "options") if option["right"])

    def check(self, value: Any) -> list[str | Promise]:
        return same_words([option["text"] for option in value["options"]])


def same_words(texts: Sequence[str]) -> list[str | Promise]:
    """Complains of two options that say the same, whatever the case; empty ones say nothing."""
    folded = [words for text in texts if (words := " ".join(text.casefold().split()))]
    return [_("Two options say the same.")] if len(set(folded)) < len(folded) else []
