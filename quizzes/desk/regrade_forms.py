"""What an author says to correct a key: how, where, and then why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models import Regrade

POLICY_HELP = {
    "upwards": _("Nobody loses anything: a mark only changes where the corrected key gives more."),
    "both": _("Marks become what the corrected key says, higher or lower."),
    "void": _(
        "The question counts as wholly right for everybody who was asked it, "
        "whatever was answered; also where nothing was."
    ),
}


class PlanForm(forms.Form):
    """How marks may change, and in which quiz."""

    policy = forms.ChoiceField(
        label=_("How marks may change"),
        choices=Regrade.Policy.choices,
        widget=forms.RadioSelect,
        initial=Regrade.Policy.UPWARDS,
    )
    quiz = forms.ChoiceField(label=_("Quiz"), required=False)

    def __init__(self, quizzes: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quiz"].choices = [("", _("Every quiz")), *quizzes]  # type: ignore[attr-defined]


class StartForm(PlanForm):
    """The same, with the reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Learners whose result changes read it at home, word for word."),
        error_messages={"required": _("Write why: those whose result changes read it.")},
    )
