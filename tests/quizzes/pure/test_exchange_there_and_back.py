"""Exported, then imported, a question is the same: for every kind that the format can carry."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.pure.exchange.formats import FORMATS, told
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import Lost
from quizzes.pure.exchange.reading import text_of
from tests.quizzes.portable import KIND_FIELDS, LETTERS, NUMBERS, question_of, rows
from tests.soak import how_many

GIFT_KINDS = sorted(KIND_FIELDS.keys() - {"ordering", "gaps"})
MOODLE_KINDS = sorted(KIND_FIELDS)
FEW, MANY = 40, 2000


def back(format_name: str, questions: list[PortableQuestion], encoding: str = "utf-8") -> None:
    """Fails unless the questions come back as they were, with nothing refused."""
    text = FORMATS[format_name].write(questions).text
    content = text.encode(encoding)
    parsed = FORMATS[format_name].read(text_of(content))
    assert parsed.refusals == ()
    assert list(parsed.questions) == questions


def arrowless(question: PortableQuestion) -> bool:
    """GIFT has no way to write "->" but as the sign between pairs."""
    return question.kind not in {"matching", "classify", "short_text"} or "->" not in repr(question)


@pytest.mark.parametrize("kind", GIFT_KINDS)
def test_gift(kind: str) -> None:
    @given(st.lists(question_of(kind).filter(arrowless), min_size=1, max_size=3))
    @settings(max_examples=how_many(FEW, MANY))
    def there_and_back(questions: list[PortableQuestion]) -> None:
        back("gift", questions)

    there_and_back()


@pytest.mark.parametrize("kind", MOODLE_KINDS)
def test_moodle_xml(kind: str) -> None:
    plain_stem = st.sampled_from(["Completar.", "Uno.\n\nDos.", "a\n\n---\n\nb"])
    changes = {"stem": plain_stem} if kind == "gaps" else {}

    @given(st.lists(question_of(kind, **changes), min_size=1, max_size=3))
    @settings(max_examples=how_many(FEW, MANY))
    def there_and_back(questions: list[PortableQuestion]) -> None:
        back("moodle_xml", questions)

    there_and_back()


LINES = st.text(LETTERS, min_size=1, max_size=30).map(one_line).filter(bool)
AIKEN_OPTIONS = st.tuples(rows(6, 2, text=LINES), st.integers(0, 1)).map(
    lambda made: {
        "options": [
            {"text": each["text"], "right": at == made[1], "feedback": ""}
            for at, each in enumerate(made[0])
        ]
    }
)


@given(
    st.lists(
        question_of(
            "single_choice",
            name=st.just(""),
            stem=LINES.map(lambda line: f"¿{line}"),
            fields=AIKEN_OPTIONS,
            feedback=st.just(""),
            concepts=st.just(()),
            level=st.just(""),
            difficulty=st.just(""),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=how_many(FEW, MANY))
def test_aiken(questions: list[PortableQuestion], encoding: str) -> None:
    back("aiken", questions, encoding)


@given(
    question_of(
        "open_text",
        fields=st.fixed_dictionaries(
            {"rubric": st.just([]), "sample": st.just("Así."), "min_words": st.integers(1, 500)}
        ),
    )
)
@settings(max_examples=how_many(FEW, MANY))
def test_moodle_holds_a_sample_and_a_number_of_words(question: PortableQuestion) -> None:
    back("moodle_xml", [question])


@given(
    question_of(
        "numeric",
        fields=st.fixed_dictionaries(
            {
                "answers": rows(
                    value=NUMBERS, tolerance=st.just(0.5), credit=st.just(100), feedback=st.just("")
                ),
                "unit": st.sampled_from(["km", "%", "m²", "<pesos>"]),
                "unit_required": st.booleans(),
            }
        ),
    )
)
@settings(max_examples=how_many(FEW, MANY))
def test_moodle_holds_units(question: PortableQuestion) -> None:
    back("moodle_xml", [question])


@given(st.lists(st.sampled_from(MOODLE_KINDS).flatmap(question_of), max_size=5))
@settings(max_examples=how_many(FEW, MANY))
def test_what_is_not_in_the_file_is_listed(questions: list[PortableQuestion]) -> None:
    """In every format: as many questions as were written, and one line for each left out."""
    for each in FORMATS.values():
        written = each.write(questions)
        left_out = [loss for loss in written.losses if loss.lost is Lost.LEFT_OUT]
        assert written.count + len(left_out) == len(questions)
        if written.count:
            assert len(each.read(written.text).questions) <= written.count


@given(st.lists(st.sampled_from(MOODLE_KINDS).flatmap(question_of), min_size=1, max_size=3))
@settings(max_examples=how_many(FEW, MANY))
def test_a_file_is_told_by_its_content(questions: list[PortableQuestion]) -> None:
    assert told(FORMATS["moodle_xml"].write(questions).text).name == "moodle_xml"


@pytest.mark.parametrize("format_name", ["gift", "moodle_xml"])
@pytest.mark.parametrize("taught", ["pairs", "distractors"])
def test_what_a_pair_teaches_is_listed_as_lost(format_name: str, taught: str) -> None:
    fields: dict[str, list[dict[str, str]]] = {
        "pairs": [{"left": each, "right": each, "feedback": ""} for each in "ab"],
        "distractors": [{"text": "c", "feedback": ""}],
    }
    fields[taught][-1]["feedback"] = "Por esto."
    question = PortableQuestion("matching", "", "Relacione.", fields)

    written = FORMATS[format_name].write([question])

    assert [loss.lost for loss in written.losses] == [Lost.OPTION_FEEDBACK]
