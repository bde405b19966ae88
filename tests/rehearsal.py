"""The rehearsal course, for stories with customers: a lamp that flickers, a bill charged twice.

Its package is tests/packages/rehearsal. Lines are known by their first words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.models import User
from courses.models import CoursePage, Enrolment
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.verbs.enrolment import enrol
from roleplay.models import Conversation, RoleplayPage, ScenarioPage, ScenarioVersion
from roleplay.pure.engine import offered
from roleplay.pure.state import State
from roleplay.verbs.conversations import Taken, history_of, start_conversation, take_turn
from tests.content import LOADED_AT, PACKAGES, SNAPSHOT

# What is said, turn by turn: the best way, one that is friendly and fails, one that ends badly.
GREETS, SWAPS, PLAYS_DOWN = "Buenas tardes", "Le cambio", "Eso no es nada"
ASKS, ACCUSES, LOOKS_UP, REPEATS = "¿Desde cuándo", "¿No la habrá", "Busco su compra", "Repítame"
PROMISES, REFUNDS, SETTLES, AGAIN, HANGS_UP = (
    *("Ya la llamaremos", "Le devuelvo", "Mañana a las diez", "Vuelva a contarme"),
    "No tengo tiempo",
)
BEST = (GREETS, LOOKS_UP, SETTLES)
GENEROUS = (GREETS, LOOKS_UP, REFUNDS)
RUDE = (PLAYS_DOWN, ACCUSES, LOOKS_UP, HANGS_UP)


class Rehearsal:
    """The rehearsal by its keys: one module, a lesson, and the lamp in all three modes."""

    key = key_of("ensayo", "curso-ensayo")
    module = key_of("ensayo", "modulo-ensayo")
    lesson = key_of("ensayo", "leccion-ensayo")
    learn = key_of("ensayo", "aprender")
    practise = key_of("ensayo", "practicar")
    # Draws from the three scenarios.
    draw = key_of("ensayo", "variar")
    assess = key_of("ensayo", "evaluar")
    # An assessment with a scenario that assesses too little.
    loose = key_of("ensayo", "suelta")
    lamp = key_of("ensayo", "lampara")
    bill = key_of("ensayo", "recibo")
    hello = key_of("ensayo", "saludo")

    def page(self, key: UUID) -> RoleplayPage:
        """The Spanish page of an activity."""
        return RoleplayPage.objects.get(translation_key=key, locale__language_code="es")

    def scenario(self, key: UUID, language: str = "es") -> ScenarioPage:
        """A scenario's page in a language."""
        return ScenarioPage.objects.get(translation_key=key, locale__language_code=language)

    def version(self, key: UUID) -> ScenarioVersion:
        """What new conversations with a customer are started with."""
        version = self.scenario(key).current_version
        assert version is not None
        return version


@dataclass
class Talk:
    """A conversation under way, carried on through the verbs of everybody."""

    conversation: Conversation

    @property
    def state(self) -> State:
        """Where it stands."""
        return history_of(self.conversation).last

    @property
    def turns(self) -> int:
        """How many turns there are, as stored."""
        return Conversation.objects.get(pk=self.conversation.pk).turns_taken

    def option(self, words: str) -> str:
        """The id of the line that begins so, among those offered now."""
        script, state = self.conversation.version.script, self.state
        ids = [each.id for each in offered(script, state)]
        (found,) = (i for i in ids if script.option_text(state.beat, i).startswith(words))
        return found

    def say(self, *lines: str, at: datetime | None = None, language: str = "es") -> Taken:
        """Says lines, one after the other, half a minute apart."""
        moment = at or timezone.now()
        for number, words in enumerate(lines):
            when = moment + timedelta(seconds=30 * number)
            what = self.option(words)
            taken = take_turn(self.conversation, self.turns, "say", what, language, when)
        self.conversation.refresh_from_db()
        return taken

    def look_up(self, entry: str) -> Taken:
        """Opens a part of the customer's record."""
        now = timezone.now()
        return take_turn(self.conversation, self.turns, "consult", entry, "es", now)


Joins = Callable[..., Enrolment]
Talks = Callable[..., Talk]


def load_rehearsal() -> None:
    """Publishes the rehearsal in Spanish and English."""
    load_package(read_package(PACKAGES / "rehearsal"), LOADED_AT, publish=True)


@pytest.fixture(scope="module")
def _rehearsal_loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loading takes seconds: once for the stories of a file, taken out again after them."""
    copy = SNAPSHOT[0] if SNAPSHOT else None
    with django_db_blocker.unblock():
        if copy is not None:
            load_rehearsal()
    yield
    if copy is not None:
        with django_db_blocker.unblock():
            copy.backup(connection.connection)


@pytest.fixture
def rehearsal(_rehearsal_loaded: None, wagtail_site: Site) -> Rehearsal:
    """The rehearsal course, published in both languages."""
    if not CoursePage.objects.live().filter(translation_key=Rehearsal.key).exists():
        load_rehearsal()
    return Rehearsal()


@pytest.fixture
def joins(rehearsal: Rehearsal) -> Joins:
    """`joins(new_hire)` puts somebody on the rehearsal course."""

    def put(learner: User, due_in: int = 20, at: datetime | None = None) -> Enrolment:
        moment = at or timezone.now()
        due_on = moment.astimezone(learner.zone).date() + timedelta(days=due_in)
        return enrol(learner, rehearsal.key, moment, due_on)

    return put


@pytest.fixture
def talks(rehearsal: Rehearsal) -> Talks:
    """`talks(way, rehearsal.practise, *BEST)` starts a conversation and says these lines."""

    def talk(way: Enrolment, key: UUID, *lines: str, at: datetime | None = None) -> Talk:
        moment = at or timezone.now()
        page = rehearsal.page(key)
        talk = Talk(start_conversation(way, page, moment))
        if lines:
            talk.say(*lines, at=moment)
        way.refresh_from_db()
        return talk

    return talk
