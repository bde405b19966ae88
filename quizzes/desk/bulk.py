"""What is done to several ticked questions at once: tagged anew, archived, used again."""

from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from courses.fields import RangesInput
from courses.models import unknown_codes
from quizzes.desk.exchange_export import export_of, export_of_list, ticked
from quizzes.desk.filters import QuestionFilters, with_words
from quizzes.desk.lacking import ask_whether_meant, quizzes_lacking
from quizzes.levels import Difficulty, Level
from quizzes.models import Question, QuizPage
from quizzes.verbs.questions import Tags, archive_question, retag_question


class LevelForm(forms.Form):
    """One level for all."""

    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=forms.RadioSelect)


class DifficultyForm(forms.Form):
    """One difficulty for all."""

    difficulty = forms.ChoiceField(
        label=_("Difficulty"), choices=Difficulty.choices, widget=forms.RadioSelect
    )


class ConceptsForm(forms.Form):
    """Concepts to add to each, and to take from each."""

    add = RangesInput(
        label=_("Add"), required=False, help_text=_("Codes separated by commas; C22-C27: all.")
    )
    remove = RangesInput(label=_("Take away"), required=False)

    def clean_add(self) -> list[str]:
        """Raises ValidationError with what is no concept."""
        codes: list[str] = self.cleaned_data["add"]
        if unknown := unknown_codes(codes):
            raise ValidationError(unknown)
        return codes

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("add") and not data.get("remove"):
            raise ValidationError(_("Write a code to add or to take away."))
        return data


class QuestionBulkAction(SnippetBulkAction):
    """Asks with a form, then does the same to each ticked question that is not locked."""

    models: ClassVar[list[Any]] = [Question]
    template_name = "quizzes/desk/bulk.html"
    lead: ClassVar[str | Promise] = ""

    @property
    def listing(self) -> QueryDict:
        """What the list one came from was asked for."""
        return QueryDict(urlsplit(self.next_url).query)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """ "All" are those on the list one came from, with its search and filters."""
        asked = self.listing
        rows = with_words(Question.objects.all(), asked.get("q", ""))
        if not asked.get("locale"):
            rows = rows.filter(locale__language_code=settings.LANGUAGE_CODE)
        return QuestionFilters(asked, rows, request=self.request).qs.values_list("pk", flat=True)

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Iterable[Any]) -> list[Question]:
        """What was ticked. Raises Http404 where the address names no question."""
        found: list[Question] = super().get_queryset(model, ticked(map(str, object_ids)))
        return found

    def check_perm(self, obj: Question) -> bool:
        lock = obj.get_lock()
        may = self.request.user.has_perm("quizzes.change_question")
        return bool(may and not (lock and lock.for_user(self.request.user)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "header_title": self.display_name,
            "lead": self.lead,
        }

    @classmethod
    def execute_action(cls, objects: list[Question], **kwargs: Any) -> tuple[int, int]:
        """The name and the pair of counts are Wagtail's."""
        action: QuestionBulkAction = kwargs["self"]
        for key in dict.fromkeys(question.translation_key for question in objects):
            action.do(next(each for each in objects if each.translation_key == key))
        return len(objects), 0

    @property
    def asked(self) -> dict[str, Any]:
        """What the form says."""
        return self.cleaned_form.cleaned_data if self.cleaned_form else {}

    def do(self, question: Question) -> None:
        """Does it to one question, in all languages: here, tags it as the form says."""
        tags = Tags(**self.asked)
        retag_question(question.translation_key, tags, self.request.user, timezone.now())

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(n)s question was changed.", "%(n)s questions were changed.", num_parent_objects
        ) % {"n": num_parent_objects}


class LevelBulkAction(QuestionBulkAction):
    """Sets the level."""

    display_name = _("Level")
    aria_label = _("Set the level of the ticked questions")
    action_type = "level"
    action_priority = 10
    form_class = LevelForm
    lead = _("What is published is published anew with it; drafts keep their other changes.")


class DifficultyBulkAction(QuestionBulkAction):
    """Sets the difficulty."""

    display_name = _("Difficulty")
    aria_label = _("Set the difficulty of the ticked questions")
    action_type = "difficulty"
    action_priority = 20
    form_class = DifficultyForm
    lead = _("What is published is published anew with it; drafts keep their other changes.")


class ConceptsBulkAction(QuestionBulkAction):
    """Adds and takes away concepts."""

    display_name = _("Concepts")
    aria_label = _("Change the concepts of the ticked questions")
    action_type = "concepts"
    action_priority = 30
    form_class = ConceptsForm
    lead = _("What is published is published anew with them; drafts keep their other changes.")


class ArchiveForm(forms.Form):
    """Archived, or used again."""

    archived = forms.TypedChoiceField(
        label=_("What to do"),
        choices=[("1", _("Archive: no new attempt gets them")), ("0", _("Use again"))],
        initial="1",
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )

    def clean(self) -> dict[str, Any]:
        """Whoever uses them again leaves nothing short."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("archived") is False:
            self.errors.pop("meant", None)
        return data


class ArchiveBulkAction(QuestionBulkAction):
    """Takes the place of Wagtail's "delete": answers refer to questions."""

    display_name = _("Archive")
    aria_label = _("Archive the ticked questions, or use them again")
    action_type = "delete"
    action_priority = 40
    form_class = ArchiveForm
    lead = _("Attempts that have them are not touched.")

    def __init__(self, request: Any, model: Any) -> None:
        super().__init__(request, model)
        # By its own name for whoever is asked before something is deleted: nothing is.
        self.action_type = "archive"

    @cached_property
    def lacking(self) -> list[QuizPage]:
        """Published quizzes that nobody could start without what is ticked."""
        questions, _locked = self.get_actionable_objects()
        return quizzes_lacking(question.translation_key for question in questions)

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        ask_whether_meant(form, self.lacking)
        return form

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 400
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"lacking": self.lacking}

    def do(self, question: Question) -> None:
        archived: bool = self.asked["archived"]
        archive_question(question.translation_key, archived)
        log(
            question,
            "trato.archive" if archived else "trato.restore",
            user=self.request.user,
        )


class ExportBulkAction(QuestionBulkAction):
    """Leads to the export of what is ticked, which asks for the format; changes nothing."""

    display_name = _("Export")
    aria_label = _("Export the ticked questions")
    action_type = "export"
    action_priority = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """All of them are named by the list's filters: their numbers would fill an address."""
        ids = request.GET.getlist("id")
        if "all" in ids:
            return redirect(export_of_list(self.listing))
        rows = self.get_queryset(self.model, ids)
        return redirect(export_of(row.pk for row in rows))


ACTIONS = (
    LevelBulkAction,
    DifficultyBulkAction,
    ConceptsBulkAction,
    ArchiveBulkAction,
    ExportBulkAction,
)
