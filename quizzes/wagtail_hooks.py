"""Where Wagtail calls quizzes: the bank, published questions, and what may not be deleted."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import published, unpublished
from wagtail.snippets.models import register_snippet

from cms import gates
from courses.desk import guards, moderation
from courses.desk.matters import add_sections, add_shortcuts
from quizzes.desk import (
    analysis,
    archiving,
    bulk,
    duplicating,
    editor,
    exchange_export,
    exchange_import,
    previews,
    publishing,
    refusing,
    regrading,
)
from quizzes.desk.checks_panel import check_quiz
from quizzes.desk.chooser import question_chooser
from quizzes.desk.marking import marking_section
from quizzes.desk.sections import sections, shortcuts
from quizzes.desk.snippets import QuestionViewSet
from quizzes.models import Question, QuizPage

previews.set_up()
editor.lay_out()
register_snippet(QuestionViewSet)

add_sections(5, marking_section)
add_sections(20, sections)
add_shortcuts(shortcuts)

guards.evidence.append(publishing.quizzes_evidence)
guards.refusals[Question] = archiving.refusal

hooks.register("before_publish_page", refusing.refuse_unsound)
hooks.register("before_bulk_action", refusing.refuse_unsound_bulk)
gates.refusals.append(refusing.is_unsound)
moderation.unmoderated[QuizPage] = _("Quizzes need no moderation: publish it.")
hooks.register("register_admin_viewset", lambda: question_chooser)
published.connect(publishing.on_published, dispatch_uid="quizzes.version")
unpublished.connect(publishing.on_unpublished, dispatch_uid="quizzes.version")
for action in bulk.ACTIONS:
    # After Wagtail's own, one of which it takes the place of.
    hooks.register("register_bulk_action", action, order=100)
hooks.register("register_log_actions", archiving.log_actions)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Ours, beside Wagtail's."""
    quiz = "quizzes/<uuid:key>/analysis/"
    return [
        path("questions/<int:pk>/archive/", archiving.archive, name="archive_question"),
        path("questions/import/", exchange_import.import_file, name="import_questions"),
        path(
            "questions/import/confirmed/",
            exchange_import.import_confirmed,
            name="import_questions_confirmed",
        ),
        path("questions/export/", exchange_export.export_questions, name="export_questions"),
        path("questions/export/file/", exchange_export.export_file, name="export_questions_file"),
        path("questions/<int:pk>/duplicate/", duplicating.duplicate, name="duplicate_question"),
        path("questions/<int:pk>/regrade/", regrading.plan_regrade, name="plan_regrade"),
        path("questions/<int:pk>/regrade/start/", regrading.start_regrade, name="start_regrade"),
        path("regrades/<int:pk>/", regrading.show_regrade, name="show_regrade"),
        path("quizzes/<int:pk>/check/", check_quiz, name="check_quiz"),
        path(quiz, analysis.quiz_analysis, name="quiz_analysis"),
        path(f"{quiz}export/", analysis.export_analysis, name="export_analysis"),
        path(f"{quiz}<uuid:question>/", analysis.item_analysis, name="item_analysis"),
        path(
            "questions/<uuid:key>/analysis/", analysis.question_analysis, name="question_analysis"
        ),
    ]


@hooks.register("register_page_listing_more_buttons")
def analysis_in_list(page: Page, user: Any, next_url: str | None = None) -> list[Any]:
    """What a quiz measured."""
    return analysis.analysis_buttons(page, user)


@hooks.register("register_page_header_buttons")
def analysis_on_page(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Any]:
    """The same on its own pages."""
    return analysis.analysis_buttons(page, user)
