"""Who has no assessed conversation left waits for a person, and "My group" says so."""

import pytest

from cms.models import User
from courses.models import Group
from tests.people import ClientOf
from tests.rehearsal import BEST, RUDE, Joins, Rehearsal, Talks


@pytest.mark.parametrize(
    ("lines", "stopped"),
    [([RUDE], False), ([RUDE, RUDE], True), ([RUDE, BEST], False)],
    ids=["one left", "none left", "passed"],
)
def test_none_left(
    rehearsal: Rehearsal,
    new_hire: User,
    trainer: User,
    joins: Joins,
    talks: Talks,
    client_of: ClientOf,
    lines: list[tuple[str, ...]],
    stopped: bool,
) -> None:
    way = joins(new_hire)
    for each in lines:
        talks(way, rehearsal.assess, *each)
    course = rehearsal.page(rehearsal.assess).get_parent().get_parent().specific
    group = Group(name="Ensayo", starts_on=way.assigned_at.date(), course=course)
    group.trainers, group.members = [trainer], [new_hire]
    group.save()
    (part,) = client_of(trainer).get("/group/").context["groups"]
    assert [each.row.name for each in part.stuck] == ["Ana Prieto"] * stopped
    if stopped:
        assert rehearsal.page(rehearsal.assess).title in part.stuck[0].reasons[0]
