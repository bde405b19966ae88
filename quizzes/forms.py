"""What managers and trainers may send about quizzes."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GrantForm(forms.Form):
    """One attempt more: for whom, and why."""

    enrolment = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Write why: the reason is kept with the attempt.")},
    )
