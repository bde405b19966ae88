"""Where Wagtail calls quizzes: the bank, published questions, and what may not be deleted."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import published, unpublished
from wagtail.snippets.models import register_snippet

from courses.desk import guards
from courses.desk.matters import add_sections, add_shortcuts
from quizzes.desk import analysis, archiving, publishing
from quizzes.desk.sections import sections, shortcuts
from quizzes.desk.snippets import QuestionViewSet
from quizzes.models import Question

register_snippet(QuestionViewSet)

add_sections(20, sections)
add_shortcuts(shortcuts)

guards.evidence.append(publishing.quizzes_evidence)
guards.refusals[Question] = archiving.refusal

published.connect(publishing.on_published, dispatch_uid="quizzes.version")
unpublished.connect(publishing.on_unpublished, dispatch_uid="quizzes.version")
hooks.register("register_log_actions", archiving.log_actions)


@hooks.register("register_snippet_listing_buttons")
def archive_in_list(snippet: Any, user: Any, next_url: str | None = None) -> list[Any]:
    """Archive, or use again."""
    allowed = isinstance(snippet, Question) and user.has_perm("quizzes.change_question")
    return [archiving.archive_button(snippet)] if allowed else []


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Ours, beside Wagtail's."""
    quiz = "quizzes/<uuid:key>/analysis/"
    return [
        path("questions/<int:pk>/archive/", archiving.archive, name="archive_question"),
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
