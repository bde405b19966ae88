"""The kinds: what they ask, how an answer is read, marked and explained."""

from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override

from quizzes.models import Question
from quizzes.pure.content import Content
from quizzes.questions.base import InvalidResponseError, Reason
from quizzes.questions.kinds import KIND_NAMED, QUESTION_KINDS
from quizzes.questions.single_choice import SingleChoice
from tests.quizzes.every_kind import (
    CLASSIFY,
    EVERY_KIND,
    GAPS,
    MARKED_BY_ITSELF,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    OPEN,
    ORDERING,
    PARTIAL,
    SHORT,
    SINGLE,
    STATEMENT,
    WITH_UNIT,
    listed,
    name_of,
    options,
    written,
)

SINGLE_KIND = SingleChoice()


@pytest.mark.parametrize("content", EVERY_KIND, ids=name_of)
def test_how_many_parts_are_still_empty(content: Content) -> None:
    kind, in_parts = KIND_NAMED[content.kind], content in (MATCHING, ORDERING, GAPS, CLASSIFY)
    whole = kind.key(content)
    assert kind.empty_parts(content, whole) == kind.empty_parts(content, None) == 0
    assert kind.empty_parts(content, whole[:1]) == (len(whole) - 1 if in_parts else 0)


LACKING: list[tuple[Content, list[str] | None, str]] = [
    (MATCHING, ["p=p"], "2 partes sin responder"),
    (WITH_UNIT, ["12,5"], "falta la unidad"),
    (WITH_UNIT, ["99"], "falta la unidad"),
    (WITH_UNIT, ["12,5 min"], ""),
    (WITH_UNIT, ["12.5 minutes"], ""),
    (WITH_UNIT, ["12,5 h"], ""),
    (WITH_UNIT, None, ""),
    (NUMERIC, ["12,5"], ""),
    (OPEN, ["Hola"], "1 palabra de al menos 20"),
    (OPEN, ["Lo siento\nmucho"], "3 palabras de al menos 20"),
    (OPEN, ["una " * 20], ""),
    (OPEN, None, ""),
    (SHORT, ["una"], ""),
]


@pytest.mark.parametrize(("content", "response", "words"), LACKING)
def test_what_an_answer_is_still_without(
    content: Content, response: list[str] | None, words: str
) -> None:
    with override("es"):
        assert KIND_NAMED[content.kind].lacks(content, response) == words


def test_what_is_too_long_is_refused_whole_with_the_limit() -> None:
    with override("es"), pytest.raises(InvalidResponseError) as wrong:
        KIND_NAMED["open_text"].read(QueryDict("response=" + "x" * 32000), OPEN)
    assert str(wrong.value).startswith("Una respuesta puede tener hasta 8\xa0000 caracteres; esta")
    assert wrong.value.kept == ["x" * 32000]


def number(tolerance: float, credit: int = 100, stem: str = "?", english: bool = False) -> Content:
    answers = listed(n={"value": 5, "tolerance": tolerance, "credit": credit, "feedback": ""})
    raw = {"stem": stem, "answers": answers, "unit": "min"}
    return written("numeric", raw, {"stem": "?", "unit": "mins"} if english else None)


def word(*texts: str, accents: bool = True) -> Content:
    rows = {text: {"text": text, "credit": 100, "feedback": ""} for text in texts}
    return written("short_text", {"answers": listed(**rows), "fold_accents": accents})


def gap(answers: str) -> Content:
    row = {"answers": answers, "choices": "", "feedback": ""}
    return written("gaps", {"passage": "[1]", "gaps": listed(g=row)})


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (number(0), number(0, stem="¿?", english=True), True),
        (number(0), number(1), False),
        (number(0), number(0, credit=50), False),
        (word("a", "b"), word("b", "a"), True),
        (word("a"), word("a", "b"), False),
        (word("á"), word("á", accents=False), False),
        (gap("a\nb"), gap("b\na"), True),
        (gap("a"), gap("a\nb"), False),
        (MULTIPLE, PARTIAL, False),
        (SINGLE, SINGLE, True),
    ],
)
def test_versions_that_mark_alike_are_known_by_it(
    one: Content, other: Content, alike: bool
) -> None:
    kind = KIND_NAMED[one.kind]
    assert (kind.measure(one) == kind.measure(other)) is alike


