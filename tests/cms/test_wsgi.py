"""The door of the web server stays shut while the site would lose data or let strangers in."""

import importlib
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from tests.people import MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(db: None) -> ModuleType:
    """The module as a server imports it; it asks the database, so it is not imported above."""
    return importlib.import_module("cms.wsgi")


@pytest.fixture
def open_to_all(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "aula.empresa.example"]


def test_a_safe_site_opens(door: ModuleType) -> None:
    assert door.refuse_unsafe_start() is None
    assert callable(door.application)


def test_the_demo_never_meets_the_world(
    door: ModuleType, person: MakePerson, open_to_all: None
) -> None:
    door.refuse_unsafe_start()
    lucia = person("lucia", "Lucía", "Paredes", is_demo=True)
    with pytest.raises(ImproperlyConfigured) as refused:
        door.refuse_unsafe_start()
    for words in ("cms.E002", "TRATO_HOSTS", "manage.py start_company"):
        assert words in str(refused.value)
    lucia.is_active = False
    lucia.save()
    door.refuse_unsafe_start()


def test_the_demo_may_be_shown_on_this_machine(door: ModuleType, person: MakePerson) -> None:
    person("lucia", "Lucía", "Paredes", is_demo=True)
    door.refuse_unsafe_start()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_a_database_that_loses_saves_is_named(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections["default"], "transaction_mode", "DEFERRED")
    with pytest.raises(ImproperlyConfigured, match="transaction_mode is not IMMEDIATE"):
        door.refuse_unsafe_start()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_everything_wrong_is_said_at_once(
    door: ModuleType, person: MakePerson, open_to_all: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("lucia", "Lucía", "Paredes", is_demo=True)
    monkeypatch.setattr(connections["default"], "transaction_mode", "DEFERRED")
    with pytest.raises(ImproperlyConfigured) as refused:
        door.refuse_unsafe_start()
    assert "cms.E001" in str(refused.value)
    assert "cms.E002" in str(refused.value)


def test_a_server_cannot_even_import_it(
    door: ModuleType, person: MakePerson, open_to_all: None
) -> None:
    person("lucia", "Lucía", "Paredes", is_demo=True)
    with pytest.raises(ImproperlyConfigured):
        importlib.reload(door)
