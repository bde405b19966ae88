"""Matching: each item on the left belongs to one on the right."""

from collections.abc import Mapping
from itertools import chain, repeat
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import SOURCE, Shown
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_share
from quizzes.questions.base import (
    LETTERS,
    Option,
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

# Letters a closed list has room for on a phone. With a longer wording, all choices are told in full
# above the pairs, each with the letter that stands for it in the lists.
FITS = 24


class PairBlock(blocks.StructBlock):
    """Two that belong together."""

    left = PlainTextBlock(label=_("Item"), rows=1)
    right = PlainTextBlock(label=_("What belongs to it"), rows=1)
    feedback = PlainTextBlock(label=_("What getting it wrong teaches"), required=False)

    class Meta:
        label_format = "{left} → {right}"


class DistractorBlock(blocks.StructBlock):
    """One more to choose from, that belongs to none."""

    text = PlainTextBlock(label=_("Belongs to none"), rows=1)
    feedback = PlainTextBlock(label=_("What choosing it teaches"), required=False)

    class Meta:
        label_format = "{text}"


class MatchingBlock(QuestionBlock):
    """Pairs, and if wished some that belong to none."""

    pairs = Rows(
        PairBlock(),
        label=_("Pairs"),
        help_text=_("What belongs to several items is written the same in each of their pairs."),
        min_num=2,
        max_num=10,
    )
    distractors = Rows(
        DistractorBlock(),
        label=_("Belonging to none"),
        help_text=_("One or two more to choose from: then the last pair is not known by itself."),
        required=False,
        max_num=5,
        default=[],
    )
    feedback = explanation_block()

    class Meta:
        icon = "link"
        label = _("Matching")
        description = _("Items on the left, each with the one that belongs to it")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Relacione cada canal con lo que más cuida quien atiende.",
            "pairs": [
                {"left": "Presencial", "right": "La postura y la mirada"},
                {"left": "Telefónico", "right": "El tono de la voz"},
                {"left": "Chat", "right": "La ortografía y la espera"},
            ],
            "distractors": [{"text": "El color del uniforme"}],
            "feedback": "Cada canal deja ver una cosa distinta de la misma persona.",
        }


