"""Ordering: put items in the right order, by dragging, by buttons or by choosing places."""

from collections.abc import Mapping
from functools import cache
from itertools import permutations
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_order
from quizzes.questions.base import (
    Part,
    QuestionBlock,
    QuestionKind,
    Reason,
    Response,
    as_pairs,
    explanation_block,
    field_name,
    from_pairs,
    items_of,
    read_parts,
    unknown_option,
)
from quizzes.questions.choice import same_words
from quizzes.questions.rows import Rows


class StepBlock(blocks.StructBlock):
    """One of the items to be put in order."""

    text = PlainTextBlock(label=_("Item"), rows=1)
    feedback = PlainTextBlock(label=_("What misplacing it teaches"), required=False)

    class Meta:
        label_format = "{text}"


class OrderingBlock(QuestionBlock):
    """Items in the right order; learners get them mixed."""

    items = Rows(
        StepBlock(),
        label=_("Items in the right order"),
        help_text=_("Write them in the right order: learners get them mixed."),
        min_num=3,
        max_num=8,
    )
    feedback = explanation_block()

    class Meta:
        icon = "list-ol"
        label = _("Ordering")
        description = _("Items to be put in the right order")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Ordene los pasos de una llamada que se resuelve bien.",
            "items": [
                {"text": "Saludar y presentarse"},
                {"text": "Preguntar qué ocurrió"},
                {"text": "Ofrecer una salida"},
                {"text": "Confirmar el acuerdo y despedirse"},
            ],
            "feedback": "Ofrecer antes de preguntar obliga a empezar de nuevo.",
        }


class Ordering(QuestionKind):
    """The longest run in the right order counts: one item out of place costs one step."""

    name = "ordering"
    label = _("Ordering")
    hint = _("Put them in order. Each item out of place costs one step, not all.")
    block = OrderingBlock
    in_parts = True

    def _right(self, content: Content) -> list[str]:
        return [each["id"] for each in items_of(content, "items")]

    def _mixed(self, content: Content, seed: str) -> list[str]:
        """In an order that is not the right one: then somebody has to move something."""
        right = self._right(content)
        mixed = shuffled(right, seed, "items")
        return mixed if mixed != right else [*mixed[1:], mixed[0]]

    def _given(self, response: Response | None) -> list[str]:
        """The items in the places given; two in one place have none."""
        places = {item: int(place) for item, place in as_pairs(response).items()}
        taken = list(places.values())
        sure = {item: place for item, place in places.items() if taken.count(place) == 1}
        return sorted(sure, key=lambda item: sure[item])

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        ids, given = self._mixed(content, seed), as_pairs(response)
        places = [str(number) for number in range(1, len(ids) + 1)]
        if len(given) == len(ids):
            ids = sorted(ids, key=lambda item: (int(given[item]), item))
        rows = []
        for each in ids:
            shown = content.text(f"items.{each}.text", language)
            rows.append(
                {
                    "name": field_name(each),
                    "text": shown.text,
                    "lang": shown.lang,
                    "place": given.get(each, ""),
                }
            )
        return {"rows": rows, "places": places}

    def read(self, data: QueryDict, content: Content) -> Response:
        ids = self._right(content)
        sent = read_parts(data, ids)
        if not set(sent.values()) <= {str(number) for number in range(1, len(ids) + 1)}:
            raise unknown_option()
        return from_pairs(sent)

    def key(self, content: Content) -> Response:
        right = enumerate(self._right(content), start=1)
        return from_pairs({item: str(place) for place, item in right})

    def slip(self, content: Content) -> Response:
        backwards = enumerate(reversed(self._right(content)), start=1)
        return from_pairs({item: str(place) for place, item in backwards})

    def mark(self, content: Content, response: Response | None) -> Marking:
        return mark_order(self._right(content), self._given(response))

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        right = self._right(content)
        places = sorted(as_pairs(response).items(), key=lambda pair: (int(pair[1]), pair[0]))
        return [self._part(content, item, place, right, language) for item, place in places]

    def _part(
        self, content: Content, item: str, place: str, right: list[str], language: str
    ) -> Part:
        shown = content.text(f"items.{item}.text", language)
        return Part(f"{place}. {shown.text}", shown.lang, right.index(item) + 1 == int(place))

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        """Of each item that is not in its place."""
        right = self._right(content)
        missed = [
            item
            for item, place in as_pairs(response).items()
            if right.index(item) + 1 != int(place)
        ]
        taught = [(each, content.text(f"items.{each}.feedback", language)) for each in missed]
        return [
            Reason(content.text(f"items.{each}.text", language).text, shown.text, shown.lang)
            for each, shown in taught
            if shown
        ]

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        right = self._right(content)
        return {
            f"{item}={place}": self._part(content, item, str(place), right, language)
            for item in right
            for place in range(1, len(right) + 1)
        }

    def random_guess(self, content: Content) -> float | None:
        return mean_of_orders(len(self._right(content)))

    def check(self, value: Any) -> list[str | Promise]:
        repeated = same_words([item["text"] for item in value["items"]])
        return [_("Two items say the same.")] if repeated else []


@cache
def mean_of_orders(count: int) -> float:
    """What a random order of so many items earns on average; 8 items are 40,320 orders."""
    key = [str(number) for number in range(count)]
    marks = [mark_order(key, order).fraction or 0.0 for order in permutations(key)]
    return sum(marks) / len(marks)
