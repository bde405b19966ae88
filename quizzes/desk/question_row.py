"""A question with its figures, ready to be shown or exported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from quizzes.analysis import AskedQuestion
from quizzes.desk.analysis_words import Figure, Remark, item_figures, remarks, share
from quizzes.models import Question
from quizzes.pure.content import Content
from quizzes.pure.item_figures import Choice, ItemStatistics
from quizzes.pure.item_flags import Flag, flags
from quizzes.questions.base import Part

EDIT = "wagtailsnippets_quizzes_question:edit"
MOST_CHOICES = 40


@dataclass(frozen=True)
class BankRow:
    """What the bank says of a question today; `asked`: the hash of what learners get, or empty."""

    pk: int
    asked: str
    archived: bool


@dataclass(frozen=True)
class ChoiceRow:
    """A part of the answer in words, and who chose it; `right` None where the key says nothing."""

    text: str
    lang: str
    right: bool | None
    everybody: float
    top: float
    bottom: float
    flagged: bool = False

    @property
    def groups(self) -> list[tuple[str, float]]:
        """Shares in words, with the length of their bars (0-100)."""
        return [
            (share(value), round(100 * value, 1))
            for value in (self.everybody, self.top, self.bottom)
        ]


@dataclass(frozen=True)
class QuestionRow:
    """A question with its figures, in one quiz or over all."""

    question: AskedQuestion
    item: ItemStatistics
    language: str
    bank: BankRow | None = None
    url: str = ""

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What its figures call for."""
        return flags(self.item)

    @property
    def calls(self) -> bool:
        """Whether it asks to be looked at: not any more once it was changed, or archived."""
        return any(flag.calls for flag in self.flags) and not (self.edited or self.archived)

    @property
    def severity(self) -> str:
        """Of its gravest flag; empty without one."""
        return self.flags[0].severity if self.flags else ""

    @property
    def edited(self) -> bool:
        """Whether none of these attempts had what learners get now; another level is no change."""
        now = self.bank.asked if self.bank else ""
        corrected = self.question.corrected
        by_now = corrected is not None and corrected.content.asked_sha256() == now
        return bool(now) and now not in self.question.asked and not by_now

    @property
    def corrected_at(self) -> datetime | None:
        """When its marks were corrected by another key; None where they were not."""
        return self.question.corrected.at if self.question.corrected else None

    @property
    def archived(self) -> bool:
        """Whether it is in use no more."""
        return self.bank is not None and self.bank.archived

    @property
    def edit_url(self) -> str:
        """Of the question in the bank; empty when it is not there any more."""
        return reverse(EDIT, args=[self.bank.pk]) if self.bank else ""

    @property
    def stem(self) -> str:
        """The question's words."""
        return self.question.content.text("stem", self.language).text

    @property
    def kind(self) -> str:
        """The label of its kind."""
        return str(self.question.kind.label)

    @property
    def versions(self) -> int:
        """In how many forms it was asked."""
        return len(self.question.asked)

    @cached_property
    def names(self) -> Mapping[str, Part]:
        """What can be chosen, in words."""
        return self.question.parts(self.language)

    @property
    def remarks(self) -> list[Remark]:
        """Its flags in words."""
        return remarks(self.flags, self.names)

    @property
    def figures(self) -> list[Figure]:
        """Its figures, each with a sentence."""
        return item_figures(self.item)

    @property
    def choices(self) -> list[ChoiceRow]:
        """What could be chosen in the author's order, then what was written, the frequent first.

        Equally frequent ones by themselves: rows come in no set order, a page's lines do.
        """
        known = [each for each in self.item.choices if each.part in self.names]
        written = [each for each in self.item.choices if each.part not in self.names]
        written.sort(key=lambda each: (-round(each.everybody, 9), each.part))
        return [self._choice(each) for each in [*known, *written][:MOST_CHOICES]]

    @property
    def choices_left_out(self) -> int:
        """How many more there are."""
        return max(0, len(self.item.choices) - MOST_CHOICES)

    @property
    def omitted(self) -> str:
        """The share that left it open."""
        return share(self.item.omitted)

    def _choice(self, choice: Choice) -> ChoiceRow:
        offered = self.names.get(choice.part)
        part = offered or self.question.written(choice.part)
        flagged = any(choice.part in flag.parts for flag in self.flags)
        return ChoiceRow(
            part.text,
            part.lang,
            choice.right if offered else part.right,
            choice.everybody,
            choice.top,
            choice.bottom,
            flagged,
        )


def bank_rows(keys: Iterable[UUID]) -> dict[UUID, BankRow]:
    """The source's rows of these questions; one query."""
    rows = Question.objects.filter(
        translation_key__in=list(keys), locale__language_code=settings.LANGUAGE_CODE
    ).values_list("translation_key", "pk", "current_version__content", "archived")
    return {
        key: BankRow(pk, Content.from_json(stored).asked_sha256() if stored else "", archived)
        for key, pk, stored, archived in rows
    }
