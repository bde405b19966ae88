"""A finished attempt, ready to be shown to the learner who took it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from courses.asking import AskLink, ask_link
from courses.journey import Done, next_step_of
from courses.models import Concept, LessonPage
from courses.outlines import load_outline
from courses.pure.outline import Outline
from courses.pure.texts import Shown
from quizzes.disclosures import Correction, Telling, telling_of
from quizzes.models import Answer, QuizAttempt, QuizPage
from quizzes.models.records import Confidence
from quizzes.pure.access import Disclosure, Permission
from quizzes.pure.content import Content
from quizzes.questions.base import Part, QuestionKind, Reason, Response
from quizzes.questions.kinds import KIND_NAMED
from quizzes.rubrics import OpenMark, open_marks_of
from quizzes.sitting import title_of
from quizzes.verbs.attempts import permission_to_start
from quizzes.words import refusal_words, result_sentence

LESSONS_TO_REREAD = 3


@dataclass(frozen=True)
class ResultItem:
    """A question as reviewed: what was answered, what it taught, the key where it may be shown.

    The parts of an answer say which of them are right only where `key` is shown.
    """

    number: int
    stem: str
    lang: str
    right: bool
    waiting: bool
    worth: int | None
    yours: list[Part]
    lacks: str
    key: list[Part] | None
    feedback: list[Reason]
    explanation: Shown
    rule: str | Promise
    confidence: str
    sure_and_missed: bool
    right_by_guess: bool
    has_to_be_right: bool
    correction: Correction | None
    ask: AskLink
    open_mark: OpenMark | None = None

    @property
    def missed(self) -> bool:
        """Marked, and not wholly right."""
        return not self.right and not self.waiting


@dataclass(frozen=True)
class ItemGroup:
    """Questions under a heading of their own, where how sure somebody was tells them apart."""

    title: str
    note: str
    icon: str
    items: list[ResultItem]


@dataclass(frozen=True)
class Reread:
    """A lesson worth reading again, and the concept it explains."""

    title: str
    url: str
    concept: str


def result_of(attempt: QuizAttempt, language: str, at: datetime) -> dict[str, Any]:
    """The context of the result page."""
    answers = list(attempt.answers.select_related("version"))
    quiz = _quiz(attempt)
    permission = permission_to_start(attempt.enrolment, quiz, at) if quiz else Permission(False)
    telling = telling_of(attempt, answers, quiz, permission)
    by_hand = open_marks_of(answers, language)
    right = sum(answer.fraction == 1 for answer in answers)
    outline = load_outline(attempt.enrolment.course_key, language)
    items = [_item(each, language, telling, by_hand.get(each.pk)) for each in answers]
    return {
        "quiz": {"title": title_of(attempt.activity_key, language)},
        "attempt": {
            "number": attempt.number,
            "score": None if attempt.score is None else int(attempt.score),
            "passed": attempt.passed,
            "finished_at": attempt.finished_at,
        },
        "sentence": result_sentence(
            attempt.passed,
            right,
            len(answers),
            attempt.pass_mark,
            _critical_missed(attempt, answers),
        ),
        "reread": _reread(answers, language, outline),
        "time_over_at": attempt.finished_at if _ran_out(attempt) else None,
        "items": items,
        "groups": _groups(items),
        "key_hidden_reason": _hidden(telling, answers),
        "attempts_left": permission.attempts_left,
        "retry": {
            "allowed": permission.allowed,
            "reason": refusal_words(permission, attempt.enrolment.learner.zone),
            "url": reverse("open_quiz", args=[attempt.activity_key]),
        },
        "next_step": _next_step(attempt, outline),
    }


def _groups(items: list[ResultItem]) -> list[ItemGroup]:
    """What is worth looking at again comes first; one group where nobody said how sure."""
    if not any(item.sure_and_missed or item.right_by_guess for item in items):
        return [ItemGroup("", "", "", items)]
    sure = ItemGroup(
        gettext("Sure, but wrong"),
        gettext("What one is sure of stays unless it is looked at: these come first."),
        "review",
        [item for item in items if item.sure_and_missed],
    )
    missed = [item for item in items if item.missed and not item.sure_and_missed]
    guessed = ItemGroup(
        gettext("Right, but a guess"),
        gettext("They count as right. What was a guess is worth knowing for the next time."),
        "info",
        [item for item in items if item.right_by_guess],
    )
    others = [item for item in items if not item.missed and not item.right_by_guess]
    groups = [
        sure,
        ItemGroup(gettext("To review"), "", "", missed),
        guessed,
        ItemGroup(gettext("The others"), "", "", others),
    ]
    return [group for group in groups if group.items]


def _quiz(attempt: QuizAttempt) -> QuizPage | None:
    rows = QuizPage.objects.filter(translation_key=attempt.activity_key)
    found: QuizPage | None = rows.filter(locale__language_code="es").first()
    return found


def _ran_out(attempt: QuizAttempt) -> bool:
    """Its time was over before it was handed in."""
    return attempt.deadline_at is not None and attempt.finished_at == attempt.deadline_at


def _critical_missed(attempt: QuizAttempt, answers: list[Answer]) -> bool:
    """The score was enough, but something that has to be right was not."""
    enough = attempt.score is not None and attempt.score >= attempt.pass_mark
    return enough and not attempt.passed and any(each.critical for each in answers)


def _hidden(telling: Telling, answers: Iterable[Answer]) -> str:
    """Why a right answer is not shown; empty when all are."""
    if any(answer.version.question_key in telling.held for answer in answers):
        return gettext(
            "Some of these questions are in an attempt under way: what is right is not shown "
            "until it is handed in."
        )
    if telling.whole.key:
        return ""
    return gettext(
        "The right answers are shown when you pass or when no attempts are left: "
        "until then, what each of your answers teaches is what helps most."
    )


def _item(
    answer: Answer,
    language: str,
    telling: Telling,
    open_mark: OpenMark | None,
) -> ResultItem:
    content, disclosure = telling.content(answer), telling.of(answer)
    kind, stem = KIND_NAMED[content.kind], answer.version.frozen.text("stem", language)
    chosen: list[str] = answer.response or []
    explanation = content.text("feedback", language)
    worth = None if answer.fraction is None else round(100 * answer.fraction)
    missed = answer.fraction is not None and answer.fraction < 1
    return ResultItem(
        answer.position,
        stem.text,
        stem.lang,
        answer.fraction == 1,
        answer.fraction is None,
        worth,
        _parts(kind, content, chosen, language, disclosure),
        kind.lacks(answer.version.frozen, chosen),
        kind.key_parts(content, language) if disclosure.key else None,
        kind.reasons(content, chosen, language) if disclosure.feedback else [],
        explanation if disclosure.key else Shown(""),
        rule=kind.rule_for(content) if chosen and missed else "",
        confidence=answer.get_confidence_display() if chosen else "",
        sure_and_missed=missed and bool(chosen) and answer.confidence == Confidence.SURE,
        right_by_guess=answer.fraction == 1 and answer.confidence == Confidence.GUESS,
        has_to_be_right=missed and answer.critical,
        correction=telling.correction(answer),
        ask=ask_link(
            "question",
            answer.attempt_id,
            str(answer.position),
            gettext("Question %(n)s") % {"n": answer.position},
        ),
        open_mark=open_mark,
    )


def _parts(
    kind: QuestionKind, content: Content, chosen: Response, language: str, disclosure: Disclosure
) -> list[Part]:
    """One's own answer; which parts of it are right is part of the key."""
    parts = kind.parts(content, chosen, language)
    if disclosure.key and len(parts) > 1:
        return parts
    return [Part(part.text, part.lang) for part in parts]


