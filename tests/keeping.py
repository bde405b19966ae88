"""The test database as it was at a moment, put back in a moment where loading takes seconds."""

import sqlite3
from typing import Protocol

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Site


class Kept(Protocol):
    """All that the database held when it was kept."""

    def put_back(self) -> None:
        """Makes the database hold that and nothing else, inside a transaction or not."""


def keep_database() -> Kept:
    """Keeps what the database holds now, in this process's memory."""
    connection.ensure_connection()
    return KeptSqlite() if connection.vendor == "sqlite" else KeptPostgres()


def put_back(kept: Kept) -> None:
    """Puts a kept database back; nobody remembers anything of the one before."""
    connection.ensure_connection()
    kept.put_back()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def send_others_away() -> None:
    """Ends the connections that a live server's threads left: a database in use is not dropped."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


class KeptSqlite:
    """SQLite's own copy. It cannot be put back while a transaction is open."""

    def __init__(self) -> None:
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.copy)

    def put_back(self) -> None:
        self.copy.backup(connection.connection)


class KeptPostgres:
    """Every table as PostgreSQL's COPY writes and reads it; foreign keys are checked at commit."""

    def __init__(self) -> None:
        quote = connection.ops.quote_name
        self.tables = [quote(name) for name in connection.introspection.table_names()]
        self.rows: dict[str, bytes] = {}
        with connection.cursor() as cursor:
            for table in self.tables:
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    if rows := b"".join(bytes(part) for part in copy):
                        self.rows[table] = rows

    def put_back(self) -> None:
        models = apps.get_models(include_auto_created=True)
        numbering = connection.ops.sequence_reset_sql(no_style(), models)
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self.tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - quoted by the database's own rules
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            cursor.execute("\n".join(numbering))