def test_there_are_ten_and_each_is_tried_here() -> None:
    assert {content.kind for content in EVERY_KIND} == set(KIND_NAMED)
    assert len(QUESTION_KINDS) == 10
    for kind in QUESTION_KINDS:
        assert str(kind.label)
        assert str(kind.hint)
        assert kind.template == f"quizzes/questions/{kind.name}.html"


MARKS: list[tuple[Content, list[str] | None, float | None]] = [
    (SINGLE, ["b"], 1),
    (SINGLE, ["a"], 0),
    (MULTIPLE, ["b", "d"], 1),
    (MULTIPLE, ["d", "b"], 1),
    (MULTIPLE, ["b"], 0),
    (MULTIPLE, ["b", "c", "d"], 0),
    (PARTIAL, ["b"], 0.5),
    (PARTIAL, ["b", "c"], 0),
    (PARTIAL, ["b", "c", "d"], 0.5),
    (STATEMENT, ["true"], 1),
    (STATEMENT, ["false"], 0),
    (MATCHING, ["p=p", "q=q", "r=q"], 1),
    (MATCHING, ["p=p", "q=s"], 1 / 3),
    (MATCHING, ["r=q"], 1 / 3),
    (ORDERING, ["i=1", "j=2", "k=3", "m=4"], 1),
    (ORDERING, ["i=2", "j=1", "k=3", "m=4"], 2 / 3),
    (ORDERING, ["i=4", "j=3", "k=2", "m=1"], 0),
    (ORDERING, ["i=1", "j=1", "k=3", "m=4"], 1 / 3),
    (NUMERIC, ["12,5"], 1),
    (NUMERIC, ["13 min"], 1),
    (NUMERIC, ["14"], 0.4),
    (NUMERIC, ["13 h"], 0),
    (NUMERIC, ["20"], 0),
    (SHORT, ["TRIANGULO"], 1),
    (SHORT, ["triangle"], 1),
    (SHORT, ["figura"], 0.3),
    (SHORT, ["cuadrado"], 0),
    (GAPS, ["g=Cliente", "h=centro"], 1),
    (GAPS, ["g=customer", "h=edge"], 0.5),
    (GAPS, ["h=centre"], 0.5),
    (CLASSIFY, ["w=v", "x=v", "z=y"], 1),
    (CLASSIFY, ["w=v", "x=y", "z=v"], 1 / 3),
    (OPEN, ["Le escucho."], None),
    *((content, None, 0) for content in EVERY_KIND),
]


@pytest.mark.parametrize(("content", "response", "fraction"), MARKS)
def test_marking(content: Content, response: list[str] | None, fraction: float | None) -> None:
    marked = KIND_NAMED[content.kind].mark(content, response).fraction
    assert marked == (None if fraction is None else pytest.approx(fraction))


@pytest.mark.parametrize("content", MARKED_BY_ITSELF, ids=name_of)
def test_its_own_key_is_right_and_its_slip_is_not(content: Content) -> None:
    kind = KIND_NAMED[content.kind]
    assert kind.mark(content, kind.key(content)).right
    assert all(part.right for part in kind.parts(content, kind.key(content), "es"))
    assert kind.mark(content, kind.slip(content)).fraction == 0


