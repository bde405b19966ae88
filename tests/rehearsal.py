"""The rehearsal course, for stories with customers: a lamp that flickers, a bill charged twice.

Its package is tests/packages/rehearsal. Lines are known by their first words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from cms.models import User
from courses.models import Enrolment
from courses.package.loading import load_package, read_package
from courses.package.sections import key_of
from courses.verbs.enrolment import enrol
from roleplay.models import Conversation, RoleplayPage, ScenarioPage, ScenarioVersion
from roleplay.pure.engine import offered
from roleplay.pure.state import State
from roleplay.verbs.conversations import Taken, history_of, start_conversation, take_turn
from tests.content import LOADED_AT, PACKAGES, TestDatabase
from tests.keeping import Kept, keep_database, put_back

# What is said to the lamp's customer: first about the lamp, then about what happened, then to end.
GREETS, SWAPS, PLAYS_DOWN = "Buenas tardes", "Le cambio", "Eso no es nada"
ASKS, ACCUSES, LOOKS_UP, REPEATS = "¿Desde cuándo", "¿No la habrá", "Busco su compra", "Repítame"
PROMISES, REFUNDS, SETTLES = "Ya la llamaremos", "Le devuelvo", "Mañana a las diez"
HANGS_UP = "No tengo tiempo"
# The best way, one that looks good, one that does not.
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
        """Says lines, one after the other."""
        moment = at or timezone.now()
        for words in lines:
            what = self.option(words)
            taken = take_turn(self.conversation, self.turns, "say", what, language, moment)
        self.conversation.refresh_from_db()
        return taken

    def look_up(self, entry: str) -> Taken:
        """Opens a part of the customer's record."""
        now = timezone.now()
        return take_turn(self.conversation, self.turns, "consult", entry, "es", now)


SCRIPT = {"Accept": "application/json"}


@dataclass
class Call:
    """Somebody's browser at a conversation."""

    browser: Client
    talk: Talk

    def url(self, name: str = "show_conversation") -> str:
        """The address of a part of the conversation."""
        return reverse(name, args=[self.talk.conversation.pk])

    def page(self) -> Any:
        """The conversation as it is shown now."""
        return self.browser.get(self.url())

    def form(self, words: str = "", **changes: str) -> dict[str, str]:
        """What the page sends for a line; `words` empty: no line."""
        own = {"option": self.talk.option(words)} if words else {}
        return own | {"turn": str(self.talk.turns), "idempotency_key": "k1"} | changes

    def say(self, words: str, **changes: str) -> Any:
        """Says a line as a form does."""
        return self.browser.post(self.url("take_turn"), self.form(words, **changes))

    def tell(self, words: str, **changes: str) -> Any:
        """Says a line as the page's script does."""
        form = self.form(words, **changes)
        return self.browser.post(self.url("take_turn"), form, headers=SCRIPT)


Joins = Callable[..., Enrolment]
Talks = Callable[..., Talk]
Calls = Callable[..., Call]


def load_rehearsal() -> None:
    """Publishes the rehearsal in Spanish and English."""
    load_package(read_package(PACKAGES / "rehearsal"), LOADED_AT, publish=True)


# The database with the rehearsal in it, once it was loaded.
REHEARSED: list[Kept] = []


@pytest.fixture(scope="module")
def _rehearsed(django_db_setup: TestDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loading takes seconds: it is done once, and put in and out for the stories of a file."""
    small = django_db_setup.as_set_up
    with django_db_blocker.unblock():
        if REHEARSED:
            put_back(REHEARSED[0])
        else:
            load_rehearsal()
            REHEARSED.append(keep_database())
    django_db_setup.as_set_up = REHEARSED[0]
    yield
    django_db_setup.as_set_up, django_db_setup.changed = small, True


@pytest.fixture
def rehearsal(_rehearsed: None, wagtail_site: Site) -> Rehearsal:
    """The rehearsal course, published in both languages."""
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


@pytest.fixture
def calls(joins: Joins, talks: Talks, client_of: Callable[[User], Client]) -> Calls:
    """`calls(new_hire, rehearsal.practise)`: she joins if need be, starts, and the page is open."""

    def call(learner: User, key: UUID, *lines: str, at: datetime | None = None) -> Call:
        course = Enrolment.objects.filter(learner=learner, course_key=Rehearsal.key)
        way = course.exclude(status="closed").first() or joins(learner, at=at)
        return Call(client_of(learner), talks(way, key, *lines, at=at))

    return call
