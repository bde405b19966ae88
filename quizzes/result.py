"""A finished attempt, ready to be shown to the learner who took it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.asking import AskLink, ask_link
from courses.journey import Done, next_step_of
from courses.models import Concept, LessonPage
from courses.outlines import load_outline
from courses.pure.outline import Outline
from courses.pure.texts import Shown
from quizzes.models import Answer, QuizAttempt, QuizPage
from quizzes.pure.access import Disclosure, Permission, may_see
from quizzes.pure.grading import passes, score_of
from quizzes.questions.kinds import KIND_NAMED
from quizzes.sitting import title_of
from quizzes.standings import fraction_now
from quizzes.verbs.attempts import permission_to_start
from quizzes.words import refusal_words, result_sentence

LESSONS_TO_REREAD = 3


@dataclass(frozen=True)
class Reason:
    """What one answer teaches; `about` names the answer where several were given."""

    about: str
    text: str
    lang: str


@dataclass(frozen=True)
class ResultItem:
    """A question as reviewed: what was answered, what it taught, the key where it may be shown."""

    number: int
    stem: str
    lang: str
    right: bool
    yours: list[Shown]
    key: list[Shown] | None
    feedback: list[Reason]
    explanation: Shown
    incomplete: bool
    ask: AskLink


@dataclass(frozen=True)
class Reread:
    """A lesson worth reading again, and the concept it explains."""

    title: str
    url: str
    concept: str


def result_of(attempt: QuizAttempt, language: str, at: datetime) -> dict[str, Any]:
    """The context of the result page."""
    answers = list(attempt.answers.with_current_mark().select_related("version"))
    fractions = [fraction_now(answer) for answer in answers]
    score = score_of(fractions)
    passed = passes(score, attempt.pass_mark)
    permission = _permission(attempt, at)
    disclosure = may_see(passed or permission.refusal == "passed", permission.attempts_left)
    right = sum(fraction == 1 for fraction in fractions)
    outline = load_outline(attempt.enrolment.course_key, language)
    return {
        "quiz": {"title": title_of(attempt.activity_key, language)},
        "attempt": {
            "number": attempt.number,
            "score": int(score),
            "passed": passed,
            "finished_at": attempt.finished_at,
        },
        "sentence": result_sentence(passed, right, len(answers), attempt.pass_mark),
        "reread": _reread(answers, language, outline),
        "items": [_item(answer, language, disclosure) for answer in answers],
        "key_hidden_reason": "" if disclosure.key else _hidden(),
        "attempts_left": permission.attempts_left,
        "retry": {
            "allowed": permission.allowed,
            "reason": refusal_words(permission, attempt.enrolment.learner.zone),
            "url": reverse("open_quiz", args=[attempt.activity_key]),
        },
        "next_step": _next_step(attempt, outline),
    }


def _permission(attempt: QuizAttempt, at: datetime) -> Permission:
    quiz = QuizPage.objects.filter(
        translation_key=attempt.activity_key, locale__language_code="es"
    ).first()
    if quiz is None:
        return Permission(False)
    return permission_to_start(attempt.enrolment, quiz, at)


def _hidden() -> str:
    return gettext(
        "The right answers are shown when you pass or when no attempts are left: "
        "until then, what each of your answers teaches is what helps most."
    )


def _item(answer: Answer, language: str, disclosure: Disclosure) -> ResultItem:
    content = answer.version.frozen
    kind, stem = KIND_NAMED[content.kind], content.text("stem", language)
    chosen: list[str] = answer.response or []
    names = {each: kind.name_of(content, each, language) for each in chosen}
    feedback = {each: kind.feedback(content, each, language) for each in chosen}
    key = [kind.name_of(content, each, language) for each in kind.key(content)]
    explanation = content.text("feedback", language)
    return ResultItem(
        answer.position,
        stem.text,
        stem.lang,
        fraction_now(answer) == 1,
        list(names.values()),
        key if disclosure.key else None,
        [
            Reason(names[each].text if kind.several else "", shown.text, shown.lang)
            for each, shown in feedback.items()
            if shown.text
        ],
        explanation if disclosure.key else Shown(""),
        incomplete=kind.several and bool(chosen) and fraction_now(answer) != 1,
        ask=ask_link(
            "question",
            answer.attempt_id,
            str(answer.position),
            gettext("Question %(n)s") % {"n": answer.position},
        ),
    )


def _reread(answers: Iterable[Answer], language: str, outline: Outline | None) -> list[Reread]:
    """The lessons on the concepts missed most, of the same course; three at most."""
    missed = Counter(
        code
        for answer in answers
        if fraction_now(answer) != 1
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
