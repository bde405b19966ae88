"""Where a question is used: the quizzes that may ask it, and how often it was asked."""

from typing import Any

from django.conf import settings
from wagtail.admin.panels import Panel

from quizzes.models import Answer, Question, QuizPage
from quizzes.pure.drawing import Candidate


def quizzes_asking(question: Question) -> tuple[list[QuizPage], list[QuizPage]]:
    """The source's quizzes that may draw this question, and those in which it is fixed."""
    candidate = Candidate(
        question.current_version_id or 0,
        str(question.translation_key),
        question.level,
        frozenset(question.concepts),
        question.difficulty,
    )
    drawing, fixed = [], []
    for quiz in QuizPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE):
        taking = [draw for draw in quiz.draw_list if draw.takes(candidate)]
        if any(draw.key for draw in taking):
            fixed.append(quiz)
        elif taking:
            drawing.append(quiz)
    return drawing, fixed


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
            drawing, fixed = quizzes_asking(self.instance)
            return context | {
                "drawing": drawing,
                "fixed": fixed,
                "asked": times_asked(self.instance),
                "key": self.instance.translation_key,
                "archived": self.instance.archived,
            }
