"""Turns judgements into the words a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from courses.pure.due import days_until
from courses.pure.outline import Outline
from courses.pure.progress import Facts, State, StateOfEnrolment, judge


@dataclass(frozen=True)
class StateWords:
    """A state as shown: code for its shape and colour, label, reason."""

    code: str
    label: str
    reason: str = ""


# The word for each state, what matters now first.
STATE_LABELS = {
    State.LATE: _("Late"),
    State.AT_RISK: _("At risk"),
    State.ON_TRACK: _("On track"),
    State.NOT_STARTED: _("Not started"),
    State.READY: _("Ready"),
}


def state_labels() -> dict[State, str]:
    """The word for each state in the reader's language, what matters now first."""
    return {state: str(label) for state, label in STATE_LABELS.items()}


def facts_of(enrolment: Enrolment) -> Facts:
    """The columns that `judge` looks at."""
    return Facts(
        started=enrolment.started_at is not None,
        completed=enrolment.completed_at is not None,
        due_at=enrolment.due_at,
        risk_at=enrolment.risk_at,
        minutes_left=enrolment.minutes_left,
    )


def state_words(
    enrolment: Enrolment,
    outline: Outline,
    passed: frozenset[UUID],
    scores: Mapping[UUID, float],
    at: datetime,
) -> StateWords:
    """The state with its reason: "3 days late: missing the quiz (60 %, not passed)"."""
    missing = [
        activity.key
        for activity in outline.activities()
        if activity.required and activity.key not in passed
    ]
    state = judge(facts_of(enrolment), missing, at)
    reason = _reason(state, outline, scores)
    return StateWords(str(state.state), str(STATE_LABELS[state.state]), reason)


def _reason(state: StateOfEnrolment, outline: Outline, scores: Mapping[UUID, float]) -> str:
    if state.state is State.LATE:
        return _late_reason(state, outline, scores)
    if state.state is State.AT_RISK:
        return ngettext(
            "%(n)s minute of work left", "%(n)s minutes of work left", state.minutes_left
        ) % {"n": state.minutes_left}
    return ""


def _late_reason(state: StateOfEnrolment, outline: Outline, scores: Mapping[UUID, float]) -> str:
    days = ngettext("%(n)s day late", "%(n)s days late", state.days_late) % {"n": state.days_late}
    first = outline.activity(state.missing[0]) if state.missing else None
    if first is None:
        return days
    others = len(state.missing) - 1
    names: dict[str, str | int] = {"days": days, "first": first.title, "n": others}
    if first.key in scores:
        names["score"] = int(scores[first.key])
        return gettext("%(days)s: “%(first)s” not passed, %(score)s %%") % names
    if not others:
        return gettext("%(days)s: missing “%(first)s”") % names
    return (
        ngettext(
            "%(days)s: missing “%(first)s” and %(n)s more",
            "%(days)s: missing “%(first)s” and %(n)s more",
            others,
        )
        % names
    )


def due_words(due_on: date | None, completed: bool, at: datetime, zone: ZoneInfo) -> str:
    """When something is due, said as people say it."""
    if due_on is None or completed:
        return ""
    days = days_until(due_on, at, zone)
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return gettext("due today")
    if days == 1:
        return gettext("due tomorrow")
    return gettext("%(n)s days left") % {"n": days}


def ago_words(moment: datetime | None, at: datetime, zone: ZoneInfo) -> str:
    """How long ago, in days: today, yesterday, 5 days ago, never."""
    if moment is None:
        return gettext("never")
    days = -days_until(moment.astimezone(zone).date(), at, zone)
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return gettext("%(n)s days ago") % {"n": days}
