"""The bank of questions at the author's desk."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from cms.desk.lazy_labels import LazyBreadcrumbs
from quizzes.desk.archiving import archive_button
from quizzes.desk.filters import QuestionFilters
from quizzes.desk.regrading import regrade_button
from quizzes.desk.used_in import UsedInPanel
from quizzes.models import Question
from quizzes.questions.kinds import KIND_NAMED

MOST_FOUND = 1000


def kind_of(question: Question) -> Any:
    """The label of its kind."""
    return KIND_NAMED[question.kind].label if question.content else ""


def state_of(question: Question) -> str:
    """Where it stands, in words."""
    if question.archived:
        return gettext("Archived")
    if not question.live:
        return gettext("Draft")
    changed = question.has_unpublished_changes
    return gettext("Published, with changes") if changed else gettext("Published")


class QuestionListView(IndexView):
    """The bank."""

    @cached_property
    def columns(self) -> list[Any]:
        """Without boxes to tick: nothing is done to several questions at once."""
        return list(super().columns[1:])

    def search_queryset(self, queryset: Any) -> Any:
        """Words are looked up first, then filters apply: the index knows nothing of filters."""
        if not self.is_searching:
            return queryset
        found = get_search_backend().autocomplete(self.search_query, Question.objects.all())
        return queryset.filter(pk__in=[question.pk for question in found[:MOST_FOUND]])


class NewQuestionView(CreateView):
    """Nothing is saved by itself before there is a question: half of one is only complained of."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False
        self.autosave_interval = 0


class EditQuestionView(EditView):
    """Archive stands where other things have "delete"."""

    @property
    def header_more_buttons(self) -> list[Any]:
        own = [regrade_button(self.object), archive_button(self.object)]
        return [*super().header_more_buttons, *own]


class QuestionViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Questions with drafts, history and preview; one language at a time."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = ("summary",)
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("kind", label=_("Kind"), accessor=kind_of),
        Column("level", label=_("Level"), accessor=Question.get_level_display, sort_key="level"),
        Column("concepts", label=_("Concepts"), accessor=lambda row: ", ".join(row.concepts)),
        Column("state", label=_("State"), accessor=state_of),
    ]
    filterset_class = QuestionFilters
    index_view_class = QuestionListView
    add_view_class = NewQuestionView
    edit_view_class = EditQuestionView
    edit_handler = ObjectList(
        [
            FieldPanel("content"),
            FieldPanel("level"),
            FieldPanel("concepts"),
            UsedInPanel(heading=_("Used in")),
        ]
    )
