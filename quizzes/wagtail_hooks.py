"""Where Wagtail calls quizzes: the bank, published questions, and what may not be deleted."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.signals import published, unpublished
from wagtail.snippets.models import register_snippet

from courses.desk import guards
from courses.desk.matters import add_sections, add_shortcuts
from quizzes.desk import archiving, publishing, regrading
from quizzes.desk.marking import marking_section
from quizzes.desk.sections import sections, shortcuts
from quizzes.desk.snippets import QuestionViewSet
from quizzes.models import Question

register_snippet(QuestionViewSet)

add_sections(5, marking_section)
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
    return [
        path("questions/<int:pk>/archive/", archiving.archive, name="archive_question"),
        path("questions/<int:pk>/regrade/", regrading.plan_regrade, name="plan_regrade"),
        path("questions/<int:pk>/regrade/start/", regrading.start_regrade, name="start_regrade"),
        path("regrades/<int:pk>/", regrading.show_regrade, name="show_regrade"),
    ]
