"""`judge`: one word for where somebody stands, with its reason."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from courses.pure.progress import Facts, State, StateOfEnrolment, judge

DUE = datetime(2026, 3, 20, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
RISK = DUE - 2 * DAY
QUIZ = uuid4()


@pytest.mark.parametrize(
    ("started", "completed", "due_at", "risk_at", "at", "expected"),
    [
        (False, False, None, None, DUE, State.NOT_STARTED),
        (True, False, None, None, DUE, State.ON_TRACK),
        (False, False, DUE, RISK, RISK - SECOND, State.NOT_STARTED),
        (True, False, DUE, RISK, RISK - SECOND, State.ON_TRACK),
        (False, False, DUE, RISK, RISK, State.AT_RISK),
        (True, False, DUE, RISK, DUE - SECOND, State.AT_RISK),
        (True, False, DUE, None, DUE - SECOND, State.ON_TRACK),
        (True, False, DUE, RISK, DUE, State.LATE),
        (False, False, DUE, None, DUE + 40 * DAY, State.LATE),
        (True, True, DUE, None, DUE + DAY, State.READY),
        (True, True, None, None, DUE, State.READY),
    ],
)
def test_a_state_for_every_case(
    started: bool,
    completed: bool,
    due_at: datetime | None,
    risk_at: datetime | None,
    at: datetime,
    expected: State,
) -> None:
    assert judge(Facts(started, completed, due_at, risk_at, 30), [QUIZ], at).state is expected


@pytest.mark.parametrize(
    ("after", "days"), [(timedelta(), 1), (DAY - SECOND, 1), (DAY, 2), (10 * DAY, 11)]
)
def test_the_first_day_late_is_day_one(after: timedelta, days: int) -> None:
    judged = judge(Facts(True, False, DUE, RISK, 30), [QUIZ], DUE + after)
    assert judged == StateOfEnrolment(State.LATE, days, (QUIZ,), 30)


def test_who_is_ready_lacks_nothing() -> None:
    assert judge(Facts(True, True, DUE, RISK, 30), [QUIZ], DUE) == StateOfEnrolment(State.READY)
