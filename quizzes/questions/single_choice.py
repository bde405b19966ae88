"""Single choice: one option is right."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.questions.choice import Choice, ChoiceBlock


class SingleChoiceBlock(ChoiceBlock):
    """Several options, one right."""

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("Several options, one of them right")
        template = "quizzes/questions/preview.html"


class SingleChoice(Choice):
    """One option is right."""

    name = "single_choice"
    label = _("Single choice")
    hint = _("Choose one.")
    block = SingleChoiceBlock

    def check(self, value: Any) -> list[str | Promise]:
        right = sum(option["right"] for option in value["options"])
        wrong = [] if right == 1 else [_("Mark exactly one option as right.")]
        return [*super().check(value), *wrong]
