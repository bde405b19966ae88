"""What managers and trainers may send about quizzes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.models import QuizGrant, QuizPage
from quizzes.verbs.grants import MOST_MINUTES, Exemption

COMMENT_LONGEST = 2000
OF_MINUTES = format_lazy(_("Write a whole number from 1 to {most}."), most=MOST_MINUTES)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is kept with the exception."),
        error_messages={
            "required": _("Write why: the reason is kept with the exception."),
            "max_length": _("At most 300 characters: shorten it."),
        },
    )


class ExceptionForm(forms.Form):
    """An exception at one of some quizzes: which, what, and why."""

    quiz = forms.ChoiceField(label=_("Quiz"))
    kind = forms.ChoiceField(
        label=_("What"),
        choices=QuizGrant.Kind.choices,
        initial=QuizGrant.Kind.ATTEMPT,
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Extra minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        help_text=_("Only for more time. An attempt under way gets them at once."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), OF_MINUTES),
    )
    reason = _reason()

    def __init__(self, quizzes: Mapping[UUID, QuizPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quizzes = {str(key): quiz for key, quiz in quizzes.items()}
        quiz = self.fields["quiz"]
        quiz.choices = [(key, each.title) for key, each in self.quizzes.items()]  # type: ignore[attr-defined]
        self.any_limit = any(each.time_limit for each in quizzes.values())
        useless = set() if self.any_limit else {QuizGrant.Kind.MINUTES}
        if not any(each.wait_hours for each in quizzes.values()):
            useless.add(QuizGrant.Kind.WAIT)
        # Not offered; sent all the same, `clean` says why it is refused.
        self.fields["kind"].widget.choices = [
            each for each in QuizGrant.Kind.choices if each[0] not in useless
        ]

    def clean(self) -> dict[str, Any]:
        """Complains of what would change nothing."""
        given: dict[str, Any] = super().clean() or {}
        quiz, kind = self.quizzes.get(given.get("quiz", "")), given.get("kind")
        if quiz and kind == QuizGrant.Kind.MINUTES:
            if not quiz.time_limit:
                self.add_error("kind", _("This quiz has no time limit: there is none to extend."))
            elif not given.get("minutes") and "minutes" not in self.errors:
                self.add_error("minutes", _("Write how many minutes more."))
        if quiz and kind == QuizGrant.Kind.WAIT and not quiz.wait_hours:
            self.add_error("kind", _("At this quiz nobody has to wait."))
        return given

    @property
    def exemption(self) -> Exemption:
        """What was asked for, once it is valid."""
        given = self.cleaned_data
        return Exemption(
            UUID(given["quiz"]), given["kind"], given["reason"], given.get("minutes") or 0
        )


class WithdrawalForm(forms.Form):
    """Why an exception is taken back."""

    reason = _reason()