def _reread(answers: Iterable[Answer], language: str, outline: Outline | None) -> list[Reread]:
    """The lessons on the concepts missed most, of the same course; three at most."""
    missed = Counter(
        code
        for answer in answers
        if answer.fraction not in {1, None}
        for code in answer.version.frozen.concepts
    )
    if not missed or outline is None:
        return []
    titles = {each.key: each.title for each in outline.activities() if each.kind == "lesson"}
    concepts = dict(
        LessonPage.objects.filter(
            translation_key__in=titles, locale__language_code="es"
        ).values_list("translation_key", "concepts")
    )
    worst = sorted(titles, key=lambda key: -sum(missed[code] for code in concepts.get(key, [])))
    names = {each.code: each.name for each in Concept.objects.filter(code__in=missed)}
    return [
        Reread(
            titles[key], reverse("open_lesson", args=[key]), _concept(concepts[key], missed, names)
        )
        for key in worst[:LESSONS_TO_REREAD]
        if any(code in missed for code in concepts.get(key, []))
    ]


def _concept(codes: list[str], missed: Counter[str], names: dict[str, str]) -> str:
    """The concept of a lesson that was missed most often, by its name."""
    code = max(codes, key=lambda each: missed[each])
    return names.get(code, "")


def _next_step(attempt: QuizAttempt, outline: Outline | None) -> Any:
    if outline is None:
        return None
    enrolment = attempt.enrolment
    return next_step_of(enrolment, outline.for_audience(enrolment.audience), Done.of(enrolment), {})
