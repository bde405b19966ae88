"""Published quizzes that nobody could start if some questions were taken out of use."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import ngettext

from quizzes.bank import published_questions
from quizzes.models import QuizPage
from quizzes.pure.drawing import shortages


def quizzes_lacking(without: Iterable[UUID]) -> list[QuizPage]:
    """The source's live quizzes that lack questions, or more of them, without these; two queries.

    None where learners do not get these questions today: then nothing is taken from anybody.
    """
    gone, bank = {str(key) for key in without}, published_questions()
    rest = [each for each in bank if each.key not in gone]
    if len(rest) == len(bank):
        return []
    quizzes = QuizPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return [
        quiz
        for quiz in quizzes.order_by("title", "pk")
        if shortages(rest, quiz.draw_list) != shortages(bank, quiz.draw_list)
    ]


def ask_whether_meant(form: forms.Form, lacking: list[QuizPage]) -> None:
    """Adds the box to tick before these quizzes are left short; none without such quizzes."""
    if not lacking:
        return
    # Browsers are not to insist on it: who chooses to use questions again has nothing to tick.
    form.use_required_attribute = False
    label = ngettext(
        "I have seen that nobody can start %(n)s quiz, and this is meant.",
        "I have seen that nobody can start %(n)s quizzes, and this is meant.",
        len(lacking),
    )
    missing = ngettext(
        "Tick the box if nobody is meant to start this quiz for now. Nothing was changed.",
        "Tick the box if nobody is meant to start these quizzes for now. Nothing was changed.",
        len(lacking),
    )
    form.fields["meant"] = forms.BooleanField(
        label=label % {"n": len(lacking)}, error_messages={"required": missing}
    )


class MeantForm(forms.Form):
    """Nothing but the box, where there is something to be sure of."""

    def __init__(self, lacking: list[QuizPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_whether_meant(self, lacking)