READINGS: list[tuple[Content, str, list[str] | None]] = [
    (SINGLE, "response=b", ["b"]),
    (SINGLE, "response=", []),
    (SINGLE, "response=a&response=b", None),
    (SINGLE, "response=z", None),
    (MULTIPLE, "response=d&response=b", ["b", "d"]),
    (MULTIPLE, "response=d&response=z", None),
    (STATEMENT, "response=false", ["false"]),
    (STATEMENT, "response=maybe", None),
    (MATCHING, "response-r=3&response-p=2", ["p=p", "r=q"]),
    (MATCHING, "response-p=p", None),
    (MATCHING, "response-p=z", None),
    (MATCHING, "response-z=p", []),
    (ORDERING, "response-m=1&response-i=2", ["i=2", "m=1"]),
    (ORDERING, "response-i=5", None),
    (ORDERING, "response-i=2&response-m=2", None),
    (ORDERING, "response-i=0", None),
    (NUMERIC, "response=+12,5+min+", ["12,5 min"]),
    (NUMERIC, "response=13+h", ["13 h"]),
    (NUMERIC, "response=1.000,5", ["1.000,5"]),
    *((NUMERIC, f"response={text}", None) for text in ("doce", "25,5,5", "0x1F", "1e400", "1+000")),
    (SHORT, "response=Un+triángulo", ["Un triángulo"]),
    (SHORT, "response=" + "x" * 201, None),
    (GAPS, "response-g=lo+que+sea&response-h=borde", ["g=lo que sea", "h=borde"]),
    (GAPS, "response-h=edge", ["h=edge"]),
    (GAPS, "response-h=otro", None),
    (CLASSIFY, "response-w=y", ["w=y"]),
    (CLASSIFY, "response-w=w", None),
    (OPEN, "response=Una%0D%0Alínea", ["Una\nlínea"]),
    *((content, "", []) for content in EVERY_KIND),
]


@pytest.mark.parametrize(("content", "sent", "read"), READINGS)
def test_reading_a_form(content: Content, sent: str, read: list[str] | None) -> None:
    kind = KIND_NAMED[content.kind]
    if read is None:
        with pytest.raises(InvalidResponseError):
            kind.read(QueryDict(sent), content)
    else:
        assert kind.read(QueryDict(sent), content) == read


@pytest.mark.parametrize("text", ["25,5,5", "0x1F", "1e400"])
def test_a_number_taken_before_it_had_to_be_one_is_marked_and_shown(text: str) -> None:
    kind = KIND_NAMED["numeric"]
    assert kind.fits(NUMERIC, [text])
    assert kind.mark(NUMERIC, [text]).fraction == 0
    assert [part.text for part in kind.parts(NUMERIC, [text], "es")] == [text]
    assert kind.reasons(NUMERIC, [text], "es") == []


def test_a_place_chosen_twice_is_named_and_all_that_was_chosen_kept() -> None:
    kind = KIND_NAMED["ordering"]
    with override("es"), pytest.raises(InvalidResponseError) as wrong:
        kind.read(QueryDict("response-i=1&response-j=1&response-k=1&response-m=2"), ORDERING)
    assert str(wrong.value).startswith("Varios elementos están en el lugar 1.")
    rows = kind.fields(ORDERING, "es", "s", wrong.value.kept)["rows"]
    assert {row["name"][-1]: row["place"] for row in rows} == {
        "i": "1",
        "j": "1",
        "k": "1",
        "m": "2",
    }


def test_an_order_taken_with_a_place_given_twice_is_marked_and_shown() -> None:
    kind, response = KIND_NAMED["ordering"], ["i=1", "j=1", "k=3"]
    assert kind.fits(ORDERING, response)
    assert kind.empty_parts(ORDERING, response) == 3
    with override("es"):
        assert kind.lacks(ORDERING, response) == "3 elementos sin lugar propio"
        assert [(part.text, part.right) for part in kind.parts(ORDERING, response, "es")] == [
            ("3. resolver", True),
            ("iniciar (lugar 1, repetido)", False),
            ("informarse (lugar 1, repetido)", False),
        ]


def test_a_gap_has_one_name_in_spanish() -> None:
    kind = KIND_NAMED["gaps"]
    with override("es"):
        fields = render_to_string(kind.template, kind.fields(GAPS, "es", "", None))
        assert "Espacio 1</label>" in fields
        assert "espacio" in str(kind.hint)


