"""What the checks say about a quiz, in words, each with a link to where it is mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from courses.activities import Remark as CourseRemark
from courses.desk.behind import behind, other_locales
from courses.models import CoursePage
from quizzes.bank import published_questions
from quizzes.finding_words import entry_words, finding_words
from quizzes.models import Question, QuizPage
from quizzes.pure.checks import ERROR, Choice, Examined, Finding, Rules, check_quiz
from quizzes.pure.drawing import Candidate, Draw
from quizzes.questions.kinds import KIND_NAMED

EDIT_QUESTION = "wagtailsnippets_quizzes_question:edit"


@dataclass(frozen=True)
class Remark:
    """A finding as an author reads it."""

    blocks: bool
    words: str
    url: str


@dataclass(frozen=True)
class Checked:
    """A quiz with what was found."""

    page: QuizPage
    remarks: tuple[Remark, ...]

    @property
    def errors(self) -> list[Remark]:
        """What keeps it from being published."""
        return [each for each in self.remarks if each.blocks]

    @property
    def hints(self) -> list[Remark]:
        """What could be better."""
        return [each for each in self.remarks if not each.blocks]


def check_page(page: QuizPage) -> Checked:
    """Every check of a quiz as it stands in `page`; as many queries whatever the bank's size."""
    draws, bank = page.draw_list, published_questions()
    asked = {each.key for each in bank if any(draw.takes(each) for draw in draws)}
    rows = _source_rows(asked | {draw.key for draw in draws if draw.key})
    found = check_quiz(
        draws,
        bank,
        _unaskable(draws, bank, rows),
        [*_examined(rows[key] for key in sorted(asked, key=lambda key: rows[key].summary))],
        Rules(page.time_limit, page.shuffle),
    )
    return Checked(page, tuple(_remark(page, each, rows) for each in found))


def _source_rows(keys: Iterable[str]) -> dict[str, Question]:
    rows = Question.objects.filter(
        translation_key__in=set(keys), locale__language_code=settings.LANGUAGE_CODE
    )
    return {str(row.translation_key): row for row in rows.select_related("locale")}


def _unaskable(
    draws: Iterable[Draw], bank: Iterable[Candidate], rows: dict[str, Question]
) -> dict[str, str]:
    """Why fixed questions that nobody can be asked are so."""
    there = {each.key for each in bank}
    found = {}
    for key in {draw.key for draw in draws if draw.key} - there:
        row = rows.get(key)
        if row is None:
            found[key] = "fixed_missing"
        else:
            found[key] = "fixed_archived" if row.archived else "fixed_draft"
    return found


def _examined(rows: Iterable[Question]) -> Iterator[Examined]:
    """Published questions as the checks look at them."""
    rows = list(rows)
    late = _texts_behind([row.pk for row in rows])
    for row in rows:
        block, kind = row.content[0], KIND_NAMED[row.kind]
        content = row.frozen()
        texts = content.texts[settings.LANGUAGE_CODE] if content else {}
        yield Examined(
            str(row.translation_key),
            tuple(str(problem) for problem in kind.check(block.value)),
            _choices(row.kind, block.value),
            any(path.rpartition(".")[2].startswith("feedback") for path in texts),
            late.get(row.translation_key, 0),
        )


def _choices(kind: str, value: Any) -> tuple[Choice, ...]:
    if kind != "single_choice":
        return ()
    return tuple(Choice(option["text"], bool(option["right"])) for option in value["options"])


def _texts_behind(pks: list[int]) -> dict[UUID, int]:
    """Texts without translation by question, in all languages together."""
    found: dict[UUID, int] = {}
    for locale in other_locales():
        for each in behind(Question.objects.filter(pk__in=pks), locale):
            key = each.row.translation_key
            found[key] = found.get(key, 0) + each.texts
    return found


def _remark(page: QuizPage, finding: Finding, rows: dict[str, Question]) -> Remark:
    row = rows.get(finding.key)
    question, draws = str(row) if row else "", page.draw_list
    entry = entry_words(draws[finding.place - 1], question) if finding.place else ""
    words = finding_words(finding, question, entry)
    return Remark(finding.level == ERROR, words, _url(page, finding, row))


def _url(page: QuizPage, finding: Finding, row: Question | None) -> str:
    if row is not None and not finding.code.startswith("short"):
        return reverse(EDIT_QUESTION, args=[row.pk])
    blocks = list(page.draws)
    if finding.place and finding.place <= len(blocks):
        return f"{edit_url(page)}#block-{blocks[finding.place - 1].id}-section"
    tab = "rules" if finding.code in {"little_time", "same_place"} else "questions"
    return f"{edit_url(page)}#tab-{tab}"


def edit_url(page: QuizPage) -> str:
    """The editor of a quiz."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def checks_url(page: QuizPage) -> str:
    """The tab with the checks."""
    return f"{edit_url(page)}#tab-checks"


def check_course(course_key: UUID) -> Iterator[CourseRemark]:
    """What is found in the quizzes of a course, as they were saved last."""
    source = {"locale__language_code": settings.LANGUAGE_CODE}
    for course in CoursePage.objects.filter(translation_key=course_key, **source):
        for row in QuizPage.objects.descendant_of(course).filter(**source).order_by("path"):
            page = row.get_latest_revision_as_object()
            for each in check_page(page).remarks:
                yield CourseRemark(each.blocks, page.title, each.words)
