"""How the bank is searched: by kind, level, concept and state."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from courses.models import Concept
from quizzes.levels import Level
from quizzes.models import Question
from quizzes.questions.kinds import QUESTION_KINDS

STATES = [
    ("published", _("Published")),
    ("unpublished", _("Not published, or with changes")),
    ("archived", _("Archived")),
]


def concept_choices() -> list[tuple[str, str]]:
    """The concepts by code; read at each request."""
    return [(each.code, str(each)) for each in Concept.objects.order_by("code")]


def in_state(questions: QuerySet[Question], state: str) -> QuerySet[Question]:
    """The questions that a filter's state means."""
    if state == "archived":
        return questions.filter(archived=True)
    here = questions.filter(archived=False)
    drafts = Q(live=False) | Q(has_unpublished_changes=True)
    return here.filter(drafts) if state == "unpublished" else here.filter(live=True)


class QuestionFilters(WagtailFilterSet):
    """Beside the list of questions."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=[(kind.name, kind.label) for kind in QUESTION_KINDS],
        method="of_kind",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=Level.choices, widget=forms.RadioSelect, empty_label=_("All")
    )
    concept = django_filters.ChoiceFilter(
        label=_("Concept"), choices=concept_choices, method="on_concept"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=STATES,
        method="of_state",
        widget=forms.RadioSelect,
        empty_label=_("All but archived"),
    )

    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        field_name="locale__language_code",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    class Meta:
        model = Question
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        """Unless asked otherwise: one row a question, in the source's language, none archived."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if not asked.get("language"):
            found = found.filter(locale__language_code=settings.LANGUAGE_CODE)
        return found if asked.get("state") else found.filter(archived=False)

    def of_kind(self, questions: Any, _name: str, value: str) -> Any:
        """A question is one block; its type is its kind."""
        return questions.annotate(raw=Cast("content", TextField())).filter(
            raw__contains=f'"type": "{value}"'
        )

    def on_concept(self, questions: Any, _name: str, value: str) -> Any:
        """Codes stand in a JSON list; as text every database can be asked for one."""
        return questions.annotate(codes=Cast("concepts", TextField())).filter(
            codes__contains=f'"{value}"'
        )

    def of_state(self, questions: Any, _name: str, value: str) -> Any:
        """Published, not yet, or out of use."""
        return in_state(questions, value)
