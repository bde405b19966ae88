"""The demo company's people: invented, and each in another place of the path."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPerson:
    """`started` days ago; `steps` activities done; `skill` in the quiz, 0-1; `idle` days away."""

    number: str
    first_name: str
    last_name: str
    role: str = "learner"
    team: str = ""
    started: int = 0
    steps: int = 0
    skill: float = 0.9
    idle: int = 0
    due_in: int = 28
    try_this: str = ""


ROOT, MORNING, EVENING, STORE = "Atención al cliente", "Turno de mañana", "Turno de tarde", "Tienda"
TEAMS = {ROOT: "", MORNING: ROOT, EVENING: ROOT, STORE: ""}

PEOPLE = (
    DemoPerson(
        "lucia",
        "Lucía",
        "Paredes",
        team=MORNING,
        started=2,
        steps=1,
        idle=1,
        due_in=26,
        try_this="new hire: continue the induction, explore the triangle, take the quiz",
    ),
    DemoPerson(
        "marta",
        "Marta",
        "Quiroga",
        role="manager",
        team=ROOT,
        try_this="manager: see who is late and why, open a person, export the list",
    ),
    DemoPerson(
        "andres",
        "Andrés",
        "Beltrán",
        role="trainer",
        try_this="trainer: change a lesson or a question at the author's desk, preview, publish",
    ),
    DemoPerson(
        "admin",
        "Elena",
        "Ríos",
        role="administrator",
        try_this="administrator: people, teams, groups, brand",
    ),
    DemoPerson(
        "tomas",
        "Tomás",
        "Vera",
        team=MORNING,
        started=20,
        steps=10,
        skill=0.9,
        idle=3,
        due_in=8,
        try_this="further on: today's review, the last conversation",
    ),
    DemoPerson("camila", "Camila", "Soto", team=MORNING, started=31, steps=5, idle=9, due_in=-3),
    DemoPerson(
        "diego", "Diego", "Lamas", team=MORNING, started=30, steps=6, skill=0.6, idle=4, due_in=-2
    ),
    DemoPerson("renata", "Renata", "Cruz", team=MORNING, started=12, steps=3, idle=1, due_in=16),
    DemoPerson("julian", "Julián", "Ferro", team=EVENING, started=27, steps=2, idle=11, due_in=1),
    DemoPerson(
        "ines", "Inés", "Cárdenas", team=EVENING, started=18, steps=11, skill=1.0, idle=2, due_in=10
    ),
    DemoPerson("bruno", "Bruno", "Salas", team=EVENING, started=1, due_in=27),
    DemoPerson("noelia", "Noelia", "Prado", team=EVENING, started=9, steps=4, idle=0, due_in=19),
    DemoPerson("oscar", "Óscar", "Benítez", team=EVENING, started=36, steps=1, idle=22, due_in=-8),
    DemoPerson(
        "pilar", "Pilar", "Nava", team=STORE, started=14, steps=11, skill=0.7, idle=5, due_in=14
    ),
)


@dataclass(frozen=True)
class DemoQuestion:
    """What a demo person asked `days` ago from a screen of the first lesson, with its reply."""

    number: str
    kind: str
    screen: int
    days: int
    text: str
    reply: str = ""


QUESTIONS = (
    DemoQuestion(
        "lucia",
        "ask",
        6,
        1,
        "En caja se oye mucho de los clientes y no queda escrito. ¿Dónde se anota?",
        "En el cuaderno de turno: con fecha y con las palabras del cliente, sin resumir. "
        "Los lunes lo leemos con Marta.",
    ),
    DemoQuestion(
        "renata",
        "ask",
        4,
        1,
        "Si un cliente pide algo que la política no permite, ¿ponerlo al centro es decirle que sí?",
    ),
    DemoQuestion(
        "camila",
        "mistake",
        1,
        3,
        "El ejemplo es de un hotel y aquí nadie sirve desayunos. ¿Se puede poner uno de tienda?",
    ),
)
