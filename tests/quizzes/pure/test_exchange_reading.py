"""What GIFT, Aiken and Moodle XML say, in the marks that people write them with."""

from pathlib import Path
from typing import Any

import pytest

from quizzes.exchange_words import LOSSES, REASONS
from quizzes.pure.exchange.formats import FORMATS, told
from quizzes.pure.exchange.labels import codes_in, read_tags
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.pure.exchange.problems import FileRefusedError, Lost, Parsed, Reason
from quizzes.pure.exchange.reading import text_of

FILES = Path(__file__).parents[1] / "files"


def read(name: str) -> Parsed:
    text = (FILES / name).read_text(encoding="utf-8")
    return told(text).read(text)


def gift(text: str) -> PortableQuestion:
    parsed = FORMATS["gift"].read(text)
    assert parsed.refusals == ()
    return parsed.questions[0]


KINDS = [
    ("a{=b ~c}", "single_choice"),
    ("a{~%50%b ~%50%c ~d}", "multiple_choice"),
    ("a{T}", "true_false"),
    ("a{FALSO#mal#bien}", "true_false"),
    ("a{=b =c}", "short_text"),
    ("a{b}", "short_text"),
    ("a{=b->c =d->e}", "matching"),
    ("a{#1}", "numeric"),
    ("a{}", "open_text"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_gift_tells_the_kind_by_its_marks(text: str, kind: str) -> None:
    assert gift(text).kind == kind


@pytest.mark.parametrize(
    ("text", "value", "tolerance"),
    [("5", 5, 0), ("5:0.5", 5, 0.5), ("4..6", 5, 1), ("2,5", 2.5, 0), ("-3:1", -3, 1)],
)
def test_gift_numbers(text: str, value: float, tolerance: float) -> None:
    answer = gift(f"a{{#{text}}}").fields["answers"][0]
    assert (answer["value"], answer["tolerance"]) == (value, tolerance)


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        (r"2 \= 1\+1 \{x\} \~ \# \: \\ a\nb{T}", "2 = 1\\+1 {x} ~ # : \\ a\nb"),
        ("[html]<p>a &amp; b</p><p>c<br>d</p>{T}", "a & b\n\nc\nd"),
        ("[plain]<b>a</b>{T}", "<b>a</b>"),
        ("[html]<ul><li>a</li><li>b</li></ul>{T}", "– a\n– b"),
        ("a < b{T}", "a < b"),
        ("El {=sol} sale.", "El _____ sale."),
        ("// nota\na\n// otra\nb{T}", "a\nb"),
    ],
)
def test_gift_texts(source: str, stem: str) -> None:
    assert gift(source).stem == stem


def test_gift_feedback() -> None:
    question = gift("::N::a{TRUE#si yerra#si acierta####siempre}")

    assert question.feedback == "siempre"
    assert question.fields["feedback_true"] == "si acierta"
    assert question.fields["feedback_false"] == "si yerra"
    options = gift("a{=b#bien ~c#mal\n####todo}").fields["options"]
    assert [each["feedback"] for each in options] == ["bien", "mal"]


REFUSED: list[tuple[str, str, Reason, int]] = [
    ("gift", "a{T}\n\nb{=c ~d\n\ne{T}", Reason.BRACES, 3),
    ("gift", "a{~b ~c}", Reason.NO_RIGHT, 1),
    ("gift", "a{=b =c ~d}", Reason.SEVERAL_RIGHT, 1),
    ("gift", "a{~%100%b}", Reason.FEW_OPTIONS, 1),
    ("gift", "a{T} b{F}", Reason.SEVERAL_SETS, 1),
    ("gift", "{T}", Reason.NO_STEM, 1),
    ("gift", "a{#inf}", Reason.NOT_A_NUMBER, 1),
    ("gift", "a{#6..4}", Reason.NOT_A_NUMBER, 1),
    ("gift", "a{=\x07}", Reason.CHARACTER, 1),
    ("gift", f"{'a' * 20_001}{{T}}", Reason.TOO_LONG, 1),
    ("aiken", "a\nA) b\nB) c\nANSWER: C", Reason.ANSWER_LETTER, 1),
    ("aiken", "a\nA) b\nC) c\nANSWER: A", Reason.OPTION_ORDER, 1),
    ("aiken", "a\nA) b\nANSWER: A", Reason.FEW_OPTIONS, 1),
    ("aiken", "\na\nA) b\nB) c\n\nd", Reason.NO_ANSWER_LINE, 2),
    ("moodle_xml", "<quiz>\n<question type='random'/></quiz>", Reason.TYPE, 2),
    (
        "moodle_xml",
        "<quiz><question type='cloze'><questiontext>a</questiontext></question></quiz>",
        Reason.NO_GAPS,
        1,
    ),
]


