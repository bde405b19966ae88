"""Where a question is used: the quizzes that may draw it, and how often it was asked."""

from typing import Any

from django.conf import settings
from wagtail.admin.panels import Panel

from quizzes.models import Answer, Question, QuizPage
from quizzes.pure.drawing import Candidate


def quizzes_drawing(question: Question) -> list[QuizPage]:
    """The source's quizzes with a draw that takes this question."""
    key, concepts = str(question.translation_key), frozenset(question.concepts)
    candidate = Candidate(question.current_version_id or 0, key, question.level, concepts)
    quizzes = QuizPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [quiz for quiz in quizzes if any(draw.takes(candidate) for draw in quiz.draw_list)]


def times_asked(question: Question) -> int:
    """In how many attempts any version of it was asked."""
    return Answer.objects.filter(version__question_key=question.translation_key).count()


class UsedInPanel(Panel):
    """Read only, below the fields."""

    class BoundPanel(Panel.BoundPanel):
        """For one question."""

        template_name = "quizzes/desk/used_in.html"

        def is_shown(self) -> bool:
            """A question not saved yet is used nowhere."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "quizzes": quizzes_drawing(self.instance),
                "asked": times_asked(self.instance),
                "key": self.instance.translation_key,
                "archived": self.instance.archived,
            }
