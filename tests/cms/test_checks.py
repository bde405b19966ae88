"""The checks that keep an installation from losing saves or opening the demo to strangers."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.utils import ConnectionHandler

from cms import checks
from cms.environment import SQLITE_OPTIONS
from cms.models import User
from tests.people import MakePerson

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite"),
]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`installation(options)` is a database of its own with these options, as the check sees it."""
    handlers = []

    def make(options: dict[str, Any], name: str = "") -> list[str]:
        database = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name or tmp_path / "other.sqlite3",
            "OPTIONS": options,
        }
        handler = ConnectionHandler({"default": database})
        handlers.append(handler)
        monkeypatch.setattr(checks, "connections", handler)
        return [str(found.msg) for found in checks.check_sqlite(databases=["default"])]

    yield make
    for handler in handlers:
        handler["default"].close()


def without(words: str) -> str:
    return SQLITE_OPTIONS["init_command"].replace(words, "")  # type: ignore[attr-defined]


def test_ours_are_safe(installation: Any) -> None:
    assert installation(SQLITE_OPTIONS) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"init_command": without("PRAGMA journal_mode=WAL;")}, "journal_mode is 'delete'"),
        (
            {
                "init_command": without("synchronous=FULL;").replace("PRAGMA  PRAGMA", "PRAGMA")
                + " PRAGMA synchronous=NORMAL;"
            },
            "synchronous is 1, not 2",
        ),
        (
            {"init_command": SQLITE_OPTIONS["init_command"] + " PRAGMA foreign_keys=OFF;"},  # type: ignore[operator]
            "foreign_keys is 0, not 1",
        ),
        ({"timeout": 5}, "timeout is 5000 ms"),
        ({"transaction_mode": "DEFERRED"}, "transaction_mode is not IMMEDIATE"),
        ({"transaction_mode": None}, "transaction_mode is not IMMEDIATE"),
    ],
)
def test_each_wrong_one_is_found(
    installation: Any, changes: dict[str, Any], complaint: str
) -> None:
    found = installation(SQLITE_OPTIONS | changes)
    assert len(found) == 1
    assert complaint in found[0]


def test_djangos_own_are_found(installation: Any) -> None:
    assert len(installation({})) == 3  # foreign keys are on, and a new file waits fully


def test_a_database_in_memory_is_found(installation: Any) -> None:
    assert any(
        "journal_mode is 'memory'" in each for each in installation(SQLITE_OPTIONS, ":memory:")
    )


def test_the_tests_run_on_safe_ones_too() -> None:
    assert checks.check_sqlite(databases=["default"]) == []
    assert "memory" not in str(connection.settings_dict["NAME"])


def test_nothing_is_complained_of() -> None:
    found = run_checks(databases=["default"], include_deployment_checks=False)
    assert [each for each in found if each.level >= 30] == []


def test_without_a_database_nothing_is_asked() -> None:
    assert checks.check_sqlite(databases=None) == []
    assert checks.check_demo_is_local(databases=None) == []


def test_an_old_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert [each.id for each in checks.check_sqlite_library(databases=["default"])] == ["cms.I001"]
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert checks.check_sqlite_library(databases=["default"]) == []


@pytest.mark.parametrize(
    ("hosts", "demo", "active", "refused"),
    [
        (["127.0.0.1", "localhost"], True, True, False),
        (["aula.empresa.example"], True, True, True),
        (["localhost", "aula.empresa.example"], True, True, True),
        (["*"], True, True, True),
        (["aula.empresa.example"], False, True, False),
        (["aula.empresa.example"], True, False, False),
    ],
)
def test_the_demo_stays_on_this_machine(
    person: MakePerson,
    settings: Any,
    hosts: list[str],
    demo: bool,
    active: bool,
    refused: bool,
) -> None:
    person("lucia", "Lucía", "Paredes", is_demo=demo, is_active=active)
    settings.ALLOWED_HOSTS = hosts
    found = [each.id for each in checks.check_demo_is_local(databases=["default"])]
    assert found == (["cms.E002"] if refused else [])
    assert User.objects.count() == 1