@pytest.mark.parametrize(("name", "text", "reason", "line"), REFUSED)
def test_refused_with_line_and_reason(name: str, text: str, reason: Reason, line: int) -> None:
    refusal = FORMATS[name].read(text).refusals[0]

    assert (refusal.reason, refusal.line) == (reason, line)


FILE_REFUSED: list[tuple[bytes, Reason, int]] = [
    (b"", Reason.EMPTY_FILE, 0),
    (b"\xef\xbb\xbf \n", Reason.EMPTY_FILE, 0),
    (b"a\nb\0c", Reason.BINARY, 2),
    ("ñandú\ncañón".encode() + b"\n\xf1", Reason.ENCODING, 3),
    (b"\xef\xbb\xbfa\n\xff", Reason.ENCODING, 2),
    (b"a\x81", Reason.ENCODING, 1),
    (b"\xff\xfea", Reason.ENCODING, 1),
    (b"x" * (5 * 1024 * 1024 + 1), Reason.TOO_LARGE, 0),
]


@pytest.mark.parametrize(("content", "reason", "line"), FILE_REFUSED)
def test_files_that_are_no_text(content: bytes, reason: Reason, line: int) -> None:
    with pytest.raises(FileRefusedError) as refused:
        text_of(content)
    assert (refused.value.refusal.reason, refused.value.refusal.line) == (reason, line)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_reads_the_same(encoding: str) -> None:
    assert text_of("¿Qué «año»? — 5 €\r\nsí".encode(encoding)) == "¿Qué «año»? — 5 €\nsí"


def test_moodle_as_it_is_exported() -> None:
    parsed = read("curso.moodle.xml")

    assert [each.kind for each in parsed.questions] == [
        "single_choice",
        "multiple_choice",
        "true_false",
        "matching",
        "short_text",
        "numeric",
        "open_text",
        "ordering",
        "gaps",
        "gaps",
    ]
    by_name: dict[str, Any] = {each.name: each for each in parsed.questions}
    assert by_name["Queja 1"].stem == "Llega una queja ¿qué va primero?"
    assert by_name["Queja 1"].concepts == ("C31",)
    assert by_name["Varias"].concepts == ("C27",)
    assert by_name["Tiempo"].fields["unit_required"] is True
    assert by_name["Orden"].fields["items"][0] == {"text": "Escuchar", "feedback": ""}
    assert by_name["Elegir"].fields["gaps"][0]["choices"] == "cliente\ntercero"
    assert [(each.name, each.reason) for each in parsed.refusals] == [
        ("Portada", Reason.DESCRIPTION),
        ("Fórmula", Reason.TYPE),
    ]
    lost = {each.lost for each in parsed.losses if each.name == "Queja 1"}
    assert lost == {Lost.CATEGORY, Lost.TAG, Lost.HINTS, Lost.GRADE, Lost.PICTURE, Lost.FORMATTING}


GAP_FEEDBACKS: list[tuple[str, dict[str, str], set[Lost]]] = [
    # Praise is not what a miss teaches.
    ("{1:SA:=x#ok}", {"answers": "x", "feedback": ""}, {Lost.RIGHT_FEEDBACK}),
    ("{1:SA:=x#ok~*#no}", {"answers": "x", "feedback": "no"}, {Lost.RIGHT_FEEDBACK}),
    ("{1:SA:=x~*#no}", {"answers": "x", "feedback": "no"}, set()),
    ("{1:SA:=x~y#no}", {"answers": "x", "feedback": "no"}, {Lost.GAP_FEEDBACK}),
    # Worth nothing, as anything else that is written: nothing is lost.
    ("{1:SA:=x~y}", {"answers": "x", "feedback": ""}, set()),
    ("{1:SA:=x~%50%y}", {"answers": "x", "feedback": ""}, {Lost.PARTIAL_ANSWER}),
    ("{1:NM:=3:0.1#ok}", {"answers": "3"}, {Lost.TOLERANCE, Lost.RIGHT_FEEDBACK}),
    ("{1:MC:=x~y#no~z#no}", {"choices": "y\nz", "feedback": "no"}, set()),
    ("{1:MC:=x#ok~y#no~z#ah}", {"feedback": "no\nah"}, {Lost.RIGHT_FEEDBACK, Lost.GAP_FEEDBACK}),
    ("{1:MC:=x~y#no~z}", {"feedback": "no"}, {Lost.GAP_FEEDBACK}),
    ("{1:MC:=x~%50%y}", {"choices": "y"}, {Lost.WEIGHTS}),
]


