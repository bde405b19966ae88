"""Multiple choice: exactly the right options, all or nothing."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.questions.choice import Choice, ChoiceBlock


class MultipleChoiceBlock(ChoiceBlock):
    """Several options, more than one right."""

    class Meta:
        icon = "tick-inverse"
        label = _("Multiple choice")
        description = _("Several options, two or more right; credit for exactly those")
        template = "quizzes/questions/preview.html"


class MultipleChoice(Choice):
    """The exact set of right options earns the mark; anything else earns nothing."""

    name = "multiple_choice"
    label = _("Multiple choice")
    hint = _("Choose all that apply. It counts when exactly the right ones are chosen.")
    block = MultipleChoiceBlock
    several = True

    def check(self, value: Any) -> list[str | Promise]:
        right = sum(option["right"] for option in value["options"])
        fits = 2 <= right < len(value["options"])
        wrong = (
            [] if fits else [_("Mark two or more options as right, and leave at least one wrong.")]
        )
        return [*super().check(value), *wrong]
