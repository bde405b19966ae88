"""Single choice: one option is right."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.pure.content import Content
from quizzes.pure.grading import Marking, mark_exact
from quizzes.questions.base import Response
from quizzes.questions.choice import Choice, ChoiceBlock


class SingleChoiceBlock(ChoiceBlock):
    """Several options, one right."""

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("Several options, one of them right")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Un cliente llega cinco minutos antes del cierre. ¿Qué conviene hacer?",
            "options": [
                {
                    "text": "Atenderlo y decirle qué se puede resolver hoy",
                    "right": True,
                    "feedback": "Correcto: sabe a qué atenerse y se va con algo resuelto.",
                },
                {
                    "text": "Pedirle que vuelva mañana temprano",
                    "right": False,
                    "feedback": "Ordena el cierre, pero deja la necesidad sin respuesta.",
                },
                {"text": "Seguir con el cierre de caja", "right": False, "feedback": ""},
            ],
            "feedback": "La hora de cierre limita lo que se hace, no la atención.",
        }


class SingleChoice(Choice):
    """One option is right."""

    name = "single_choice"
    label = _("Single choice")
    hint = _("Choose one.")
    block = SingleChoiceBlock

    def mark(self, content: Content, response: Response | None) -> Marking:
        return mark_exact(self.key(content), response or [])

    def check(self, value: Any) -> list[str | Promise]:
        right = sum(option["right"] for option in value["options"])
        wrong = [] if right == 1 else [_("Mark exactly one option as right.")]
        return [*super().check(value), *wrong]
