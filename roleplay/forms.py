"""What learners and managers may send about conversations."""

from django import forms
from django.utils.translation import gettext_lazy as _

REFLECTIONS = [
    ("better", _("Better than I thought")),
    ("expected", _("As I expected")),
    ("worse", _("Worse than I thought")),
]


class TurnForm(forms.Form):
    """How many turns the page had seen."""

    turn = forms.IntegerField(min_value=0, max_value=10_000)


class RewindForm(TurnForm):
    """The turn to go back to."""

    to = forms.IntegerField(min_value=1, max_value=10_000)


class GrantForm(forms.Form):
    """One conversation more: for whom, and why."""

    enrolment = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={
            "required": _("Write why: the reason is kept with the conversation."),
            "max_length": _("At most 300 characters: shorten it."),
        },
    )
