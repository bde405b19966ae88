"""Ordering: put items in the right order, by dragging, by buttons or by choosing places."""

from collections.abc import Mapping
from functools import cache
from itertools import permutations
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_order
from quizzes.questions.base import (
    InvalidResponseError,
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

    def _clashing(self, response: Response | None) -> list[str]:
        """The places given to several items, in their order."""
        taken = list(as_pairs(response).values())
        return sorted({place for place in taken if taken.count(place) > 1}, key=int)

    def _given(self, response: Response | None) -> list[str]:
        """The items in the places given; two in one place have none."""
        clashing, places = self._clashing(response), as_pairs(response)
        sure = {item: int(place) for item, place in places.items() if place not in clashing}
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
        response = self._placed(data, content)
        if clashing := self._clashing(response):
            words = ngettext(
                "Several items are in place %(places)s. Give each item a place of its own.",
                "Several items are in each of the places %(places)s. "
                "Give each item a place of its own.",
                len(clashing),
            )
            raise InvalidResponseError(words % {"places": ", ".join(clashing)}, response)
        return response

    def fits(self, content: Content, response: Response | None) -> bool:
        """Also with items that share a place: such answers were taken before, and stay marked."""
        try:
            placed = self._placed(self.sent(content, response), content)
        except InvalidResponseError:
            return False
        return sorted(placed) == sorted(response or [])

    def empty_parts(self, content: Content, response: Response | None) -> int:
        """Items that share a place have none."""
        return len(self._right(content)) - len(self._given(response)) if response else 0

    def lacks(self, content: Content, response: Response | None) -> str:
        """With items that share a place it says what nobody sees by counting empty fields."""
        if not self._clashing(response):
            return super().lacks(content, response)
        count = self.empty_parts(content, response)
        words = ngettext(
            "%(n)s item without a place of its own",
            "%(n)s items without a place of their own",
            count,
        )
        return words % {"n": count}

    def _placed(self, data: QueryDict, content: Content) -> Response:
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
        right, given = self._right(content), as_pairs(response)
        own = self._given(response)
        found = [self._part(content, item, given[item], right, language) for item in own]
        shared = sorted((place, item) for item, place in given.items() if item not in own)
        return found + [self._shared(content, item, place, language) for place, item in shared]

    def _shared(self, content: Content, item: str, place: str, language: str) -> Part:
        shown = content.text(f"items.{item}.text", language)
        words = gettext("%(item)s (place %(place)s, repeated)")
        return Part(words % {"item": shown.text, "place": place}, shown.lang, False)

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
