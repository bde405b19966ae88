"""Short text: a word or a few, compared with those accepted."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import SOURCE
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking
from quizzes.pure.writing import folded
from quizzes.questions.base import (
    Accepted,
    QuestionBlock,
    Reason,
    Response,
    every_language,
    explanation_block,
    items_of,
)
from quizzes.questions.rows import Rows
from quizzes.questions.written import Written, best_first, credit_block


class AcceptedBlock(blocks.StructBlock):
    """Words that are accepted."""

    text = PlainTextBlock(label=_("Accepted answer"), rows=1)
    credit = credit_block()
    feedback = PlainTextBlock(label=_("What answering it teaches"), required=False)

    class Meta:
        label_format = "{text}"


class ShortTextBlock(QuestionBlock):
    """A word or a few."""

    answers = Rows(
        AcceptedBlock(),
        label=_("Accepted"),
        help_text=_("Every wording that counts, also in other languages. Spaces do not matter."),
        min_num=1,
        max_num=20,
    )
    fold_case = blocks.BooleanBlock(label=_("Capitals do not matter"), required=False, default=True)
    fold_accents = blocks.BooleanBlock(
        label=_("Accents do not matter"), required=False, default=True
    )
    feedback = explanation_block()

    class Meta:
        icon = "edit"
        label = _("Short text")
        description = _("A word or a few, compared with those accepted")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "¿Cómo se llama ponerse en el lugar de la otra persona?",
            "answers": [{"text": "empatía", "credit": 100, "feedback": "Correcto."}],
            "fold_case": True,
            "fold_accents": True,
            "feedback": "La empatía no da la razón: muestra que se entendió.",
        }


def fold_as_set(content: Content, text: str) -> str:
    """A text as the question compares it."""
    return folded(
        text,
        case=bool(content.structure.get("fold_case")),
        accents=bool(content.structure.get("fold_accents")),
    )


def forgiving_hint(content: Content) -> str | Promise:
    """What is forgiven, said before somebody writes."""
    case, accents = content.structure.get("fold_case"), content.structure.get("fold_accents")
    if case and accents:
        return _("Write a word or a few. Capitals and accents do not matter.")
    if case:
        return _("Write a word or a few. Accents count, capitals do not.")
    if accents:
        return _("Write a word or a few. Capitals count, accents do not.")
    return _("Write a word or a few. Capitals and accents count.")


class ShortText(Written):
    """Words in any of the question's languages are accepted."""

    name = "short_text"
    label = _("Short text")
    hint = _("Write a word or a few.")
    block = ShortTextBlock

    def hint_for(self, content: Content) -> str | Promise:
        return forgiving_hint(content)

    def _fits(self, content: Content, response: Response | None) -> dict[str, Any] | None:
        given = fold_as_set(content, response[0]) if response else ""
        same = [
            each
            for each in items_of(content, "answers")
            if given
            and given
            in {
                fold_as_set(content, words)
                for words in every_language(content, f"answers.{each['id']}.text")
            }
        ]
        return max(same, key=lambda each: each["credit"], default=None)

    def mark(self, content: Content, response: Response | None) -> Marking:
        fitting = self._fits(content, response)
        return Marking(fitting["credit"] / 100 if fitting else 0.0)

    def key(self, content: Content) -> Response:
        best = max(items_of(content, "answers"), key=lambda each: each["credit"])
        return every_language(content, f"answers.{best['id']}.text")[:1]

    def measure(self, content: Content) -> list[str]:
        """Every accepted wording, folded as set, with its worth."""
        found = []
        for each in items_of(content, "answers"):
            words = content.text(f"answers.{each['id']}.text", SOURCE).text
            found.append(f"{fold_as_set(content, words)} = {each['credit']}")
        return sorted(found)

    def accepted(self, content: Content, language: str) -> list[Accepted]:
        """Each with its wordings in other languages, which count as well."""
        return [
            Accepted(
                " / ".join(every_language(content, f"answers.{each['id']}.text")),
                "",
                each["credit"],
            )
            for each in best_first(items_of(content, "answers"))
        ]

    def slip(self, content: Content) -> Response:
        return ["?"]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        fitting = self._fits(content, response)
        shown = content.text(f"answers.{fitting['id']}.feedback", language) if fitting else None
        return [Reason("", shown.text, shown.lang)] if shown else []

    def chosen(self, content: Content, response: Response) -> list[str]:
        return [fold_as_set(content, each) for each in response]

    def _same(self, value: Any) -> tuple[str, str] | None:
        """Two that are one as the question compares them."""
        case, accents = bool(value["fold_case"]), bool(value["fold_accents"])
        before: dict[str, str] = {}
        for answer in value["answers"]:
            words = folded(answer["text"], case=case, accents=accents)
            if words and words in before:
                return before[words], answer["text"]
            before[words] = answer["text"]
        return None

    def check(self, value: Any) -> list[str | Promise]:
        if same := self._same(value):
            words = _("Two accepted answers say the same: “%(first)s” and “%(second)s”.")
            return [words % {"first": same[0], "second": same[1]}]
        if not any(answer["credit"] == 100 for answer in value["answers"]):
            return [_("One answer has to be worth 100 %.")]
        return []
