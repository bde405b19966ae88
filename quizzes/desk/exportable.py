"""What of the bank can leave it: unfinished drafts stay, each with what it still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext

from quizzes.models import Question
from quizzes.questions.raw import faults

EDIT = "wagtailsnippets_quizzes_question:edit"


@dataclass(frozen=True)
class Unfinished:
    """A draft that no format can carry, and why in sentences."""

    row: Question
    why: list[str]

    @property
    def url(self) -> str:
        """Where it is finished."""
        return reverse(EDIT, args=[self.row.pk])


@dataclass
class Exportable:
    """The questions of an export as they go, and those that stay."""

    rows: list[Question] = field(default_factory=list)
    unfinished: list[Unfinished] = field(default_factory=list)


def exportable(rows: Iterable[Question], *, drafts: bool) -> Exportable:
    """Parts questions into those that are whole and those that are not.

    A question that learners get goes as they get it; with `drafts`, and where none was published,
    as it was last saved. `rows` come with their `latest_revision`.
    """
    found = Exportable()
    for row in rows:
        goes = as_it_goes(row, drafts=drafts)
        if why := lacking(goes):
            found.unfinished.append(Unfinished(goes, why))
        else:
            found.rows.append(goes)
    return found


def as_it_goes(row: Question, *, drafts: bool) -> Question:
    """The row, or its latest draft."""
    published = row.live and not (drafts and row.has_unpublished_changes)
    if published or row.latest_revision is None:
        return row
    return row.with_content_json(row.latest_revision.content)


def lacking(row: Question) -> list[str]:
    """What the editor would complain of before it publishes the question."""
    if not row.content:
        return [gettext("The question itself is missing.")]
    return faults(row.kind, row.content[0].value)
