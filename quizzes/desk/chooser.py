"""The list from which an author chooses a fixed question: searched by words or code, and kind."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from quizzes.blocks import QuestionKeyInput
from quizzes.desk.filters import of_kind, with_words
from quizzes.desk.snippets import kind_of, state_of
from quizzes.levels import Level
from quizzes.models import Question
from quizzes.questions.kinds import QUESTION_KINDS

SEARCHES = {"data-chooser-modal-search-filter": True}


class ChooserFilters(BaseFilterForm):
    """Words or a concept's code, kind, level."""

    q = forms.CharField(label=_("Words of the question, or a concept's code"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All")), *((kind.name, kind.label) for kind in QUESTION_KINDS)],
        widget=forms.Select(attrs=SEARCHES),
    )
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("All")), *Level.choices],
        widget=forms.Select(attrs=SEARCHES),
    )

    def filter(self, objects: Any) -> Any:
        """The rows that fit."""
        asked = self.cleaned_data
        words = asked["q"].strip()
        self.search_query, self.is_searching = words, bool(words)
        if words:
            by_words = with_words(Question.objects.all(), words).values("pk")
            coded = objects.annotate(codes=Cast("concepts", TextField()))
            objects = coded.filter(Q(pk__in=by_words) | Q(codes__contains=f'"{words.upper()}"'))
        if asked["level"]:
            objects = objects.filter(level=asked["level"])
        return of_kind(objects, asked["kind"]) if asked["kind"] else objects


class Listing:
    """The source's questions in use, with what tells one from another."""

    filter_form_class = ChooserFilters
    i18n_enabled = False
    per_page = 15

    def get_object_list(self) -> Any:
        """One row a question."""
        rows = Question.objects.filter(archived=False)
        return rows.filter(locale__language_code=settings.LANGUAGE_CODE)

    @property
    def columns(self) -> list[Any]:
        """Beside the first words."""
        title: Any = getattr(self, "title_column", None)
        return [
            title,
            Column("kind", label=_("Kind"), accessor=kind_of),
            Column("level", label=_("Level"), accessor="get_level_display"),
            Column("concepts", label=_("Concepts"), accessor=lambda row: ", ".join(row.concepts)),
            Column("state", label=_("State"), accessor=state_of),
        ]

    def can_create(self) -> bool:
        """Questions are written in the bank."""
        return False


class ChooseQuestionView(Listing, ChooseView):
    """The whole dialogue."""


class ChooseQuestionResultsView(Listing, ChooseResultsView):
    """What is found while somebody types."""


class ChosenQuestionView(ChosenView):
    """Answers with the key that all languages share, not with the row's number."""

    def get_object_id(self, instance: Question) -> str:
        return str(instance.translation_key)


class QuestionKeyChooser(ChooserViewSet):
    """Its addresses are named `question_key_chooser:…`, as the widget of quizzes.blocks expects."""

    model = Question
    icon = "help"
    page_title = _("Choose a question")
    register_widget = False
    base_widget_class = QuestionKeyInput
    choose_view_class = ChooseQuestionView
    choose_results_view_class = ChooseQuestionResultsView
    chosen_view_class = ChosenQuestionView


question_chooser = QuestionKeyChooser("question_key_chooser")
