"""check_records plays every conversation again: what was changed afterwards is named."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.models import User
from courses.models import Completion
from roleplay.models import Assessment, Conversation, ScenarioVersion, Turn
from tests.rehearsal import (
    ACCUSES,
    BEST,
    GREETS,
    LOOKS_UP,
    PROMISES,
    RUDE,
    Joins,
    Rehearsal,
    Talk,
    Talks,
)


@pytest.fixture
def talk(rehearsal: Rehearsal, new_hire: User, colleague: User, joins: Joins, talks: Talks) -> Talk:
    """Ana's assessment, not passed, beside one under way; Beto went back while learning."""
    way, other = joins(new_hire), joins(colleague)
    talks(way, rehearsal.practise, GREETS)
    learnt = talks(other, rehearsal.learn, GREETS, ACCUSES)
    row = learnt.conversation
    Turn.objects.create(
        conversation=row,
        position=3,
        act="rewind",
        what="2",
        beat="detalle",
        language="es",
        at=timezone.now(),
    )
    Conversation.objects.filter(pk=row.pk).update(turns_taken=3)
    learnt.say(LOOKS_UP, PROMISES)
    talks(other, rehearsal.assess, *BEST)
    return talks(way, rehearsal.assess, *RUDE)


def complaints() -> list[str]:
    """What the command says is wrong; it ends with an error."""
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_records", stderr=said, stdout=StringIO())
    return said.getvalue().splitlines()


def test_all_is_well(talk: Talk) -> None:
    said = StringIO()
    call_command("check_records", stdout=said, stderr=said)
    assert said.getvalue() == "Every record says what was taken.\n"


def other_option(talk: Talk, beat: str, words: str) -> str:
    script = talk.conversation.version.script
    ids = [each.id for each in script.beats[beat].options]
    (found,) = (i for i in ids if script.option_text(beat, i).startswith(words))
    return found


def turns(talk: Talk) -> "dict[int, Turn]":
    return {row.position: row for row in talk.conversation.turns.all()}


def change_line(talk: Talk, position: int, beat: str, words: str) -> None:
    what = other_option(talk, beat, words)
    talk.conversation.turns.filter(position=position).update(what=what)


Tamper = Callable[[Talk], object]
TAMPERED: dict[str, tuple[Tamper, str]] = {
    "another line": (
        lambda talk: change_line(talk, 1, "apertura", GREETS),
        "not passed, its turns say",
    ),
    "another last line": (
        lambda talk: change_line(talk, 4, "acuerdo", PROMISES),
        "recorded corte, its turns say ",
    ),
    "a line that was not there": (
        lambda talk: change_line(talk, 2, "apertura", GREETS),
        "a turn could not have been taken",
    ),
    "a line of nowhere": (
        lambda talk: talk.conversation.turns.filter(position=1).update(what="nothing"),
        "a turn could not have been taken (nothing)",
    ),
    "a way back to nowhere": (
        lambda talk: Turn.objects.filter(act="rewind").update(what="x"),
        "a turn could not have been taken",
    ),
    "a turn that is gone": (
        lambda talk: talk.conversation.turns.filter(position=2).delete(),
        "4 turns were taken, 3 are there",
    ),
    "another place": (
        lambda talk: talk.conversation.turns.filter(position=2).update(beat="acuerdo"),
        "turn 2 recorded at acuerdo, the others say detalle",
    ),
    "another ending": (
        lambda talk: Conversation.objects.filter(pk=talk.conversation.pk).update(
            ending="leal", ending_kind="loyal"
        ),
        "recorded leal, its turns say corte",
    ),
    "an end that never came": (
        lambda talk: Conversation.objects.filter(status="open").update(
            status="finished", ending="leal", ending_kind="loyal", finished_at=timezone.now()
        ),
        "recorded leal, its turns say open",
    ),
    "a score": (
        lambda talk: talk.conversation.assessments.update(score=99),
        "scored 99.0000 not passed, its turns say",
    ),
    "a pass": (
        lambda talk: talk.conversation.assessments.update(passed=True),
        " passed, its turns say",
    ),
    "a score that is gone": (
        lambda talk: talk.conversation.assessments.all().delete(),
        "scored never, its turns say",
    ),
    "a version": (
        lambda talk: ScenarioVersion.objects.filter(pk=talk.conversation.version_id).update(
            sha256="0" * 64
        ),
        "its content is not what its hash says",
    ),
    "a completion": (
        lambda talk: Completion.objects.filter(
            enrolment=talk.conversation.enrolment, score__isnull=False
        ).update(score=100, passed=True),
        "recorded (100.0, True), its records say",
    ),
    "a completion that is gone": (
        lambda talk: Completion.objects.filter(enrolment=talk.conversation.enrolment).delete(),
        "recorded None, its records say",
    ),
}


@pytest.mark.parametrize(("tamper", "complaint"), TAMPERED.values(), ids=TAMPERED)
def test_whatever_was_changed_is_named(talk: Talk, tamper: Tamper, complaint: str) -> None:
    tamper(talk)
    said = complaints()
    assert any(complaint in each for each in said), said


def test_what_a_person_marked_later_is_no_contradiction(talk: Talk, trainer: User) -> None:
    row = talk.conversation
    Assessment.objects.create(
        conversation=row,
        score=80,
        passed=True,
        detail={},
        method="human",
        by=trainer,
        reason="Se entiende",
        at=timezone.now(),
    )
    Completion.objects.filter(enrolment=row.enrolment, activity_key=row.activity_key).update(
        score=80, passed=True
    )
    call_command("check_records", stdout=StringIO())
