"""Starting a conversation."""

from cms.models import User
from tests.rehearsal import BEST, Joins, Rehearsal, Talks, GENEROUS, RUDE


def test_x(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> None:
    way = joins(new_hire)
    t = talks(way, rehearsal.assess, *BEST)
    c = t.conversation
    print(c.ending, c.assessments.get().score, c.assessments.get().detail)
    t = talks(way, rehearsal.practise, *GENEROUS)
    print(t.conversation.ending)
    t = talks(way, rehearsal.practise, *RUDE)
    print(t.conversation.ending)

def test_y(rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks) -> None:
    way = joins(new_hire)
    t = talks(way, rehearsal.assess, *BEST)
