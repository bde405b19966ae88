"""The three kinds: what they ask, how an answer is read, marked and explained."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict

from courses.pure.texts import Shown
from quizzes.models import Question
from quizzes.pure.content import Content
from quizzes.questions.base import InvalidResponseError
from quizzes.questions.kinds import KIND_NAMED, QUESTION_KINDS

CHOICE_TEXTS = {
    "es": {"stem": "¿Cuál?"}
    | {f"options.{each}.text": f"texto {each}" for each in "abcd"}
    | {f"options.{each}.feedback": f"enseña {each}" for each in "abcd"},
    "en": {"options.a.text": "text a"},
}


def choice(kind: str, right: str) -> Content:
    options = [{"id": each, "right": each in right} for each in "abcd"]
    return Content(kind, "apply", ("C1",), {"options": options}, CHOICE_TEXTS)


def statement(answer: bool) -> Content:
    texts = {"es": {"stem": "Es así.", "feedback_true": "enseña sí", "feedback_false": "enseña no"}}
    return Content("true_false", "apply", ("C1",), {"answer": answer}, texts)


SINGLE, MULTIPLE = choice("single_choice", "b"), choice("multiple_choice", "bd")
EVERY_KIND = [SINGLE, MULTIPLE, statement(True)]
ids = [content.kind for content in EVERY_KIND]


def test_there_are_three() -> None:
    assert list(KIND_NAMED) == ["single_choice", "multiple_choice", "true_false"]
    for kind in QUESTION_KINDS:
        assert str(kind.label)
        assert str(kind.hint)
        assert kind.template == f"quizzes/questions/{kind.name}.html"


@pytest.mark.parametrize(
    ("content", "response", "fraction"),
    [
        (SINGLE, ["b"], 1),
        (SINGLE, ["a"], 0),
        (SINGLE, None, 0),
        (MULTIPLE, ["b", "d"], 1),
        (MULTIPLE, ["d", "b"], 1),
        (MULTIPLE, ["b"], 0),
        (MULTIPLE, ["b", "c", "d"], 0),
        (MULTIPLE, None, 0),
        (statement(True), ["true"], 1),
        (statement(True), ["false"], 0),
        (statement(False), ["false"], 1),
        (statement(False), None, 0),
    ],
)
def test_marking(content: Content, response: list[str] | None, fraction: float) -> None:
    assert KIND_NAMED[content.kind].mark(content, response).fraction == fraction


@pytest.mark.parametrize("content", EVERY_KIND, ids=ids)
def test_its_own_key_is_right(content: Content) -> None:
    kind = KIND_NAMED[content.kind]
    assert kind.mark(content, kind.key(content)).right


@pytest.mark.parametrize(
    ("content", "sent", "read"),
    [
        (SINGLE, "response=b", ["b"]),
        (SINGLE, "", []),
        (SINGLE, "response=", []),
        (SINGLE, "response=b&response=b", None),
        (SINGLE, "response=a&response=b", None),
        (SINGLE, "response=z", None),
        (MULTIPLE, "response=d&response=b", ["b", "d"]),
        (MULTIPLE, "response=d&response=d", ["d"]),
        (MULTIPLE, "response=d&response=z", None),
        (statement(True), "response=false", ["false"]),
        (statement(True), "response=maybe", None),
        (statement(True), "response=true&response=false", None),
    ],
)
def test_reading_a_form(content: Content, sent: str, read: list[str] | None) -> None:
    kind = KIND_NAMED[content.kind]
    if read is None:
        with pytest.raises(InvalidResponseError):
            kind.read(QueryDict(sent), content)
    else:
        assert kind.read(QueryDict(sent), content) == read


@pytest.mark.parametrize("content", EVERY_KIND, ids=ids)
def test_what_is_shown_does_not_depend_on_what_is_right(content: Content) -> None:
    kind = KIND_NAMED[content.kind]
    if content.kind == "true_false":
        turned = statement(False)
    else:
        options = [each | {"right": not each["right"]} for each in content.structure["options"]]
        turned = replace(content, structure={"options": options})
    assert kind.key(turned) != kind.key(content)
    assert kind.options(turned, "es", "s", None) == kind.options(content, "es", "s", None)


def test_options_stand_in_an_order_of_the_attempts() -> None:
    kind = KIND_NAMED["single_choice"]
    orders = {
        tuple(option.id for option in kind.options(SINGLE, "es", f"attempt {number}", None))
        for number in range(60)
    }
    assert len(orders) > 10
    shown = kind.options(SINGLE, "es", "attempt 1", ["c"])
    assert [option.letter for option in shown] == ["A", "B", "C", "D"]
    assert [option.id for option in shown if option.chosen] == ["c"]


def test_options_fall_back_one_by_one() -> None:
    shown = {each.id: each for each in KIND_NAMED["single_choice"].options(SINGLE, "en", "s", None)}
    assert (shown["a"].text, shown["a"].lang) == ("text a", "")
    assert (shown["b"].text, shown["b"].lang) == ("texto b", "es")


def test_true_comes_first_in_the_readers_language() -> None:
    kind = KIND_NAMED["true_false"]
    shown = kind.options(statement(True), "en", "any", ["false"])
    assert [(each.id, each.text, each.chosen) for each in shown] == [
        ("true", "True", False),
        ("false", "False", True),
    ]


@pytest.mark.parametrize(
    ("content", "option", "taught"),
    [
        (SINGLE, "a", Shown("enseña a")),
        (MULTIPLE, "d", Shown("enseña d")),
        (statement(False), "true", Shown("enseña sí")),
        (statement(False), "false", Shown("enseña no")),
    ],
)
def test_each_choice_teaches_its_own(content: Content, option: str, taught: Shown) -> None:
    assert KIND_NAMED[content.kind].feedback(content, option, "es") == taught


def written(kind: str, right: str, texts: str = "abcd") -> Any:
    """A question as its author writes it."""
    options = [
        {"type": "item", "id": each, "value": {"text": text, "right": each in right}}
        for each, text in zip("abcd", texts, strict=True)
    ]
    block = Question._meta.get_field("content").stream_block
    return block.to_python(
        [{"type": kind, "id": "q", "value": {"stem": "¿Cuál?", "options": options}}]
    )[0].value


@pytest.mark.parametrize(
    ("kind", "right", "texts", "faults"),
    [
        ("single_choice", "a", "abcd", 0),
        ("single_choice", "", "abcd", 1),
        ("single_choice", "ab", "abcd", 1),
        ("single_choice", "a", "abca", 1),
        ("multiple_choice", "ab", "abcd", 0),
        ("multiple_choice", "a", "abcd", 1),
        ("multiple_choice", "abcd", "abcd", 1),
        ("multiple_choice", "a", "abcA", 2),
    ],
)
def test_what_its_author_hears(kind: str, right: str, texts: str, faults: int) -> None:
    assert len(KIND_NAMED[kind].check(written(kind, right, texts))) == faults