@pytest.mark.parametrize(("gap", "fields", "lost"), GAP_FEEDBACKS)
def test_what_is_said_of_the_answers_of_a_gap(
    gap: str, fields: dict[str, str], lost: set[Lost]
) -> None:
    text = f"<questiontext><text>¿Qué falta?\n\nVa {gap}</text></questiontext>"
    parsed = FORMATS["moodle_xml"].read(f"<quiz><question type='cloze'>{text}</question></quiz>")

    (question,) = parsed.questions
    read_gap: Any = question.fields["gaps"][0]
    assert {name: read_gap[name] for name in fields} == fields
    assert {each.lost for each in parsed.losses} == lost


FOLDS = {"fold_case": True, "fold_accents": True}


def test_a_right_answer_gets_no_comment_on_its_way_out() -> None:
    gaps = [
        {"answers": "x\ny", "choices": "", "feedback": "no"},
        {"answers": "a", "choices": "b", "feedback": "no"},
    ]
    question = PortableQuestion("gaps", "", "Va", {"passage": "[1] y [2]", "gaps": gaps} | FOLDS)

    text = FORMATS["moodle_xml"].write([question]).text

    assert "{1:SHORTANSWER:=x~=y~*#no}" in text
    assert "{1:MULTICHOICE:=a~b#no}" in text


def test_aiken_as_people_write_it() -> None:
    parsed = read("recepcion.aiken.txt")

    assert [each.line for each in parsed.questions] == [1, 7, 21]
    assert [(each.line, each.reason) for each in parsed.refusals] == [
        (12, Reason.ANSWER_LETTER),
        (17, Reason.NO_ANSWER_LINE),
    ]


def test_tags_and_categories() -> None:
    labels = read_tags(
        ["C22", "concept:VENTA", "level:apply", "level:x", "URGENTE", "credit:exact"]
    )

    assert (labels.concepts, labels.level) == (("C22", "VENTA"), "apply")
    assert (labels.settings, labels.others) == ({"credit": "exact"}, ("level:x", "URGENTE"))
    assert (codes_in("a/C22 Escucha"), codes_in("a/Escucha")) == (("C22",), ())


def test_every_code_has_its_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(LOSSES) == set(Lost)


@pytest.mark.parametrize(
    "said",
    [
        (
            '<question type="cloze"><name><text>MX4</text></name><questiontext format="html">'
            "<text>El {1:SA:=cliente} manda.</text></questiontext></question>"
        ),
        (
            '<question type="gapselect"><name><text>MX4</text></name><questiontext format="html">'
            "<text>El [[1]] manda.</text></questiontext><selectoption><text>cliente</text>"
            "</selectoption><selectoption><text>turno</text></selectoption></question>"
        ),
    ],
    ids=["cloze", "gapselect"],
)
def test_a_text_with_gaps_is_not_asked_by_its_name_in_moodle(said: str) -> None:
    """The name is for who makes the quiz there; learners never read it."""
    moodle = FORMATS["moodle_xml"]
    parsed = moodle.read(f"<quiz>{said}</quiz>")

    [question] = parsed.questions
    assert (question.stem, question.fields["passage"]) == ("Complete el texto.", "El [1] manda.")
    assert [(each.name, each.lost) for each in parsed.losses] == [("MX4", Lost.NAME)]
    again = moodle.read(moodle.write(parsed.questions).text)
    assert [each.stem for each in again.questions] == ["Complete el texto."]
