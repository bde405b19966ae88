"""What is found in a quiz before it is published."""

import pytest

from quizzes.pure.checks import (
    ERROR,
    HINT,
    Choice,
    Examined,
    Finding,
    Rules,
    check_quiz,
)
from quizzes.pure.drawing import Candidate, Draw

FREE = Rules(None, shuffle=True)
IN_ORDER = Rules(None, shuffle=False)


def bank(*names: str, concept: str = "C1") -> list[Candidate]:
    """Published questions on one concept."""
    return [
        Candidate(number, name, "apply", frozenset({concept})) for number, name in enumerate(names)
    ]


def choosing(key: str, right: int, texts: list[str]) -> Examined:
    """A single choice with the right option at a place."""
    choices = tuple(Choice(text, place == right) for place, text in enumerate(texts))
    return Examined(key, choices=choices)


def codes(findings: list[Finding]) -> list[str]:
    """What was found, in order."""
    return [each.code for each in findings]


def test_a_quiz_that_holds_has_nothing_to_mend() -> None:
    questions = [choosing("a", 0, ["no", "yes"]), choosing("b", 1, ["no", "yes"])]

    assert check_quiz([Draw(2)], bank("a", "b"), {}, questions, FREE) == []


def test_each_draw_is_told_how_many_it_lacks_and_how_many_fit() -> None:
    draws = [Draw(1, frozenset({"C1"})), Draw(3, frozenset({"C2"}))]

    found = check_quiz(draws, bank("a"), {}, [], FREE)

    assert found == [Finding(ERROR, "short_alone", place=2, number=3, detail="0")]


def test_draws_that_need_the_same_questions_are_counted_together() -> None:
    found = check_quiz([Draw(2), Draw(1)], bank("a", "b"), {}, [], FREE)

    assert found == [Finding(ERROR, "short_together", place=2, number=1, detail="2")]


@pytest.mark.parametrize("why", ["fixed_missing", "fixed_archived", "fixed_draft"])
def test_a_fixed_question_that_nobody_can_be_asked_is_said_once(why: str) -> None:
    found = check_quiz([Draw(1, key="x")], bank("a"), {"x": why}, [], FREE)

    assert found == [Finding(ERROR, why, place=1, key="x")]


def test_errors_come_before_hints() -> None:
    questions = [
        Examined("a", teaches=False, behind=2),
        Examined("b", problems=("Two options say the same.",)),
    ]

    found = check_quiz([Draw(2)], bank("a", "b"), {}, questions, FREE)

    assert [(each.level, each.code, each.key, each.number) for each in found] == [
        (ERROR, "unsound", "b", 0),
        (HINT, "no_feedback", "a", 0),
        (HINT, "behind", "a", 2),
    ]


@pytest.mark.parametrize(
    ("longest", "of", "found"),
    [(4, 4, True), (3, 4, False), (4, 5, True), (3, 3, False), (0, 6, False), (8, 10, True)],
)
def test_the_right_option_as_the_longest_is_a_habit_from_four_in_five(
    longest: int, of: int, found: bool
) -> None:
    names = [f"q{number}" for number in range(of)]
    questions = [
        choosing(name, number % 2, _lengths(number % 2, number < longest))
        for number, name in enumerate(names)
    ]

    codes_found = codes(check_quiz([Draw(of)], bank(*names), {}, questions, IN_ORDER))

    assert codes_found == (["best_longest"] if found else [])


def _lengths(right: int, longest: bool) -> list[str]:
    texts = ["of a middling length"] * 3
    texts[right] = "the longest of all of these options" if longest else "short"
    return texts


def test_as_long_as_another_is_not_the_longest() -> None:
    names = ["a", "b", "c", "d"]
    questions = [choosing(name, 0, ["same", "same"]) for name in names]

    assert codes(check_quiz([Draw(4)], bank(*names), {}, questions, FREE)) == []


@pytest.mark.parametrize(("rules", "found"), [(IN_ORDER, ["same_place"]), (FREE, [])])
def test_the_same_place_matters_where_nothing_is_mixed(rules: Rules, found: list[str]) -> None:
    names = ["a", "b", "c", "d"]
    questions = [choosing(name, 1, ["longer than it", "right"]) for name in names]

    findings = check_quiz([Draw(4)], bank(*names), {}, questions, rules)

    assert codes(findings) == found
    assert [each.detail for each in findings] == ["B"] * len(found)


@pytest.mark.parametrize(("minutes", "found"), [(4, ["little_time"]), (5, []), (None, [])])
def test_less_than_half_a_minute_a_question_is_little(
    minutes: int | None, found: list[str]
) -> None:
    names = [f"q{number}" for number in range(10)]

    assert codes(check_quiz([Draw(10)], bank(*names), {}, [], Rules(minutes, True))) == found