def test_what_could_not_be_read_can_be_shown_again() -> None:
    with pytest.raises(InvalidResponseError) as wrong:
        KIND_NAMED["numeric"].read(QueryDict("response=doce"), NUMERIC)
    assert wrong.value.kept == ["doce"]
    assert KIND_NAMED["numeric"].fields(NUMERIC, "es", "s", wrong.value.kept)["text"] == "doce"


@pytest.mark.parametrize(
    ("content", "turned"),
    [
        (SINGLE, written("single_choice", {"stem": "¿Cuál?", "options": options("a")})),
        (MULTIPLE, written("multiple_choice", {"stem": "¿Cuáles?", "options": options("ac")})),
        (STATEMENT, written("true_false", {"stem": "Es así.", "answer": False})),
    ],
    ids=["single", "multiple", "true or false"],
)
def test_what_is_shown_does_not_depend_on_what_is_right(content: Content, turned: Content) -> None:
    kind = KIND_NAMED[content.kind]
    assert kind.key(turned) != kind.key(content)
    assert kind.fields(turned, "es", "s", None) == kind.fields(content, "es", "s", None)


def test_options_stand_in_an_order_of_the_attempts() -> None:
    orders = {
        tuple(option.id for option in SINGLE_KIND.options(SINGLE, "es", f"attempt {number}", None))
        for number in range(60)
    }
    assert len(orders) > 10
    shown = SINGLE_KIND.options(SINGLE, "es", "attempt 1", ["c"])
    assert [option.letter for option in shown] == ["A", "B", "C", "D"]
    assert [option.id for option in shown if option.chosen] == ["c"]
    unmixed = SINGLE_KIND.options(SINGLE, "es", "", None)
    assert [option.id for option in unmixed] == ["a", "b", "c", "d"]


def test_choices_too_long_for_a_closed_list_are_told_in_full_as_well() -> None:
    kind, wide = KIND_NAMED["matching"], "agradece la paciencia y vuelve a llamar"
    pairs = listed(p={"left": "sumiso", "right": "calla"}, q={"left": "agresivo", "right": "grita"})
    others = listed(**{f"d{n}": {"text": f"{wide} {n}"} for n in range(15)})
    value = {"stem": "Una cada perfil.", "pairs": pairs}
    shown = kind.fields(written("matching", value | {"distractors": others}), "es", "s", None)
    assert len(shown["choices"]) == len(others) + len(pairs)
    assert shown["choices"] == shown["rows"][0]["options"]
    assert [each.letter for each in shown["choices"]][:2] == ["A", "B"]
    assert not kind.fields(written("matching", value), "es", "s", None)["choices"]


def test_nothing_on_the_form_says_which_belong_together() -> None:
    """An item and what belongs to it are one pair, whose id the item's field is named by."""
    kind = KIND_NAMED["matching"]
    pairs = listed(p={"left": "sumiso", "right": "calla"}, q={"left": "agresivo", "right": "grita"})
    content = written("matching", {"stem": "Una cada perfil.", "pairs": pairs})
    rows = kind.fields(content, "es", "s", None)["rows"]
    for row in rows:
        name = row["name"].removeprefix("response-")
        assert name not in {each.id for each in row["options"]}
        data = QueryDict(mutable=True)
        data[row["name"]] = name
        with pytest.raises(InvalidResponseError):
            kind.read(data, content)
    # The form says the same whatever order the pairs were written in.
    turned = written("matching", {"stem": "Una.", "pairs": pairs[::-1]})
    assert kind.sent(content, kind.key(content)) == kind.sent(turned, kind.key(turned))


def test_items_to_be_ordered_never_stand_right_from_the_start() -> None:
    kind = KIND_NAMED["ordering"]
    for number in range(200):
        rows = kind.fields(ORDERING, "es", f"attempt {number}", None)["rows"]
        assert [row["text"] for row in rows] != ["iniciar", "informarse", "resolver", "cerrar"]


