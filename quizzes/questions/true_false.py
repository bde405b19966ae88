"""True or false."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import Shown
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking, mark_exact
from quizzes.questions.base import QuestionBlock, Response, explanation_block
from quizzes.questions.choice import Options


class TrueFalseBlock(QuestionBlock):
    """A statement that is true or false."""

    answer = blocks.BooleanBlock(
        label=_("The statement is true"),
        required=False,
        help_text=_("Without a tick: it is false."),
    )
    feedback_true = PlainTextBlock(label=_("What answering “true” teaches"), required=False)
    feedback_false = PlainTextBlock(label=_("What answering “false” teaches"), required=False)
    feedback = explanation_block()

    class Meta:
        icon = "check"
        label = _("True or false")
        description = _("A statement to judge")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Una queja dicha a tiempo ayuda más que un cliente que se va en silencio.",
            "answer": True,
            "feedback_true": "Correcto: la queja deja algo que arreglar.",
            "feedback_false": "El silencio parece calma, pero no enseña nada.",
            "feedback": "Quien se queja todavía espera algo de la empresa.",
        }


class TrueFalse(Options):
    """Always true first: its order carries no hint."""

    name = "true_false"
    label = _("True or false")
    hint = _("Is the statement true or false?")
    block = TrueFalseBlock

    def option_ids(self, content: Content) -> Sequence[str]:
        return ["true", "false"]

    def in_order(self, content: Content, seed: str) -> Sequence[str]:
        return self.option_ids(content)

    def key(self, content: Content) -> Response:
        return ["true" if content.structure["answer"] else "false"]

    def option_name(self, content: Content, option_id: str, language: str) -> Shown:
        with override(language):
            return Shown(gettext("True") if option_id == "true" else gettext("False"))

    def taught(self, content: Content, option_id: str, language: str) -> Shown:
        return content.text(f"feedback_{option_id}", language)

    def mark(self, content: Content, response: Response | None) -> Marking:
        return mark_exact(self.key(content), response or [])
