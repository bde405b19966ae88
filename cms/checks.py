"""System checks: settings under which an installation would lose data or be open to strangers."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import connections

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
WAL_RESET_FIXED_IN = (3, 51, 3)


@register(Tags.database)
def check_sqlite(
    *,
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Reads the live connection: with Django's own defaults SQLite loses bursts of submissions."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            for pragma, wanted in PRAGMAS.items():
                value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                if value != wanted:
                    found.append(_unsafe(f"PRAGMA {pragma} is {value!r}, not {wanted!r}."))
            waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        if waits < 20_000:
            found.append(_unsafe(f"timeout is {waits} ms, not 20000."))
        if connection.transaction_mode != "IMMEDIATE":  # type: ignore[attr-defined]
            found.append(_unsafe("transaction_mode is not IMMEDIATE."))
    return found


def _unsafe(what: str) -> Error:
    hint = "Use cms.environment.SQLITE_OPTIONS as they are, and a file as the database."
    return Error(f"SQLite would lose saves under load: {what}", hint=hint, id="cms.E001")


@register(Tags.database)
def check_sqlite_library(
    *,
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Says so where the SQLite library has the write-ahead-log reset bug (fixed in 3.51.3)."""
    on_sqlite = any(connections[alias].vendor == "sqlite" for alias in databases or [])
    if not on_sqlite or sqlite3.sqlite_version_info >= WAL_RESET_FIXED_IN:
        return []
    return [
        Info(
            f"SQLite {sqlite3.sqlite_version} has a rare write-ahead-log bug, fixed in 3.51.3.",
            hint="Keep backups, or use PostgreSQL where many people work at once.",
            id="cms.I001",
        )
    ]


@register(Tags.security, Tags.database)
def check_demo_is_local(
    *,
    app_configs: Sequence[AppConfig] | None = None,
    databases: Sequence[str] | None = None,
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Refuses to serve the demo's people, whose passwords are printed, to other machines."""
    if not databases or set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        return []
    connection = connections["default"]
    if "cms_user" not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM cms_user WHERE is_demo AND is_active LIMIT 1")
        if not cursor.fetchone():
            return []
    return [
        Error(
            "The demo's people are on this site and TRATO_HOSTS lets other machines in.",
            hint="Run `manage.py start_company` first: it removes the demo.",
            id="cms.E002",
        )
    ]