def test_the_accepted_word_of_a_list_has_no_place_of_its_own() -> None:
    kind = KIND_NAMED["gaps"]
    first = set()
    for number in range(60):
        pieces = kind.fields(GAPS, "es", f"attempt {number}", None)["pieces"]
        first.add(pieces[3]["gap"]["options"][0].id)
    assert first == {"centro", "borde", "vértice"}


def test_a_word_picked_in_one_language_stays_picked_in_the_other() -> None:
    pieces = KIND_NAMED["gaps"].fields(GAPS, "en", "s", ["h=borde"])["pieces"]
    assert [each.id for each in pieces[3]["gap"]["options"] if each.chosen] == ["edge"]


def test_options_fall_back_one_by_one() -> None:
    english = {"stem": "", "options": [{"type": "item", "id": "a", "value": {"text": "text a"}}]}
    content = written("single_choice", {"stem": "¿Cuál?", "options": options("b")}, english)
    shown = {each.id: each for each in SINGLE_KIND.options(content, "en", "s", None)}
    assert (shown["a"].text, shown["a"].lang) == ("text a", "")
    assert (shown["b"].text, shown["b"].lang) == ("texto b", "es")


def test_true_comes_first_in_the_readers_language() -> None:
    shown = KIND_NAMED["true_false"].fields(STATEMENT, "en", "any", ["false"])["options"]
    assert [(each.id, each.text, each.chosen) for each in shown] == [
        ("true", "True", False),
        ("false", "False", True),
    ]


@pytest.mark.parametrize(
    ("content", "response", "taught"),
    [
        (SINGLE, ["a"], [Reason("", "enseña a")]),
        (MULTIPLE, ["d"], [Reason("texto d", "enseña d")]),
        (STATEMENT, ["false"], [Reason("", "no")]),
        (MATCHING, ["p=q", "q=q"], [Reason("sumiso", "El sumiso no reclama.")]),
        (NUMERIC, ["14"], [Reason("", "Cerca.")]),
        (SHORT, ["figura"], [Reason("", "¿Cuál?")]),
        (GAPS, ["g=jefe", "h=borde"], [Reason("jefe", "El centro.")]),
        (CLASSIFY, ["w=y", "x=y"], [Reason("bodega", "Sirve a otra área.")]),
    ],
)
def test_each_answer_teaches_its_own(
    content: Content, response: list[str], taught: list[Reason]
) -> None:
    assert KIND_NAMED[content.kind].reasons(content, response, "es") == taught


@pytest.mark.parametrize(
    ("content", "mean"),
    [
        (SINGLE, 0.25),
        (STATEMENT, 0.5),
        (MULTIPLE, 1 / 15),
        (MATCHING, 1 / 3),
        (CLASSIFY, 0.5),
        (GAPS, 1 / 6),
        (NUMERIC, None),
        (SHORT, None),
        (OPEN, None),
    ],
    ids=name_of,
)
def test_what_guessing_earns(content: Content, mean: float | None) -> None:
    assert KIND_NAMED[content.kind].random_guess(content) == (mean and pytest.approx(mean))


def test_a_random_order_earns_little() -> None:
    guess = KIND_NAMED["ordering"].random_guess(ORDERING)
    # 24 orders: one of length 4, nine of length 3, thirteen of length 2, one of length 1.
    assert guess == pytest.approx((1 * 1 + 9 * 2 / 3 + 13 * 1 / 3) / 24)


@pytest.mark.parametrize("content", MARKED_BY_ITSELF, ids=name_of)
def test_what_is_counted_has_a_name(content: Content) -> None:
    """Item analysis shows every part that can be chosen with its words."""
    kind = KIND_NAMED[content.kind]
    names = kind.part_names(content, "es")
    if names:
        key = kind.chosen(content, kind.key(content))
        assert all(names[part].right for part in key if part in names)
        assert any(part in names for part in key)


def as_written(kind: str, value: dict[str, Any]) -> Any:
    """A question as its author writes it."""
    block = Question._meta.get_field("content").stream_block
    return block.to_python([{"type": kind, "id": "q", "value": value}])[0].value


