"""Where a question is used: the quizzes that may ask it, and how often it was asked."""

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from wagtail.admin.panels import Panel

from quizzes.models import Answer, Question, QuestionVersion, QuizPage, Regrade
from quizzes.pure.content import Content
from quizzes.pure.drawing import Candidate
from quizzes.questions.kinds import KIND_NAMED


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


def marked_by_another_key(question: Question, published: Content | None = None) -> int:
    """In how many finished attempts another key than today's marked it, and no regrade since.

    `published`: what is being published just now, while its version is still to come.
    """
    current, key = question.current_version, question.translation_key
    if current is None:
        return 0
    today = _key_of(published or current.frozen)
    done = Regrade.objects.filter(question_key=key, finished_at__isnull=False)
    last = done.select_related("version").order_by("pk").last()
    if last and (last.version is None or _key_of(last.version.frozen) == today):
        return 0
    asked = Answer.objects.filter(version__question_key=key, attempt__state="finished")
    counts = dict(asked.order_by().values_list("version").annotate(n=Count("pk")))
    versions = QuestionVersion.objects.filter(pk__in=counts)
    return sum(counts[each.pk] for each in versions if _key_of(each.frozen) != today)


def _key_of(content: Content) -> tuple[str, list[str]]:
    return content.kind, KIND_NAMED[content.kind].measure(content)


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
                "by_another_key": marked_by_another_key(self.instance),
                "plan_url": reverse("plan_regrade", args=[self.instance.pk]),
                "key": self.instance.translation_key,
                "archived": self.instance.archived,
            }
