"""What a manager may ask of the team list; anything else in the address is ignored."""

from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from courses.models import Team
from courses.words import state_labels

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
    state = forms.ChoiceField(label=_("State"), required=False)
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
        states = [(str(state), label) for state, label in state_labels().items()]
        self.fields["state"].choices = [("", _("Any state")), *states]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The valid answers; an address with a bad one shows the list without it."""
        self.is_valid()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        return asked
