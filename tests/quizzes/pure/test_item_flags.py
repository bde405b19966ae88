"""What figures call for: a limit each, and nothing said about too few."""

from dataclasses import replace

import pytest

from quizzes.pure.item_figures import Choice, ItemStatistics, QuizStatistics
from quizzes.pure.item_flags import Code, Severity, calls_for_review, flags, quiz_flags

SOUND = ItemStatistics(
    "q",
    n=100,
    facility=0.6,
    sd=0.49,
    guess=0.25,
    intended_weight=10,
    effective_weight=11,
    item_rest=0.4,
    efficiency=60,
    choices=(Choice("a", True, 0.6, 0.9, 0.3), Choice("b", False, 0.4, 0.1, 0.7)),
    options=True,
)
QUIZ = QuizStatistics(100, 70, 72, 15, -0.4, 0.1, 0.75, 50, 7.5)


def codes(item: ItemStatistics) -> list[Code]:
    return [flag.code for flag in flags(item)]


def test_a_sound_item_calls_for_nothing() -> None:
    assert flags(SOUND) == ()
    assert not calls_for_review(SOUND)


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"facility": 0.19, "guess": None}, Code.HARD, Severity.LOOK),
        ({"facility": 0.96}, Code.EASY, Severity.LOOK),
        ({"facility": 0.24}, Code.BELOW_GUESS, Severity.ACT),
        ({"item_rest": -0.01}, Code.AGAINST, Severity.ACT),
        ({"item_rest": 0.1, "efficiency": 14.9}, Code.DUBIOUS, Severity.LOOK),
        ({"item_rest": 0.19, "efficiency": 15}, Code.WEAK, Severity.LOOK),
        (
            {"choices": (Choice("b", False, 0.2, 0.3, 0.2),)},
            Code.LURES_BEST,
            Severity.ACT,
        ),
        ({"choices": (Choice("b", False, 0, 0, 0),)}, Code.NEVER_CHOSEN, Severity.LOOK),
    ],
)
def test_each_limit(changes: dict[str, object], code: Code, severity: Severity) -> None:
    found = flags(replace(SOUND, **changes))  # type: ignore[arg-type]

    assert [(flag.code, flag.severity) for flag in found] == [(code, severity)]
    assert calls_for_review(replace(SOUND, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"facility": 0.2, "guess": None},
        {"facility": 0.95},
        {"facility": 0.25},
        {"item_rest": 0.2},
        {"item_rest": None, "efficiency": None},
        {"item_rest": 0.1, "facility": 0.955, "choices": ()},
        {"choices": (Choice("b", False, 0.2, 0.29, 0.2),)},
        {"choices": (Choice("a", True, 0.0, 0.0, 0.0),)},
        {"choices": (Choice("x", None, 0.2, 0.4, 0.1),)},
        {"choices": (Choice("b=1", False, 0, 0, 0),), "options": False},
    ],
)
def test_at_the_limit_there_is_no_flag(changes: dict[str, object]) -> None:
    assert set(codes(replace(SOUND, **changes))) <= {Code.EASY}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, [Code.TOO_FEW]),
        (9, [Code.TOO_FEW]),
        (10, [Code.HARD, Code.EARLY]),
        (29, [Code.HARD, Code.EARLY]),
        (30, [Code.BELOW_GUESS, Code.AGAINST]),
    ],
)
def test_few_attempts_are_not_judged(n: int, expected: list[Code]) -> None:
    assert codes(replace(SOUND, n=n, facility=0.1, item_rest=-0.3)) == expected


def test_the_most_pressing_comes_first() -> None:
    item = replace(SOUND, facility=0.97, item_rest=-0.2)

    assert [flag.severity for flag in flags(item)] == [Severity.ACT, Severity.LOOK]


@pytest.mark.parametrize(
    ("n", "alpha", "expected"),
    [
        (9, 0.1, [Code.TOO_FEW]),
        (29, 0.1, [Code.EARLY]),
        (30, -0.1, [Code.ALPHA_NEGATIVE]),
        (30, 0.49, [Code.ALPHA_LOW]),
        (30, 0.5, []),
        (30, None, []),
    ],
)
def test_the_quiz_as_a_whole(n: int, alpha: float | None, expected: list[Code]) -> None:
    assert [flag.code for flag in quiz_flags(replace(QUIZ, n=n, alpha=alpha))] == expected
