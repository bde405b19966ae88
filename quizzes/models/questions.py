"""The bank: questions as snippets with drafts, history and preview."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from courses.blocks.streams import ContentField
from courses.fields import CodesField
from courses.models import unknown_codes
from courses.pure.texts import SOURCE
from quizzes.asking import look_of
from quizzes.levels import Difficulty, Level
from quizzes.pure.content import Content, freeze
from quizzes.questions.choice import BLANK_OPTIONS
from quizzes.questions.kinds import KIND_NAMED, QUESTION_KINDS


def _new_question() -> list[tuple[str, dict[str, Any]]]:
    """What a new question starts as: single choice, the kind used most, with room for options."""
    return [("single_choice", {"stem": "", "options": BLANK_OPTIONS, "feedback": ""})]


class Question(
    index.Indexed,
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    models.Model,
):
    """One question in one language; the Spanish row gives the structure."""

    content: StreamField = ContentField(
        [(kind.name, kind.block()) for kind in QUESTION_KINDS],
        verbose_name=_("question"),
        min_num=1,
        max_num=1,
        default=_new_question,
    )
    level = models.CharField(
        _("level"), max_length=12, choices=Level.choices, default=Level.UNDERSTAND
    )
    difficulty = models.CharField(
        _("difficulty"), max_length=8, choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    concepts = CodesField(_("concepts"), help_text=_("Codes separated by commas: C22, C27."))
    summary = models.CharField(max_length=160, editable=False, default="")
    archived = models.BooleanField(_("archived"), default=False, editable=False)
    current_version = models.ForeignKey(
        "quizzes.QuestionVersion",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="question",
        for_concrete_model=False,
    )

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="question",
        for_concrete_model=False,
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("content"),
        FieldPanel("level"),
        FieldPanel("difficulty"),
        FieldPanel("concepts"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.FilterField("level"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["summary"]

    def __str__(self) -> str:
        return Truncator(self.summary).chars(80) or str(_("New question"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the first words beside it, for lists and search."""
        self._keep_summary()
        super().save(*args, **kwargs)

    def _keep_summary(self) -> None:
        if self.content:
            self.summary = Truncator(self.content[0].value["stem"]).chars(150)

    def clean(self) -> None:
        """Raises ValidationError with what the kind's own check complains of."""
        super().clean()
        # Here too: a draft is a revision, and makes its way past save().
        self._keep_summary()
        complaints: dict[str, Any] = {}
        wrong = KIND_NAMED[self.kind].check(self.content[0].value) if self.content else []
        if wrong:
            complaints["content"] = list(wrong)
        if unknown := unknown_codes(self.concepts):
            complaints["concepts"] = unknown
        if complaints:
            raise ValidationError(complaints)

    def with_content_json(self, content: Any) -> "Question":
        """A revision holds texts; being in use and the version drawn are the row's own."""
        row: Question = super().with_content_json(content)
        row.archived, row.current_version_id = self.archived, self.current_version_id
        return row

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return str(self.content[0].block_type)

    def frozen(self) -> Content | None:
        """The question as it stands in this row, as a version would hold it; None without one."""
        if not self.content:
            return None
        block = self.content[0]
        raw = block.block.get_prep_value(block.value)
        # The source gives the structure: here the row's own stands for it.
        raws = {SOURCE: raw, self.locale.language_code: raw}
        return freeze(self.kind, self.level, list(self.concepts), raws)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The question as a learner meets it, with its key and feedback for the author."""
        return "quizzes/question_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Options in the author's order, in the row's language; nothing is answered yet."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        content, language = self.frozen(), self.locale.language_code
        if content is None:
            return context
        with override(language):
            return context | {"language": language, "shown": look_of(content, language)}
