"""Multiple choice: several options are right; the author says what a part of them is worth."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from quizzes.pure.content import Content
from quizzes.pure.grading import Marking, mark_exact, mark_partial
from quizzes.questions.base import Response
from quizzes.questions.choice import Choice, ChoiceBlock

CREDIT = [
    ("exact", _("Exactly the right ones, or nothing")),
    ("partial", _("In part: right ones chosen less wrong ones chosen")),
]


class MultipleChoiceBlock(ChoiceBlock):
    """Several options, more than one right."""

    credit = blocks.ChoiceBlock(
        label=_("What counts"),
        choices=CREDIT,
        default="exact",
        usual=True,
        help_text=_("Learners read the rule before they answer."),
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        description = _("Several options, two or more right")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "¿Qué ayuda a que un cliente se sienta escuchado?",
            "options": [
                {"text": "Repetir con palabras propias lo que pidió", "right": True},
                {"text": "Dejarlo terminar antes de responder", "right": True},
                {"text": "Completar sus frases para ganar tiempo", "right": False},
                {"text": "Contestar otra llamada mientras explica", "right": False},
            ],
            "credit": "partial",
            "feedback": "Escuchar se nota: en el silencio y en lo que se repite.",
        }


class MultipleChoice(Choice):
    """The set of right options; all or nothing, or in part, as the question says."""

    name = "multiple_choice"
    label = _("Multiple choice")
    hint = _("Choose all that apply. It counts when exactly the right ones are chosen.")
    block = MultipleChoiceBlock
    several = True

    def hint_for(self, content: Content) -> str | Promise:
        if content.structure.get("credit") == "partial":
            return _("Choose all that apply. Each right one adds, each wrong one takes away.")
        return self.hint

    def rule_for(self, content: Content) -> str | Promise:
        if content.structure.get("credit") == "partial":
            return _("Each right one adds, each wrong one takes away.")
        return _(
            "It counts only when exactly the right ones are chosen: one too many or one too few "
            "is not enough."
        )

    def measure(self, content: Content) -> list[str]:
        return [*super().measure(content), f"credit={content.structure.get('credit')}"]

    def mark(self, content: Content, response: Response | None) -> Marking:
        key, chosen = self.key(content), response or []
        if content.structure.get("credit") != "partial":
            return mark_exact(key, chosen)
        wrong = [each for each in self.option_ids(content) if each not in key]
        return mark_partial(key, wrong, chosen)

    def check(self, value: Any) -> list[str | Promise]:
        right = sum(option["right"] for option in value["options"])
        fits = 2 <= right < len(value["options"])
        wrong = (
            [] if fits else [_("Mark two or more options as right, and leave at least one wrong.")]
        )
        return [*super().check(value), *wrong]
