"""Numeric: a number within a tolerance, with or without a unit."""

from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LineBlock, PlainTextBlock
from courses.pure.texts import SOURCE
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking
from quizzes.pure.writing import Quantity, is_one_number, read_quantity, same_unit, within
from quizzes.questions.base import (
    Accepted,
    InvalidResponseError,
    Part,
    QuestionBlock,
    Reason,
    Response,
    every_language,
    explanation_block,
    items_of,
)
from quizzes.questions.figures import FigureBlock
from quizzes.questions.rows import Rows
from quizzes.questions.written import Written, best_first, credit_block


class NumberBlock(blocks.StructBlock):
    """A number that is accepted, and how far from it one may be."""

    value = FigureBlock(label=_("Number"))
    tolerance = FigureBlock(
        label=_("More or less"),
        default=0,
        min_value=0,
        usual=True,
        help_text=_("How far from the number an answer may be. 0: not at all."),
    )
    credit = credit_block()
    feedback = PlainTextBlock(label=_("What answering it teaches"), required=False)

    class Meta:
        label_format = "{value} ± {tolerance}"


class NumericBlock(QuestionBlock):
    """A number, with a unit if wished."""

    answers = Rows(
        NumberBlock(),
        label=_("Accepted"),
        help_text=_("An answer that fits several is worth the best of them."),
        min_num=1,
        max_num=8,
    )
    unit = LineBlock(
        label=_("Unit"),
        required=False,
        max_length=30,
        help_text=_("Such as min, % or pesos. It stands beside the field, unless it is asked for."),
    )
    unit_required = blocks.BooleanBlock(
        label=_("The unit has to be written"),
        required=False,
        help_text=_("Then an answer without it, or with another, earns nothing."),
    )
    feedback = explanation_block()

    class Meta:
        icon = "decimal"
        label = _("Number")
        description = _("A number, right within a tolerance")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Una fila atiende a 12 personas por hora. ¿Cuántos minutos toma cada una?",
            "answers": [{"value": 5, "tolerance": 0, "credit": 100}],
            "unit": "min",
            "unit_required": False,
            "feedback": "60 minutos entre 12 personas son 5 minutos para cada una.",
        }


def in_figures(value: float) -> str:
    """A number as the reader's language writes it, with as many decimals as it has."""
    figures = f"{value:.12f}".rstrip("0")
    return str(number_format(value, len(figures.partition(".")[2])))


def _with_unit(number: str, content: Content, language: str) -> str:
    return f"{number} {content.text('unit', language).text}".strip()


class Numeric(Written):
    """The best of the accepted numbers that it is near enough to. A wrong unit earns nothing."""

    name = "numeric"
    label = _("Number")
    hint = _("Write a number. A comma or a point marks decimals.")
    block = NumericBlock
    longest = 60

    def hint_for(self, content: Content) -> str | Promise:
        if content.structure.get("unit_required"):
            return _("Write a number and its unit. A comma or a point marks decimals.")
        return self.hint

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        # A unit that has to be known is part of what is asked.
        unit = "" if content.structure.get("unit_required") else content.text("unit", language).text
        return super().fields(content, language, seed, response) | {"unit": unit}

    def read(self, data: QueryDict, content: Content) -> Response:
        response = super().read(data, content)
        if response and not is_one_number(response[0], every_language(content, "unit")):
            raise InvalidResponseError(str(_("Write a number, such as 12 or 12,5.")), response)
        return response

    def fits(self, content: Content, response: Response | None) -> bool:
        """Any text does: some were taken before they had to be one number, and are still marked."""
        return len(response or []) <= 1

    def _fits(self, content: Content, quantity: Quantity) -> dict[str, Any] | None:
        """The accepted number that this one is near enough to and that is worth most."""
        units = every_language(content, "unit")
        if quantity.unit and not same_unit(quantity.unit, units):
            return None
        if self._lacks_unit(content, quantity):
            return None
        near = [
            each
            for each in items_of(content, "answers")
            if within(quantity.value, each["value"], each["tolerance"])
        ]
        return max(near, key=lambda each: each["credit"], default=None)

    def _lacks_unit(self, content: Content, quantity: Quantity) -> bool:
        asked = content.structure.get("unit_required") and every_language(content, "unit")
        return bool(asked) and not quantity.unit

    def lacks(self, content: Content, response: Response | None) -> str:
        """The unit, where it is asked for. Which one it is would be part of the key."""
        quantity = read_quantity(response[0]) if response else None
        missing = quantity is not None and self._lacks_unit(content, quantity)
        return gettext("the unit is missing") if missing else ""

    def mark(self, content: Content, response: Response | None) -> Marking:
        quantity = read_quantity(response[0]) if response else None
        fitting = self._fits(content, quantity) if quantity else None
        return Marking(fitting["credit"] / 100 if fitting else 0.0)

    def key(self, content: Content) -> Response:
        best = max(items_of(content, "answers"), key=lambda each: each["credit"])
        unit = next(iter(every_language(content, "unit")), "")
        return [f"{best['value']:.12g} {unit}".strip()]

    def measure(self, content: Content) -> list[str]:
        """Every number with its reach and worth, and whether the unit counts."""
        numbers = [
            f"{each['value']:.12g} ± {each['tolerance']:.12g} = {each['credit']}"
            for each in items_of(content, "answers")
        ]
        unit = content.text("unit", SOURCE).text
        return [*sorted(numbers), unit, str(bool(content.structure.get("unit_required")))]

    def key_parts(self, content: Content, language: str) -> list[Part]:
        """Written as the reader writes numbers."""
        best = max(items_of(content, "answers"), key=lambda each: each["credit"])
        return [Part(_with_unit(in_figures(best["value"]), content, language), "", True)]

    def accepted(self, content: Content, language: str) -> list[Accepted]:
        """Each number with how far from it one may be."""
        found = []
        for each in best_first(items_of(content, "answers")):
            reach = f" ± {in_figures(each['tolerance'])}" if each["tolerance"] else ""
            words = _with_unit(f"{in_figures(each['value'])}{reach}", content, language)
            found.append(Accepted(words, "", each["credit"]))
        return found

    def slip(self, content: Content) -> Response:
        reach = [abs(each["value"]) + each["tolerance"] for each in items_of(content, "answers")]
        return [f"{max(reach) + 1:.12g}"]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        quantity = read_quantity(response[0]) if response else None
        fitting = self._fits(content, quantity) if quantity else None
        shown = content.text(f"answers.{fitting['id']}.feedback", language) if fitting else None
        return [Reason("", shown.text, shown.lang)] if shown else []

    def about(self, content: Content, place: str, language: str) -> str:
        """The number, as it is no text."""
        own = place.rpartition(".")[2]
        values = [each["value"] for each in items_of(content, "answers") if each["id"] == own]
        return f"{values[0]:.12g}" if values else ""

    def check(self, value: Any) -> list[str | Promise]:
        if not any(answer["credit"] == 100 for answer in value["answers"]):
            return [_("One answer has to be worth 100 %.")]
        if value["unit_required"] and not (value["unit"] or "").strip():
            return [_("Write the unit that is asked for.")]
        return []
