"""Open text: an answer that a person reads and marks by a rubric."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from courses.blocks.base import LineBlock, PlainTextBlock
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking
from quizzes.pure.rubric import Criterion
from quizzes.questions.base import (
    Part,
    QuestionBlock,
    Reason,
    Response,
    explanation_block,
    items_of,
)
from quizzes.questions.choice import same_words
from quizzes.questions.rows import Rows
from quizzes.questions.written import Written


class LevelBlock(blocks.StructBlock):
    """A level of a criterion and its points."""

    text = PlainTextBlock(label=_("What it looks like"), rows=1)
    points = blocks.IntegerBlock(label=_("Points"), min_value=0, max_value=20)

    class Meta:
        label_format = "{points}: {text}"


class CriterionBlock(blocks.StructBlock):
    """What is looked at, in levels."""

    criterion = LineBlock(label=_("Criterion"), max_length=120)
    levels = Rows(LevelBlock(), label=_("Levels"), min_num=2, max_num=6)

    class Meta:
        label_format = "{criterion}"


class OpenTextBlock(QuestionBlock):
    """An answer in one's own words."""

    rubric = Rows(
        CriterionBlock(),
        label=_("Rubric"),
        help_text=_("What whoever marks looks at. The points of all criteria make the whole."),
        min_num=1,
        max_num=6,
    )
    sample = PlainTextBlock(
        label=_("A good answer"), rows=4, required=False, help_text=_("For whoever marks.")
    )
    min_words = blocks.IntegerBlock(
        label=_("Words at least"),
        default=0,
        min_value=0,
        max_value=500,
        required=False,
        usual=True,
        help_text=_("Said to learners; 0: nothing is said. A shorter answer is still taken."),
    )
    feedback = explanation_block()

    class Meta:
        icon = "doc-full"
        label = _("Open text")
        description = _("An answer in one's own words, marked by a person with a rubric")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Escriba la respuesta que daría a un cliente cuyo pedido llegó tarde.",
            "rubric": [
                {
                    "criterion": "Reconoce lo ocurrido",
                    "levels": [
                        {"text": "No lo nombra", "points": 0},
                        {"text": "Lo nombra y se hace cargo", "points": 2},
                    ],
                }
            ],
            "sample": "Lamento la demora: su pedido sale hoy y le aviso cuando esté en camino.",
            "min_words": 20,
            "feedback": "",
        }


class OpenText(Written):
    """Without a mark until a person gave one; no answer is worth nothing without asking anybody."""

    name = "open_text"
    label = _("Open text")
    hint = _("Answer in your own words. A trainer reads and marks it.")
    block = OpenTextBlock
    by_hand = True
    longest = 8000

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        asked = content.structure.get("min_words") or 0
        return super().fields(content, language, seed, response) | {"min_words": asked}

    def lacks(self, content: Content, response: Response | None) -> str:
        """Words, where it has fewer than are asked for: it is taken all the same."""
        least = content.structure.get("min_words") or 0
        count = len(response[0].split()) if response else least
        words = ngettext(
            "%(n)s word of at least %(least)s", "%(n)s words of at least %(least)s", count
        )
        return words % {"n": count, "least": least} if count < least else ""

    def mark(self, content: Content, response: Response | None) -> Marking:
        return Marking(None if response else 0.0)

    def key(self, content: Content) -> Response:
        return []

    def slip(self, content: Content) -> Response:
        return ["…"]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        return []

    def rubric(self, content: Content, language: str) -> list[Part]:
        """A line for each level of each criterion."""
        found = []
        for criterion in items_of(content, "rubric"):
            place = f"rubric.{criterion['id']}"
            name = content.text(f"{place}.criterion", language).text
            for level in criterion["levels"]:
                words = content.text(f"{place}.levels.{level['id']}.text", language)
                found.append(Part(f"{name}: {words.text} ({level['points']})", words.lang))
        return found

    def chosen(self, content: Content, response: Response) -> list[str]:
        """Nothing to count: every answer is its own."""
        return []

    def check(self, value: Any) -> list[str | Promise]:
        for criterion in value["rubric"]:
            points = [level["points"] for level in criterion["levels"]]
            if max(points) == 0:
                return [_("In each criterion one level has to be worth something.")]
            if same_words([level["text"] for level in criterion["levels"]]):
                return [_("Two levels of a criterion say the same.")]
        return []


def rubric_of(content: Content) -> list[Criterion]:
    """The rubric of a question as marking takes it."""
    return [
        Criterion(each["id"], {level["id"]: level["points"] for level in each["levels"]})
        for each in items_of(content, "rubric")
    ]