class Matching(QuestionKind):
    """Each pair that is right counts the same. Two items may share what belongs to them."""

    name = "matching"
    label = _("Matching")
    hint = _("Choose for each item what belongs to it. Each one counts the same.")
    block = MatchingBlock
    in_parts = True

    def _choices(self, content: Content) -> dict[str, list[str]]:
        """What can be chosen: the id that stands for each wording, with the ids that say it."""
        by_words: dict[str, list[str]] = {}
        for each in self._right_ids(content):
            words = self._right_name(content, each, SOURCE).text
            by_words.setdefault(words, []).append(each)
        return {ids[0]: ids for ids in by_words.values()}

    def _value_by_choice(self, content: Content) -> dict[str, str]:
        """What the form says for each choice: its place among the wordings in their order.

        Not the id: an item and what belongs to it are one pair and share it.
        """
        choices = self._choices(content)
        ordered = sorted(choices, key=lambda each: self._right_name(content, each, SOURCE).text)
        return {choice: str(place) for place, choice in enumerate(ordered, start=1)}

    def _right_ids(self, content: Content) -> list[str]:
        pairs, others = items_of(content, "pairs"), items_of(content, "distractors")
        return [each["id"] for each in [*pairs, *others]]

    def _right_name(self, content: Content, choice: str, language: str) -> Shown:
        pair = content.text(f"pairs.{choice}.right", language)
        return pair or content.text(f"distractors.{choice}.text", language)

    def _left_name(self, content: Content, left: str, language: str) -> Shown:
        return content.text(f"pairs.{left}.left", language)

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        lefts = [each["id"] for each in items_of(content, "pairs")]
        choices = shuffled(self._choices(content), seed, "rights")
        values = self._value_by_choice(content)
        given = as_pairs(response)
        rows = []
        for left in shuffled(lefts, seed, "lefts") if seed else lefts:
            name = self._left_name(content, left, language)
            options = []
            for letter, choice in zip(chain(LETTERS, repeat("")), choices, strict=False):
                shown = self._right_name(content, choice, language)
                chosen = given.get(left) == choice
                options.append(Option(values[choice], letter, shown.text, shown.lang, chosen))
            rows.append(
                {"name": field_name(left), "text": name.text, "lang": name.lang}
                | {"options": options}
            )
        every: Any = rows[0]["options"] if rows else []
        long = any(len(option.text) > FITS for option in every)
        return {"rows": rows, "choices": every if long else []}

    def read(self, data: QueryDict, content: Content) -> Response:
        sent = read_parts(data, [each["id"] for each in items_of(content, "pairs")])
        choices = {value: choice for choice, value in self._value_by_choice(content).items()}
        if not set(sent.values()) <= choices.keys():
            raise unknown_option()
        return from_pairs({left: choices[value] for left, value in sent.items()})

    def sent(self, content: Content, response: Response | None) -> QueryDict:
        data, values = super().sent(content, response), self._value_by_choice(content)
        for left, choice in as_pairs(response).items():
            data[field_name(left)] = values.get(choice, "")
        return data

    def key(self, content: Content) -> Response:
        return from_pairs(self._key_of(content))

    def _key_of(self, content: Content) -> dict[str, str]:
        lefts = {each["id"] for each in items_of(content, "pairs")}
        return {
            each: choice
            for choice, ids in self._choices(content).items()
            for each in ids
            if each in lefts
        }

    def slip(self, content: Content) -> Response:
        key = self._key_of(content)
        choices = list(self._choices(content))
        return from_pairs(
            {left: next(each for each in choices if each != right) for left, right in key.items()}
            if len(choices) > 1
            else {}
        )

    def mark(self, content: Content, response: Response | None) -> Marking:
        key, given = self._key_of(content), as_pairs(response)
        return mark_share(sum(given.get(left) == right for left, right in key.items()), len(key))

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        return [
            self._pair(content, left, right, language) for left, right in as_pairs(response).items()
        ]

    def _pair(self, content: Content, left: str, right: str, language: str) -> Part:
        name, choice = (
            self._left_name(content, left, language),
            self._right_name(content, right, language),
        )
        return Part(
            f"{name.text} → {choice.text}",
            name.lang or choice.lang,
            self._key_of(content).get(left) == right,
        )

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        """Of each item that went wrong, and of what belongs to none and was chosen."""
        key = self._key_of(content)
        missed = {left: to for left, to in as_pairs(response).items() if key.get(left) != to}
        taught = [
            (self._left_name(content, left, language).text, f"pairs.{left}") for left in missed
        ]
        taught += [
            (self._right_name(content, to, language).text, f"distractors.{to}")
            for to in dict.fromkeys(missed.values())
        ]
        shown = [(about, content.text(f"{place}.feedback", language)) for about, place in taught]
        return [Reason(about, words.text, words.lang) for about, words in shown if words]

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        return {
            f"{each['id']}={choice}": self._pair(content, each["id"], choice, language)
            for each in items_of(content, "pairs")
            for choice in self._choices(content)
        }

    def random_guess(self, content: Content) -> float | None:
        """Each item gets any of the choices, independently."""
        return 1 / len(self._choices(content)) if self._choices(content) else None

    def check(self, value: Any) -> list[str | Promise]:
        lefts = same_words([pair["left"] for pair in value["pairs"]])
        rights = {" ".join(pair["right"].casefold().split()) for pair in value["pairs"]}
        others = [" ".join(each["text"].casefold().split()) for each in value["distractors"]]
        if lefts:
            return [_("Two items on the left say the same.")]
        if rights & set(others):
            return [_("What belongs to none says the same as what belongs to an item.")]
        if len(rights) + len(set(others)) < 2:
            return [_("Write at least two different things to choose from.")]
        return []
