"""Classify: put each item into the group it belongs to."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LineBlock, PlainTextBlock
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_share
from quizzes.questions.base import (
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


class MemberBlock(blocks.StructBlock):
    """Something that belongs to the group."""

    text = PlainTextBlock(label=_("Item"), rows=1)
    feedback = PlainTextBlock(label=_("What getting it wrong teaches"), required=False)

    class Meta:
        label_format = "{text}"


class GroupBlock(blocks.StructBlock):
    """A group with what belongs to it."""

    title = LineBlock(label=_("Group"), max_length=80)
    items = Rows(MemberBlock(), label=_("Belonging to it"), min_num=1, max_num=8)

    class Meta:
        label_format = "{title}"


class ClassifyBlock(QuestionBlock):
    """Groups with their items; learners get the items mixed."""

    groups = Rows(
        GroupBlock(),
        label=_("Groups"),
        help_text=_("Each with what belongs to it: learners get all items mixed."),
        min_num=2,
        max_num=5,
    )
    feedback = explanation_block()

    class Meta:
        icon = "table"
        label = _("Classify")
        description = _("Items to be put into groups")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "¿Qué ve el cliente y qué queda detrás?",
            "groups": [
                {"title": "A la vista", "items": [{"text": "El saludo"}, {"text": "La espera"}]},
                {"title": "Detrás", "items": [{"text": "El inventario"}, {"text": "El turno"}]},
            ],
            "feedback": "Lo que queda detrás termina por verse.",
        }


class Classify(QuestionKind):
    """Each item in its group counts the same."""

    name = "classify"
    label = _("Classify")
    hint = _("Choose the group of each item. Each one counts the same.")
    block = ClassifyBlock
    in_parts = True

    def _homes(self, content: Content) -> dict[str, str]:
        """The group of each item."""
        groups = items_of(content, "groups")
        return {item["id"]: group["id"] for group in groups for item in group["items"]}

    def _item_path(self, content: Content, item: str) -> str:
        return f"groups.{self._homes(content)[item]}.items.{item}"

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        given = as_pairs(response)
        groups = [each["id"] for each in items_of(content, "groups")]
        rows = []
        for item in shuffled(self._homes(content), seed, "items"):
            shown = content.text(f"{self._item_path(content, item)}.text", language)
            options = []
            for group in groups:
                title = content.text(f"groups.{group}.title", language)
                chosen = given.get(item) == group
                options.append(Option(group, "", title.text, title.lang, chosen))
            rows.append(
                {
                    "name": field_name(item),
                    "text": shown.text,
                    "lang": shown.lang,
                    "options": options,
                }
            )
        return {"rows": rows}

    def read(self, data: QueryDict, content: Content) -> Response:
        sent = read_parts(data, list(self._homes(content)))
        if not set(sent.values()) <= {each["id"] for each in items_of(content, "groups")}:
            raise unknown_option()
        return from_pairs(sent)

    def key(self, content: Content) -> Response:
        return from_pairs(self._homes(content))

    def slip(self, content: Content) -> Response:
        groups = [each["id"] for each in items_of(content, "groups")]
        homes = self._homes(content)
        return from_pairs(
            {item: next(each for each in groups if each != home) for item, home in homes.items()}
        )

    def mark(self, content: Content, response: Response | None) -> Marking:
        homes, given = self._homes(content), as_pairs(response)
        right = sum(given.get(item) == home for item, home in homes.items())
        return mark_share(right, len(homes))

    def _part(self, content: Content, item: str, group: str, language: str) -> Part:
        shown = content.text(f"{self._item_path(content, item)}.text", language)
        title = content.text(f"groups.{group}.title", language)
        right = self._homes(content)[item] == group
        return Part(f"{shown.text} → {title.text}", shown.lang or title.lang, right)

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        given = as_pairs(response)
        return [self._part(content, item, group, language) for item, group in given.items()]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        homes = self._homes(content)
        missed = [item for item, group in as_pairs(response).items() if homes[item] != group]
        found = []
        for item in missed:
            path = self._item_path(content, item)
            shown = content.text(f"{path}.feedback", language)
            if shown:
                about = content.text(f"{path}.text", language).text
                found.append(Reason(about, shown.text, shown.lang))
        return found

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        return {
            f"{item}={group['id']}": self._part(content, item, group["id"], language)
            for item in self._homes(content)
            for group in items_of(content, "groups")
        }

    def random_guess(self, content: Content) -> float | None:
        """Each item gets any of the groups."""
        return 1 / len(items_of(content, "groups"))

    def check(self, value: Any) -> list[str | Promise]:
        if same_words([group["title"] for group in value["groups"]]):
            return [_("Two groups have the same name.")]
        if same_words([item["text"] for group in value["groups"] for item in group["items"]]):
            return [_("Two items say the same.")]
        return []
