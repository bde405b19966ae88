"""The bank of questions at the author's desk."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
    UnpublishView,
)

from cms.desk.lazy_labels import LazyBreadcrumbs
from courses.desk.inquiries import inquiries_panel
from quizzes.desk.archiving import ArchivedPanel, archive_button
from quizzes.desk.duplicating import duplicate_button
from quizzes.desk.exchange_export import exchange_buttons
from quizzes.desk.filters import QuestionFilters, with_words
from quizzes.desk.former_key import former_key_panel
from quizzes.desk.lacking import MeantForm, quizzes_lacking
from quizzes.desk.languages import pair_words, translate_button
from quizzes.desk.regrading import regrade_button, regrade_message_button
from quizzes.desk.used_in import UsedInPanel, marked_by_another_key
from quizzes.models import Question, QuizPage
from quizzes.questions.kinds import KIND_NAMED


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

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """With the languages of each row on the page, all at once."""
        paginated = super().paginate_queryset(queryset, page_size)
        rows = list(paginated[2])
        words = pair_words(rows)
        for row in paginated[2]:
            row.languages_in_words = words.get(row.translation_key, "")
        return paginated

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Import and export stand beside "add"."""
        return [*super().header_buttons, *exchange_buttons(self.request)]

    def get_list_buttons(self, instance: Question) -> list[Any]:
        """What is done to one question, asking the database nothing for each.

        Translating, which wagtail-localize would offer here with five queries a row, stands on the
        question's own page and on the dashboard.
        """
        wagtails = self.get_list_more_buttons(instance)
        user = self.request.user
        buttons = [Button.from_menu_item(each) for each in wagtails if each.is_shown(user)]
        if user.has_perm("quizzes.add_question"):
            buttons.append(duplicate_button(instance))
        if user.has_perm("quizzes.change_question"):
            buttons.append(archive_button(instance))
        label = gettext("More of “%(question)s”") % {"question": instance}
        attrs = {"aria-label": label}
        return [ButtonWithDropdown(buttons=buttons, icon_name="dots-horizontal", attrs=attrs)]

    def search_queryset(self, queryset: Any) -> Any:
        return with_words(queryset, self.search_query) if self.is_searching else queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Archived questions that match what was looked for are counted, with the way to them."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not (self.is_searching or self.is_filtering):
            return context
        asked = self.request.GET.copy()
        asked["state"] = "archived"
        asked.pop(self.page_kwarg, None)
        hidden = self.search_queryset(self.filters.hidden(self.get_base_queryset()))
        return context | {
            "archived_found": hidden.count(),
            "archived_url": f"{self.index_url}?{asked.urlencode()}",
        }


class NewQuestionView(CreateView):
    """Nothing is saved by itself before there is a question: half of one is only complained of."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False
        self.autosave_interval = 0


class EditQuestionView(EditView):
    """Duplicate, and archive where other things have "delete"."""

    def get_usage_url(self) -> None:
        """None: Wagtail counts links of its own, and quizzes know questions by their keys.

        "Used in" among the fields says it.
        """

    def get_success_buttons(self) -> list[Any]:
        """After another key was published: the way to the marks that the former one gave."""
        buttons: list[Any] = super().get_success_buttons()
        row = self.object
        source = row.locale.language_code == settings.LANGUAGE_CODE
        # A date in the future publishes nothing yet.
        later = row.go_live_at and row.go_live_at > timezone.now()
        published = self.action == "publish" and source and not later
        if published and marked_by_another_key(row, row.frozen()):
            buttons.append(regrade_message_button(row))
        return buttons

    @property
    def header_more_buttons(self) -> list[Any]:
        more: list[Any] = [regrade_button(self.object), archive_button(self.object)]
        if self.request.user.has_perm("quizzes.add_question"):
            more.insert(0, duplicate_button(self.object))
        if self.request.user.has_perm("wagtail_localize.submit_translation"):
            more.append(translate_button(self.object))
        return [*super().header_more_buttons, *filter(None, more)]


class UnpublishQuestionView(UnpublishView):
    """Says which published quizzes would lack the question, and asks whether this is meant."""

    template_name = "quizzes/desk/unpublish.html"

    def get_usage_url(self) -> None:
        """None: Wagtail counts links of its own, and quizzes know questions by their keys."""

    @property
    def is_source(self) -> bool:
        """Only Spanish decides what is asked; without a translation learners read Spanish."""
        return bool(self.object.locale.language_code == settings.LANGUAGE_CODE)

    @cached_property
    def lacking(self) -> list[QuizPage]:
        """Published quizzes that nobody could start."""
        return quizzes_lacking([self.object.translation_key]) if self.is_source else []

    @cached_property
    def form(self) -> MeantForm:
        """The box to tick."""
        sent = self.request.POST if self.request.method == "POST" else None
        return MeantForm(self.lacking, sent)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=400)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        back = reverse(self.edit_url_name, args=[self.object.pk])
        return context | {
            "lacking": self.lacking,
            "form": self.form,
            "is_source": self.is_source,
            "back_url": back,
        }


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
        Column(
            "difficulty",
            label=_("Difficulty"),
            accessor=Question.get_difficulty_display,
            sort_key="difficulty",
        ),
        Column("concepts", label=_("Concepts"), accessor=lambda row: ", ".join(row.concepts)),
        Column("state", label=_("State"), accessor=state_of),
        Column("languages", label=_("Languages"), accessor="languages_in_words"),
    ]
    filterset_class = QuestionFilters
    index_results_template_name = "quizzes/desk/bank_results.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what each row shows of its last draft and its language."""
        return Question.objects.select_related("locale", "latest_revision")

    index_view_class = QuestionListView
    add_view_class = NewQuestionView
    edit_view_class = EditQuestionView
    unpublish_view_class = UnpublishQuestionView
    unpublish_template_name = UnpublishQuestionView.template_name
    edit_handler = ObjectList(
        [
            ArchivedPanel(heading=_("Archived"), icon="folder-inverse"),
            former_key_panel(),
            FieldPanel("content"),
            FieldRowPanel([FieldPanel("level"), FieldPanel("difficulty")]),
            FieldPanel("concepts"),
            UsedInPanel(heading=_("Used in")),
            inquiries_panel(),
        ]
    )
