"""The state as judged from one row and as asked from the database are the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.models import User
from courses.models import Enrolment
from courses.pure.progress import State, judge
from courses.words import facts_of
from tests.content import SmallCourse

AT = datetime(2026, 3, 20, 5, tzinfo=UTC)
moments = st.none() | st.integers(-3, 3).map(lambda hours: AT + timedelta(hours=hours))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(started=moments, completed=moments, due=moments, risk=moments)
def test_judge_agrees_with_the_condition(
    course: SmallCourse,
    new_hire: User,
    started: datetime | None,
    completed: datetime | None,
    due: datetime | None,
    risk: datetime | None,
) -> None:
    Enrolment.objects.all().delete()
    enrolment = Enrolment.objects.create(
        learner=new_hire,
        course_key=course.key,
        assigned_at=AT,
        started_at=started,
        completed_at=completed,
        due_at=due,
        risk_at=risk,
    )
    judged = judge(facts_of(enrolment), [], AT).state
    found = {state for state in State if Enrolment.objects.in_state(state, AT).exists()}
    assert found == {judged}
    counts = Enrolment.objects.all().count_states(AT)
    assert counts == {str(state): int(state is judged) for state in State}
