"""Who answered what: also what was written freely says whether the key accepts it, and where."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from quizzes.analysis import AskedQuestion, CorrectedKey
from quizzes.desk.question_row import QuestionRow
from quizzes.pure.content import Content
from quizzes.pure.item_figures import Choice, ItemStatistics
from quizzes.questions.kinds import KIND_NAMED
from tests.quizzes.every_kind import GAPS, NUMERIC, OPEN, SHORT, listed, written

# A kind, what people answered, and the line of each: its words, and whether it is right.
ANSWERED = {
    "short text": (SHORT, ["Triangulo"], ("triangulo", True)),
    "short text in part": (SHORT, ["Figura"], ("figura (30 %)", None)),
    "short text wrong": (SHORT, ["cuadrado"], ("cuadrado", False)),
    "number": (NUMERIC, ["12,6"], ("12,6", True)),
    "number in part": (NUMERIC, ["14 min"], ("14 min (40 %)", None)),
    "number wrong": (NUMERIC, ["90"], ("90", False)),
    "gap": (GAPS, ["g=Cliente final"], ("[1] cliente final", True)),
    "gap wrong": (GAPS, ["g=jefe"], ("[1] jefe", False)),
    "gap picked": (GAPS, ["h=centro"], ("[2] centro", True)),
}


def line_of(question: AskedQuestion, said: str) -> tuple[str, bool | None]:
    """The words for a part of an answer, and whether it is right."""
    everybody = Choice(said, said in question.item.right or None, 1.0, 1.0, 1.0)
    figures = ItemStatistics("k", 1, None, None, None, None, None, None, None, (everybody,))
    (row,) = QuestionRow(question, figures, "es").choices
    return row.text, row.right


@pytest.mark.parametrize(("content", "response", "line"), ANSWERED.values(), ids=ANSWERED)
def test_each_answer_says_what_it_is(
    content: Content, response: list[str], line: tuple[str, bool | None]
) -> None:
    (said,) = KIND_NAMED[content.kind].chosen(content, response)

    assert line_of(AskedQuestion(uuid4(), content, frozenset()), said) == line


def test_what_a_person_marks_has_no_lines() -> None:
    assert KIND_NAMED["open_text"].chosen(OPEN, ["Lo entiendo."]) == []


@pytest.mark.parametrize(("upwards", "right"), [(True, True), (False, False)])
def test_after_a_correction_the_key_of_the_marks_says_it(upwards: bool, right: bool) -> None:
    """Only upwards: who was right before kept that."""
    value = {"stem": "¿Qué figura?", "fold_case": True, "fold_accents": True}
    circle = listed(t={"text": "círculo", "credit": 100, "feedback": ""})
    now = written("short_text", value | {"answers": circle})
    corrected = CorrectedKey(now, upwards, datetime(2026, 3, 2, tzinfo=UTC))
    question = AskedQuestion(uuid4(), SHORT, frozenset(), corrected)

    assert line_of(question, "circulo") == ("circulo", True)
    assert line_of(question, "triangulo") == ("triangulo", right)
