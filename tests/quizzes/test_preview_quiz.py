"""Before anybody takes a quiz its author sees what an attempt asks, by name where it is fixed."""

from django.urls import reverse

from cms.models import User
from quizzes.models import Question
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.test_publish_quiz import drafted


def test_the_preview_names_what_is_fixed_and_says_what_is_drawn(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    fixed = Question.objects.get(summary="Pregunta q01.")
    quiz = drafted(
        course.quiz_page,
        ("fixed", {"question": str(fixed.translation_key), "points": 3, "critical": True}),
        ("draw", {"count": 2, "level": "apply"}),
        time_limit=30,
        confidence=True,
    )

    page = client_of(trainer).get(reverse("wagtailadmin_pages:view_draft", args=[quiz.pk]))

    words = " ".join(page.text.split())
    assert "<li>Pregunta q01. · 3 puntos cada una · tiene que estar bien</li>" in words
    assert "Hay 30 minutos. Siguen corriendo" in words
    assert "Cada pregunta pide decir con cuánta seguridad" in words
    assert "<li>2 preguntas · Aplicar</li>" in words
