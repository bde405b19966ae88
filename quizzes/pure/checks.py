"""Does a quiz hold before it is published? Errors stop publishing, hints do not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizzes.pure.drawing import Candidate, Draw, shortages

ERROR, HINT = "error", "hint"
# A habit of the author shows from so many questions on, in so large a share of them.
SHOWS_FROM, SHOWS_IN = 4, 0.8
# Reading a question and choosing takes half a minute even for somebody who knows.
LEAST_SECONDS = 30


@dataclass(frozen=True)
class Finding:
    """Something to mend. `place` is the entry of the quiz from 1, `key` the question's."""

    level: str
    code: str
    place: int = 0
    key: str = ""
    number: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Choice:
    """An option in the author's order."""

    text: str
    right: bool


@dataclass(frozen=True)
class Examined:
    """A published question that the quiz may ask.

    `problems`: what its kind complains of, in words; `choices`: where one option is right;
    `behind`: texts without translation.
    """

    key: str
    problems: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    teaches: bool = True
    behind: int = 0


@dataclass(frozen=True)
class Rules:
    """What else matters: minutes (None: no limit), and whether options are mixed."""

    time_limit: int | None
    shuffle: bool


# Why a fixed question cannot be asked.
UNASKABLE = ("fixed_missing", "fixed_archived", "fixed_draft")


def check_quiz(
    draws: Sequence[Draw],
    bank: Sequence[Candidate],
    unaskable: Mapping[str, str],
    questions: Sequence[Examined],
    rules: Rules,
) -> list[Finding]:
    """Everything found, errors first. `unaskable`: one of UNASKABLE by key of a fixed question."""
    found = [
        *([] if draws else [Finding(ERROR, "asks_nothing")]),
        *_fixed(draws, unaskable),
        *_short(draws, bank, unaskable),
        *_questions(questions),
        *_habits(questions, rules),
        *_time(draws, rules),
    ]
    return sorted(found, key=lambda each: each.level != ERROR)


def _fixed(draws: Sequence[Draw], unaskable: Mapping[str, str]) -> Iterator[Finding]:
    for place, draw in enumerate(draws, start=1):
        if draw.key in unaskable:
            yield Finding(ERROR, unaskable[draw.key], place, draw.key)


def _short(
    draws: Sequence[Draw], bank: Sequence[Candidate], unaskable: Mapping[str, str]
) -> Iterator[Finding]:
    for position, lacking in shortages(bank, draws):
        draw = draws[position]
        if draw.key not in unaskable:
            fitting = sum(draw.takes(each) for each in bank)
            code = "short_alone" if fitting < draw.count else "short_together"
            yield Finding(ERROR, code, position + 1, draw.key, lacking, str(fitting))


def _questions(questions: Sequence[Examined]) -> Iterator[Finding]:
    for each in questions:
        for problem in each.problems:
            yield Finding(ERROR, "unsound", key=each.key, detail=problem)
        if not each.teaches:
            yield Finding(HINT, "no_feedback", key=each.key)
        if each.behind:
            yield Finding(HINT, "behind", key=each.key, number=each.behind)


def _habits(questions: Sequence[Examined], rules: Rules) -> Iterator[Finding]:
    """What somebody who knows nothing could go by."""
    choosing = [each.choices for each in questions if _one_right(each.choices)]
    if (longest := sum(map(_right_is_longest, choosing))) and _shows(longest, len(choosing)):
        yield Finding(HINT, "best_longest", number=longest, detail=str(len(choosing)))
    if rules.shuffle or not choosing:
        return
    place, often = Counter(map(_right_place, choosing)).most_common(1)[0]
    if _shows(often, len(choosing)):
        yield Finding(HINT, "same_place", number=often, detail="ABCDEFGHIJ"[place])


def _shows(times: int, of: int) -> bool:
    return of >= SHOWS_FROM and times / of >= SHOWS_IN


def _one_right(choices: Sequence[Choice]) -> bool:
    return sum(each.right for each in choices) == 1


def _right_place(choices: Sequence[Choice]) -> int:
    return next(place for place, each in enumerate(choices) if each.right)


def _right_is_longest(choices: Sequence[Choice]) -> bool:
    """Longer than every other."""
    right = len(choices[_right_place(choices)].text)
    return all(len(each.text) < right for each in choices if not each.right)


def _time(draws: Sequence[Draw], rules: Rules) -> Iterator[Finding]:
    total = sum(draw.count for draw in draws)
    if rules.time_limit and rules.time_limit * 60 < total * LEAST_SECONDS:
        yield Finding(HINT, "little_time", number=total, detail=str(rules.time_limit))
