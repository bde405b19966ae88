"""What a manager may ask of the team list, what a learner asks, and what is replied."""

from typing import Any

from django import forms
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.models import Inquiry, Team
from courses.pure.progress import State

LONGEST_TEXT = 2000
LONGEST_REPLY = 4000

SORTS = {
    # Whoever has finished stands after those who have not.
    "due": (F("completed_at").asc(nulls_first=True), "due_at", "learner__last_name", "pk"),
    "name": ("learner__last_name", "learner__first_name", "pk"),
    "progress": ("done", "learner__last_name", "pk"),
    "seen": ("last_active_at", "learner__last_name", "pk"),
}


class TeamFilters(forms.Form):
    """Search, team, state and order."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=80)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("All teams")
    )
    # Chosen by links with their counts; a search stays in the state one is in.
    state = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(str(each), each) for each in State]
    )
    sort = forms.ChoiceField(
        label=_("Order by"),
        required=False,
        choices=[
            ("due", _("Due date")),
            ("name", _("Name")),
            ("progress", _("Least progress first")),
            ("seen", _("Longest away first")),
        ],
    )

    def __init__(self, data: Any, teams: Any) -> None:
        super().__init__(data)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The valid answers; an address with a bad one shows the list without it."""
        self.is_valid()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        return asked


class AskForm(forms.Form):
    """What is asked from a place. A review can be asked for where there is a mark."""

    kind = forms.ChoiceField(label=_("What it is"), initial="ask", widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST_TEXT,
        help_text=format_lazy(_("Up to {n} characters."), n=LONGEST_TEXT),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what it is about.")},
    )

    def __init__(self, *args: Any, review: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (Inquiry.Kind.ASK, _("A question for my trainer")),
            (Inquiry.Kind.MISTAKE, _("Something here is wrong")),
            (Inquiry.Kind.REVIEW, _("Please look at this mark again")),
        ]
        self.fields["kind"].choices = choices if review else choices[:2]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """What is replied to a learner."""

    reply = forms.CharField(
        label=_("Reply"),
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reply, or close it without one.")},
    )
