"""The shape of a course: who takes what, and what comes next."""

from uuid import UUID

import pytest

from courses.pure.outline import Activity, Module, Outline, takes_part

ONE, TWO, THREE, FOUR = (UUID(int=number) for number in range(1, 5))


def activity(key: UUID, required: bool = True) -> Activity:
    return Activity(key, "lesson", f"L{key.int}", "", 5, required, 0, "")


FIRST = Module(UUID(int=11), 1, "Para todos", "", (), (activity(ONE), activity(TWO, False)))
SECOND = Module(UUID(int=12), 2, "Gerencias", "", ("managers",), (activity(THREE),))
THIRD = Module(UUID(int=13), 3, "Contacto", "", ("contact", "trainers"), (activity(FOUR),))
COURSE = Outline(UUID(int=10), "Curso", "", "", (FIRST, SECOND, THIRD))


@pytest.mark.parametrize(
    ("audience", "audiences", "takes"),
    [
        ("contact", (), True),
        ("contact", ("contact",), True),
        ("contact", ("managers",), False),
        ("", ("managers",), True),
        ("", (), True),
    ],
)
def test_who_takes_part(audience: str, audiences: tuple[str, ...], takes: bool) -> None:
    assert takes_part(audience, audiences) is takes


@pytest.mark.parametrize(
    ("audience", "keys"),
    [
        ("contact", [ONE, TWO, FOUR]),
        ("managers", [ONE, TWO, THREE]),
        ("back_office", [ONE, TWO]),
        ("", [ONE, TWO, THREE, FOUR]),
    ],
)
def test_each_audience_has_its_path(audience: str, keys: list[UUID]) -> None:
    assert [each.key for each in COURSE.for_audience(audience).activities()] == keys


@pytest.mark.parametrize(
    ("done", "here", "following"),
    [
        ([], None, ONE),
        ([ONE], None, THREE),  # what is optional is no step
        ([ONE], ONE, THREE),
        ([ONE], FOUR, FOUR),  # where she is, while it is unfinished
        ([ONE, THREE], TWO, FOUR),
        ([ONE, THREE, FOUR], FOUR, None),
        ([], UUID(int=99), ONE),
    ],
)
def test_the_next_step(done: list[UUID], here: UUID | None, following: UUID | None) -> None:
    step = COURSE.next_after(frozenset(done), here)
    assert (step.key if step else None) == following


def test_things_are_found_by_key() -> None:
    assert COURSE.activity(THREE) == SECOND.activities[0]
    assert COURSE.module_of(FOUR) == THIRD
    assert COURSE.activity(UUID(int=99)) is None
    assert COURSE.module_of(UUID(int=99)) is None
