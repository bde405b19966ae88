"""One question of every kind, frozen as a published version is."""

from typing import Any
from uuid import uuid4

from quizzes.models import Answer, QuestionVersion
from quizzes.pure.content import Content, freeze


def listed(**named: dict[str, Any]) -> list[dict[str, Any]]:
    """A list of blocks as a StreamField stores it: `listed(a={...})` has one with the id "a"."""
    return [{"type": "item", "id": known_as, "value": value} for known_as, value in named.items()]


def written(kind: str, value: dict[str, Any], english: dict[str, Any] | None = None) -> Content:
    """A version from the raw values of its languages."""
    raws = {"es": value} | ({"en": english} if english else {})
    return freeze(kind, "apply", ["C1"], raws)


def options(right: str) -> list[dict[str, Any]]:
    return listed(
        **{
            each: {"text": f"texto {each}", "right": each in right, "feedback": f"enseña {each}"}
            for each in "abcd"
        }
    )


SINGLE = written("single_choice", {"stem": "¿Cuál?", "options": options("b")})
MULTIPLE = written(
    "multiple_choice", {"stem": "¿Cuáles?", "options": options("bd"), "credit": "exact"}
)
PARTIAL = written(
    "multiple_choice", {"stem": "¿Cuáles?", "options": options("bd"), "credit": "partial"}
)
STATEMENT = written(
    "true_false",
    {"stem": "Es así.", "answer": True, "feedback_true": "sí", "feedback_false": "no"},
)
MATCHING = written(
    "matching",
    {
        "stem": "Una cada perfil con su señal.",
        "pairs": listed(
            p={"left": "sumiso", "right": "calla", "feedback": "El sumiso no reclama."},
            q={"left": "agresivo", "right": "grita", "feedback": ""},
            r={"left": "abusivo", "right": "grita", "feedback": ""},
        ),
        "distractors": listed(s={"text": "agradece"}),
    },
)
ORDERING = written(
    "ordering",
    {
        "stem": "Ordene la atención.",
        "items": listed(
            i={"text": "iniciar"},
            j={"text": "informarse"},
            k={"text": "resolver"},
            m={"text": "cerrar"},
        ),
    },
)
NUMERIC = written(
    "numeric",
    {
        "stem": "¿En cuántos minutos?",
        "answers": listed(
            n={"value": 12.5, "tolerance": 0.5, "credit": 100, "feedback": "Eso es."},
            o={"value": 12.5, "tolerance": 3, "credit": 40, "feedback": "Cerca."},
        ),
        "unit": "min",
        "unit_required": False,
    },
)
WITH_UNIT = written(
    "numeric",
    {
        "stem": "¿Cuánto dura la espera?",
        "answers": listed(n={"value": 12.5, "tolerance": 0, "credit": 100}),
        "unit": "min",
        "unit_required": True,
    },
    {"stem": "How long is the wait?", "unit": "minutes"},
)
SHORT = written(
    "short_text",
    {
        "stem": "¿Qué figura?",
        "answers": listed(
            t={"text": "triángulo", "credit": 100, "feedback": "Sí."},
            u={"text": "figura", "credit": 30, "feedback": "¿Cuál?"},
        ),
        "fold_case": True,
        "fold_accents": True,
    },
    {"stem": "Which figure?", "answers": listed(t={"text": "triangle"}, u={"text": "figure"})},
)
GAPS = written(
    "gaps",
    {
        "stem": "Complete.",
        "passage": "El [1] está en el [2].",
        "gaps": listed(
            g={"answers": "cliente\ncliente final", "choices": "", "feedback": "El centro."},
            h={"answers": "centro", "choices": "borde\nvértice", "feedback": ""},
        ),
        "fold_case": True,
        "fold_accents": True,
    },
    {
        "stem": "Fill in.",
        "passage": "The [1] is at the [2].",
        "gaps": listed(
            g={"answers": "customer", "choices": "", "feedback": ""},
            h={"answers": "centre", "choices": "edge\nvertex", "feedback": ""},
        ),
    },
)
CLASSIFY = written(
    "classify",
    {
        "stem": "Clasifique.",
        "groups": listed(
            v={
                "title": "Interno",
                "items": listed(
                    w={"text": "bodega", "feedback": "Sirve a otra área."},
                    x={"text": "nómina", "feedback": ""},
                ),
            },
            y={"title": "Externo", "items": listed(z={"text": "comprador", "feedback": ""})},
        ),
    },
)
OPEN = written(
    "open_text",
    {
        "stem": "¿Qué le diría?",
        "rubric": listed(
            c={
                "criterion": "Escucha",
                "levels": listed(
                    l0={"text": "No aparece", "points": 0}, l2={"text": "Aparece", "points": 2}
                ),
            }
        ),
        "sample": "Entiendo su molestia.",
        "min_words": 20,
    },
)
EVERY_KIND = [
    SINGLE,
    MULTIPLE,
    PARTIAL,
    STATEMENT,
    MATCHING,
    ORDERING,
    NUMERIC,
    SHORT,
    GAPS,
    CLASSIFY,
    OPEN,
]
MARKED_BY_ITSELF = EVERY_KIND[:-1]


def put_instead(answer: Answer, content: Content) -> None:
    """Puts a question in the place of the one that was drawn."""
    version = QuestionVersion.objects.create(
        question_key=uuid4(),
        sha256=content.sha256(),
        content=content.as_json(),
        created_at=answer.attempt.started_at,
    )
    Answer.objects.filter(pk=answer.pk).update(version=version)
    answer.refresh_from_db()


def name_of(content: object) -> str | None:
    """For the names of tests."""
    if not isinstance(content, Content):
        return None
    return f"{content.kind} {content.structure.get('credit', '')}".strip()
