"""Reads an installation's choices from environment variables; no Django here."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# WAL lets readers work while one writes; IMMEDIATE takes the write lock at the start of a
# transaction, so that SQLite's `timeout` applies instead of an instant "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA temp_store=MEMORY;"
    ),
}


def database_from(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """Django's database settings: `DATABASE_URL` (postgres), else SQLite in `var`.

    Raises ValueError for a scheme other than postgres or postgresql.
    """
    if not (address := environ.get("DATABASE_URL")):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "trato.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgres:// or postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c statement_timeout=30000 -c lock_timeout=10000"},
    }


def mail_from(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """Mail settings: an SMTP server when `TRATO_MAIL_HOST` is set, else files in `var/mail`."""
    sender = {"DEFAULT_FROM_EMAIL": environ.get("TRATO_MAIL_FROM", "Trato <trato@localhost>")}
    if "TRATO_MAIL_HOST" not in environ:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return sender | {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": var / "mail"}
    return sender | {
        "EMAIL_HOST": environ["TRATO_MAIL_HOST"],
        "EMAIL_PORT": int(environ.get("TRATO_MAIL_PORT", "587")),
        "EMAIL_HOST_USER": environ.get("TRATO_MAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": environ.get("TRATO_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": environ.get("TRATO_MAIL_TLS", "1") == "1",
        "EMAIL_TIMEOUT": 10,
    }


def secret_key_in(var: Path) -> str:
    """The installation's secret key: `TRATO_SECRET_KEY`, or one drawn once and kept in `var`."""
    if key := os.environ.get("TRATO_SECRET_KEY"):
        return key
    file = var / "secret_key"
    try:
        # Opened exclusively: of two processes that start together, one draws the key.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as fresh:
            fresh.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()
