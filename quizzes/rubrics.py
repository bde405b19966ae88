"""What a person's mark says, in words: the level reached in each criterion, and the comment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.pure.texts import Shown
from quizzes.models import Answer, Mark
from quizzes.pure.content import Content
from quizzes.questions.base import items_of


@dataclass(frozen=True)
class LevelShown:
    """A level of a criterion, and whether it is the one reached."""

    id: str
    text: str
    lang: str
    points: int
    chosen: bool


@dataclass(frozen=True)
class CriterionShown:
    """A criterion with its levels, in the author's order."""

    id: str
    text: str
    lang: str
    levels: list[LevelShown]

    @property
    def most(self) -> int:
        """What the best level is worth."""
        return max(level.points for level in self.levels)

    @property
    def reached(self) -> LevelShown | None:
        """The level that was chosen."""
        return next((level for level in self.levels if level.chosen), None)


@dataclass(frozen=True)
class OpenMark:
    """A mark by a person: who gave it and when, what was reached, and the comment."""

    by: str
    at: datetime
    worth: int
    criteria: list[CriterionShown]
    comment: str


def criteria_of(content: Content, levels: Mapping[str, str], language: str) -> list[CriterionShown]:
    """The rubric of a question; `levels` maps criteria to the levels reached, by their ids."""
    return [
        _criterion(content, each["id"], each["levels"], levels.get(each["id"], ""), language)
        for each in items_of(content, "rubric")
    ]


def _criterion(
    content: Content, criterion: str, levels: list[dict[str, Any]], chosen: str, language: str
) -> CriterionShown:
    name = content.text(f"rubric.{criterion}.criterion", language)
    shown = []
    for level in levels:
        text: Shown = content.text(f"rubric.{criterion}.levels.{level['id']}.text", language)
        is_chosen = level["id"] == chosen
        shown.append(LevelShown(level["id"], text.text, text.lang, level["points"], is_chosen))
    return CriterionShown(criterion, name.text, name.lang, shown)


def open_mark_of(mark: Mark, content: Content, language: str) -> OpenMark:
    """A person's mark in words."""
    detail = mark.detail or {}
    criteria = criteria_of(content, detail.get("levels", {}), language)
    worth = round(100 * mark.fraction)
    return OpenMark(str(mark.by or ""), mark.at, worth, criteria, detail.get("comment", ""))


def open_marks_of(answers: Iterable[Answer], language: str) -> dict[int, OpenMark]:
    """The last mark by a person where it counts, by the answer's id; at most one query."""
    by_pk = {answer.pk: answer for answer in answers if answer.method == Mark.Method.HUMAN}
    if not by_pk:
        return {}
    marks = Mark.objects.filter(answer__in=list(by_pk), method=Mark.Method.HUMAN)
    return {
        mark.answer_id: open_mark_of(mark, by_pk[mark.answer_id].version.frozen, language)
        for mark in marks.select_related("by").order_by("pk")
    }