def four(right: str, texts: str = "abcd") -> dict[str, Any]:
    rows = [
        {"type": "item", "id": each, "value": {"text": text, "right": each in right}}
        for each, text in zip("abcd", texts, strict=True)
    ]
    return {"stem": "¿Cuál?", "options": rows}


def rows_of(*values: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": f"r{number}", "value": value} for number, value in enumerate(values)
    ]


FAULTS: list[tuple[str, dict[str, Any], int]] = [
    ("single_choice", four("a"), 0),
    ("single_choice", four(""), 1),
    ("single_choice", four("ab"), 1),
    ("single_choice", four("a", "abca"), 1),
    ("multiple_choice", four("ab"), 0),
    ("multiple_choice", four("a"), 1),
    ("multiple_choice", four("abcd"), 1),
    ("multiple_choice", four("a", "abcA"), 2),
    ("matching", {"pairs": rows_of({"left": "a", "right": "1"}, {"left": "b", "right": "2"})}, 0),
    ("matching", {"pairs": rows_of({"left": "a", "right": "1"}, {"left": "A", "right": "2"})}, 1),
    ("matching", {"pairs": rows_of({"left": "a", "right": "1"}, {"left": "b", "right": "1"})}, 1),
    ("ordering", {"items": rows_of({"text": "a"}, {"text": "b"}, {"text": "c"})}, 0),
    ("ordering", {"items": rows_of({"text": "a"}, {"text": "b"}, {"text": "a "})}, 1),
    ("numeric", {"answers": rows_of({"value": 1, "credit": 100})}, 0),
    ("numeric", {"answers": rows_of({"value": 1, "credit": 50})}, 1),
    ("numeric", {"answers": rows_of({"value": 1, "credit": 100}), "unit_required": True}, 1),
    ("short_text", {"answers": rows_of({"text": "a", "credit": 100})}, 0),
    ("short_text", {"answers": rows_of({"text": "a", "credit": 90})}, 1),
    ("gaps", {"passage": "a [1] b", "gaps": rows_of({"answers": "x"})}, 0),
    ("gaps", {"passage": "a [2] b", "gaps": rows_of({"answers": "x"})}, 1),
    ("gaps", {"passage": "a [1] b", "gaps": rows_of({"answers": "x", "choices": "X"})}, 1),
    ("gaps", {"passage": "a b", "gaps": rows_of({"answers": "x"})}, 1),
    (
        "classify",
        {
            "groups": rows_of(
                {"title": "a", "items": rows_of({"text": "1"})},
                {"title": "b", "items": rows_of({"text": "1"})},
            )
        },
        1,
    ),
    (
        "open_text",
        {"rubric": rows_of({"criterion": "a", "levels": rows_of({"text": "x", "points": 0})})},
        1,
    ),
]


@pytest.mark.parametrize(("kind", "value", "faults"), FAULTS)
def test_what_its_author_hears(kind: str, value: dict[str, Any], faults: int) -> None:
    assert len(KIND_NAMED[kind].check(as_written(kind, {"stem": "¿Cuál?"} | value))) == faults


def test_a_gap_to_write_in_says_what_is_forgiven_and_what_it_counts() -> None:
    gaps = [{"id": "g", "answers": "x"}, {"id": "h", "answers": "y"}]
    texts = {"stem": "?", "passage": "[1] [2]", "gaps.g.answers": "x", "gaps.h.answers": "y"}
    structure = {"gaps": [{"id": each["id"]} for each in gaps], "fold_case": True}
    content = Content("gaps", "apply", (), structure, {"es": texts})

    hint = KIND_NAMED["gaps"].hint_for(content)

    assert str(hint) == (
        "Escribir una o pocas palabras. Los acentos cuentan; las mayúsculas no. "
        "Todos los espacios valen lo mismo."
    )
    with override("en"):
        assert str(hint).endswith("capitals do not. Each gap counts the same.")
