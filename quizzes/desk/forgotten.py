"""The questions that reviews find forgotten most: worth a look, in the lesson or in the words."""

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext

from courses.desk.matters import ROWS_SHOWN, Matter, Section
from quizzes.models import Question, ReviewAnswer

# Of fewer answers a share says little, and more of people than of the question.
FEWEST_ANSWERS = 8


def forgotten_questions() -> Section:
    """Questions not remembered in half of their reviews or more, the worst first; two queries."""
    told = ReviewAnswer.objects.answered().order_by().values("version__question_key")
    counted = told.annotate(asked=Count("pk"), missed=Count("pk", filter=Q(fraction__lt=1)))
    shares = {
        row["version__question_key"]: row["missed"] / row["asked"]
        for row in counted.filter(asked__gte=FEWEST_ANSWERS)
    }
    often = [key for key, share in shares.items() if share >= 1 / 2]
    questions = Question.objects.filter(
        translation_key__in=often, archived=False, locale__language_code=settings.LANGUAGE_CODE
    )
    found = sorted(questions.defer("content"), key=lambda each: -shares[each.translation_key])
    rows = [
        Matter(
            str(question),
            reverse("wagtailsnippets_quizzes_question:edit", args=[question.pk]),
            gettext("forgotten in %(percent)s %% of reviews")
            % {"percent": round(100 * shares[question.translation_key])},
        )
        for question in found[:ROWS_SHOWN]
    ]
    lead = gettext("In reviews at least half of the answers were not right.")
    heading = gettext("Questions forgotten most")
    return Section(heading, lead, "history", rows, len(found))
