"""An open question in an attempt: what is asked, the rubric, and handing in what was written."""

from datetime import datetime
from uuid import uuid4

from quizzes.models import Answer, QuestionVersion, QuizAttempt
from quizzes.pure.content import freeze
from quizzes.verbs.attempts import save_answer, submit_attempt
from tests.doing import answers_of, right_response

TONE, FACTS = "c-tone", "c-facts"
BEST = {TONE: "l-warm", FACTS: "l-all"}
HALF = {TONE: "l-warm", FACTS: "l-none"}
WORST = {TONE: "l-cold", FACTS: "l-none"}


def _level(name: str, text: str, points: int) -> dict[str, object]:
    return {"type": "item", "id": name, "value": {"text": text, "points": points}}


def _criterion(name: str, text: str, *levels: dict[str, object]) -> dict[str, object]:
    value = {"criterion": text, "levels": list(levels)}
    return {"type": "item", "id": name, "value": value}


def open_question(stem: str = "¿Cómo abrir la conversación?") -> QuestionVersion:
    """A version of an open question: tone (0 or 2 points) and facts (0 or 2)."""
    raw = {
        "stem": stem,
        "rubric": [
            _criterion(TONE, "Tono", _level("l-cold", "Frío", 0), _level("l-warm", "Cálido", 2)),
            _criterion(FACTS, "Datos", _level("l-none", "Faltan", 0), _level("l-all", "Están", 2)),
        ],
        "sample": "Saludar y preguntar.",
        "min_words": 3,
        "feedback": "",
    }
    content = freeze("open_text", "apply", [], {"es": raw})
    return QuestionVersion.objects.create(
        question_key=uuid4(),
        sha256=content.sha256(),
        content=content.as_json(),
        created_at=datetime.fromisoformat("2026-01-05T12:00:00+00:00"),
    )


def write_in(attempt: QuizAttempt, version: QuestionVersion, text: str, at: datetime) -> Answer:
    """Hands in with the last question an open one, answered with `text`, and all others right."""
    last = answers_of(attempt)[-1]
    Answer.objects.filter(pk=last.pk).update(version=version)
    for answer in answers_of(attempt):
        response = [text] if answer.pk == last.pk else right_response(answer)
        if response != [""]:
            save_answer(answer, response, answer.revision, "es", at)
    submit_attempt(attempt, at)
    attempt.refresh_from_db()
    return answers_of(attempt)[-1]
