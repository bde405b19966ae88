"""What kinds share whose answer is written in one field."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.pure.content import Content
from quizzes.questions.base import (
    MOST_WRITTEN,
    InvalidResponseError,
    Part,
    QuestionKind,
    Response,
)


def credit_block() -> blocks.IntegerBlock:
    """How much an accepted answer is worth, in percent."""
    return blocks.IntegerBlock(
        label=_("Worth (%)"),
        default=100,
        min_value=1,
        max_value=100,
        usual=True,
        help_text=_("100: wholly right. Less: accepted in part."),
    )


def best_first(answers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Accepted answers, what is worth most first; equal ones in the author's order."""
    return sorted(answers, key=lambda each: -each["credit"])


class Written(QuestionKind):
    """One field of text."""

    grouped = False
    longest = MOST_WRITTEN

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        return {"text": (response or [""])[0], "longest": self.longest}

    def read(self, data: QueryDict, content: Content) -> Response:
        text = data.get("response", "").replace("\r\n", "\n").replace("\x00", "").strip()
        if len(text) > self.longest:
            raise InvalidResponseError(_too_long(len(text), self.longest), [text])
        return [text] if text else []

    def written_part(self, content: Content, name: str) -> Part:
        worth = self.mark(content, [name]).fraction
        if worth is not None and 0 < worth < 1:
            return Part(f"{name} ({100 * worth:.0f} %)")
        return Part(name, "", None if worth is None else worth >= 1)

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        worth = self.mark(content, response).fraction
        return [Part(text, "", None if worth is None else worth >= 1) for text in response]


def _too_long(count: int, longest: int) -> str:
    words = gettext("An answer may have up to %(most)s characters; this one has %(n)s. Shorten it.")
    most, n = (number_format(each, force_grouping=True) for each in (longest, count))
    return words % {"most": most, "n": n}
