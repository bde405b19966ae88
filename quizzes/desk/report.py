"""The analysis of a quiz, or of a question wherever it is asked, ready to be shown or exported."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from quizzes.analysis import Which, chosen_attempts, read
from quizzes.desk.analysis_words import Figure, Remark, percent, quiz_figures, remarks, share
from quizzes.desk.question_row import QuestionRow, bank_rows
from quizzes.models import Answer, Mark, QuestionVersion, QuizAttempt, QuizPage
from quizzes.pure.item_figures import ItemStatistics, QuizStatistics
from quizzes.pure.item_flags import FEW, Severity, quiz_flags


@dataclass(frozen=True)
class QuizReport:
    """A quiz and its questions, those that ask to be looked at first."""

    statistics: QuizStatistics
    rows: list[QuestionRow]

    @property
    def figures(self) -> list[Figure]:
        """The quiz's figures, each with a sentence."""
        return quiz_figures(self.statistics)

    @property
    def remarks(self) -> list[Remark]:
        """The quiz's own flags in words."""
        return remarks(quiz_flags(self.statistics))

    @property
    def too_few(self) -> bool:
        """Whether nothing is judged yet."""
        return self.statistics.n < FEW

    @property
    def calling(self) -> list[QuestionRow]:
        """Questions that ask to be looked at."""
        return [row for row in self.rows if row.calls]


def quiz_report(quiz: UUID, which: str, language: str) -> QuizReport:
    """Of one quiz; four queries."""
    reading = read(chosen_attempts(QuizAttempt.objects.filter(activity_key=quiz), which), quiz)
    analysis = reading.analysis()
    bank = bank_rows(question.key for question in reading.questions)
    rows = [
        QuestionRow(
            question,
            item,
            language,
            bank.get(question.key),
            reverse("item_analysis", args=[quiz, question.key]) + f"?attempts={which}",
        )
        for question, item in zip(reading.questions, analysis.items, strict=True)
        if item.n
    ]
    return QuizReport(analysis.quiz, sorted(rows, key=_press))


def voided_questions(quiz: UUID, which: str, language: str) -> list[str]:
    """The words of what was declared void in these attempts: no figure counts it; one query."""
    attempts = chosen_attempts(QuizAttempt.objects.filter(activity_key=quiz), which)
    void = Answer.objects.filter(attempt__in=attempts, method=Mark.Method.VOID)
    versions = QuestionVersion.objects.filter(pk__in=void.order_by().values("version"))
    newest = {each.question_key: each.frozen for each in versions.order_by("created_at", "pk")}
    return [content.text("stem", language).text for content in newest.values()]


def _press(row: QuestionRow) -> tuple[bool, int, float, str]:
    order = list(Severity).index(Severity(row.severity)) if row.severity else len(Severity)
    return not row.calls, order, row.item.facility or 0.0, row.item.key


@dataclass(frozen=True)
class QuizLine:
    """A question in one of the quizzes that asked it."""

    title: str
    url: str
    n: int
    cells: list[str]


@dataclass(frozen=True)
class QuestionReport:
    """A question over all quizzes, and in each."""

    row: QuestionRow
    lines: list[QuizLine]

    @property
    def figures(self) -> list[Figure]:
        """Those that mean something over several quizzes: a weight is one in one quiz."""
        return [each for each in self.row.figures if not each.weight]


def question_report(key: UUID, which: str, language: str) -> QuestionReport | None:
    """Of the attempts that were asked it; six queries. None before there is one."""
    asked = QuizAttempt.objects.filter(answers__version__question_key=key)
    at_its_quizzes = QuizAttempt.objects.filter(activity_key__in=asked.values("activity_key"))
    attempts = chosen_attempts(at_its_quizzes, which).filter(pk__in=asked.values("pk"))
    reading = read(attempts)
    place = next((n for n, each in enumerate(reading.questions) if each.key == key), None)
    if place is None:
        return None
    question = reading.questions[place]
    whole = reading.analysis().items[place]
    by_quiz: dict[UUID, set[str]] = {}
    for attempt, quiz in attempts.values_list(Cast("pk", TextField()), "activity_key"):
        by_quiz.setdefault(quiz, set()).add(attempt)
    titles = dict(
        QuizPage.objects.filter(
            translation_key__in=by_quiz, locale__language_code=settings.LANGUAGE_CODE
        ).values_list("translation_key", "title")
    )
    lines = [
        _line(quiz, titles[quiz], reading.analysis_among(ids).items[place], which)
        for quiz, ids in by_quiz.items()
        if quiz in titles
    ]
    row = QuestionRow(question, whole, language, bank_rows([key]).get(key))
    return QuestionReport(row, sorted(lines, key=lambda line: line.title))


def _line(quiz: UUID, title: str, item: ItemStatistics, which: str) -> QuizLine:
    url = reverse("item_analysis", args=[quiz, item.key]) + f"?attempts={which}"
    cells = [share(item.facility), percent(item.discrimination), percent(item.efficiency)]
    return QuizLine(title, url, item.n, cells)


def asked_which(asked: str | None) -> str:
    """The attempts an address asks for; first attempts unless it names others."""
    return asked if asked in Which.values else Which.FIRST.value
