"""How the bank is searched: by kind, level, difficulty, concept, state and languages."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import ModelLogEntry
from wagtail.search.backends import get_search_backend

from courses.models import Concept
from quizzes.desk.languages import PAIRS, in_pair
from quizzes.levels import Difficulty, Level
from quizzes.models import Question
from quizzes.questions.kinds import QUESTION_KINDS
from quizzes.verbs.importing import IMPORTED

MOST_FOUND = 1000
IMPORTS_OFFERED = 20
WORD = re.compile(r"\w+")

STATES = [
    ("published", _("Published")),
    ("unpublished", _("Not published, or with changes")),
    ("archived", _("Archived")),
]


def concept_choices() -> list[tuple[str, str]]:
    """The concepts by code; read at each request."""
    return [(each.code, str(each)) for each in Concept.objects.order_by("code")]


def import_choices() -> list[tuple[str, str]]:
    """The last imports: when, and how many questions came; one query."""
    entries = ModelLogEntry.objects.filter(action=IMPORTED, uuid__isnull=False)
    each = entries.order_by().values("uuid").annotate(at=Max("timestamp"), n=Count("pk"))
    return [
        (str(row["uuid"]), _import_words(row["at"], row["n"]))
        for row in each.order_by("-at")[:IMPORTS_OFFERED]
    ]


def _import_words(at: datetime, count: int) -> str:
    when = date_format(localtime(at), "SHORT_DATETIME_FORMAT")
    words = ngettext("%(when)s: %(n)s question", "%(when)s: %(n)s questions", count)
    return words % {"when": when, "n": count}


def imported_by(questions: QuerySet[Question], batch: UUID) -> QuerySet[Question]:
    """What one import brought, in every language."""
    entries = ModelLogEntry.objects.filter(action=IMPORTED, uuid=batch)
    brought = [int(pk) for pk in entries.values_list("object_id", flat=True)]
    keys = Question.objects.filter(pk__in=brought).values("translation_key")
    return questions.filter(translation_key__in=keys)


def in_state(questions: QuerySet[Question], state: str) -> QuerySet[Question]:
    """The questions that a filter's state means."""
    if state == "archived":
        return questions.filter(archived=True)
    here = questions.filter(archived=False)
    drafts = Q(live=False) | Q(has_unpublished_changes=True)
    return here.filter(drafts) if state == "unpublished" else here.filter(live=True)


def with_words(questions: QuerySet[Question], words: str) -> QuerySet[Question]:
    """Those whose first words match; words are looked up before filters, which the index lacks.

    Signs are left out: to the index of one database or the other they are commands.
    """
    if not words.strip():
        return questions
    plain = " ".join(WORD.findall(words))
    if not plain:
        return questions.none()
    found = get_search_backend().autocomplete(plain, Question.objects.all())
    return questions.filter(pk__in=[question.pk for question in found[:MOST_FOUND]])


def of_kind(questions: QuerySet[Question], kind: str) -> QuerySet[Question]:
    """A question is one block; its type is its kind."""
    return questions.annotate(raw=Cast("content", TextField())).filter(
        raw__contains=f'"type": "{kind}"'
    )


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
    difficulty = django_filters.ChoiceFilter(
        label=_("Difficulty"),
        choices=Difficulty.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
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

    pair = django_filters.ChoiceFilter(
        label=_("Translation"),
        choices=PAIRS,
        method="of_pair",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    imported = django_filters.ChoiceFilter(
        label=pgettext_lazy("noun", "Import"), choices=import_choices, method="of_import"
    )
    # By the name that Wagtail gives its own, which would show all languages unless asked.
    locale = django_filters.ChoiceFilter(
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
        found = self._whatever_the_state(queryset)
        return found if self.form.cleaned_data.get("state") else found.filter(archived=False)

    def hidden(self, queryset: Any) -> Any:
        """What matches and is left out because it is archived; nothing where a state was asked."""
        asked = self.form.cleaned_data.get("state")
        found = self._whatever_the_state(queryset)
        return queryset.none() if asked else found.filter(archived=True)

    def _whatever_the_state(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("locale"):
            return found
        return found.filter(locale__language_code=settings.LANGUAGE_CODE)

    def of_kind(self, questions: Any, _name: str, value: str) -> Any:
        """A question is one block; its type is its kind."""
        return of_kind(questions, value)

    def on_concept(self, questions: Any, _name: str, value: str) -> Any:
        """Codes stand in a JSON list; as text every database can be asked for one."""
        return questions.annotate(codes=Cast("concepts", TextField())).filter(
            codes__contains=f'"{value}"'
        )

    def of_state(self, questions: Any, _name: str, value: str) -> Any:
        """Published, not yet, or out of use."""
        return in_state(questions, value)

    def of_import(self, questions: Any, _name: str, value: str) -> Any:
        """What one import brought."""
        return imported_by(questions, UUID(value))

    def of_pair(self, questions: Any, _name: str, value: str) -> Any:
        """In all languages, missing in one, or behind in one."""
        return in_pair(questions, value)
