"""What an installation chooses by environment variables."""

import stat
from pathlib import Path

import pytest

from cms.environment import SQLITE_OPTIONS, database_from, mail_from, secret_key_in

VAR = Path("var")


def test_without_a_word_it_is_sqlite() -> None:
    found = database_from({}, VAR)
    assert found["NAME"] == VAR / "trato.sqlite3"
    assert found["OPTIONS"] == SQLITE_OPTIONS


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_an_address_is_postgres(scheme: str) -> None:
    found = database_from({"DATABASE_URL": f"{scheme}://ana:p%40ss@db.example:6432/trato"}, VAR)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ana",
        "p@ss",
        "db.example",
        6432,
        "trato",
    )


def test_any_other_database_is_refused() -> None:
    with pytest.raises(ValueError, match="must start with postgres"):
        database_from({"DATABASE_URL": "mysql://x/y"}, VAR)


def test_mail_goes_to_files_until_there_is_a_server() -> None:
    assert mail_from({}, VAR)["EMAIL_FILE_PATH"] == VAR / "mail"
    found = mail_from({"TRATO_MAIL_HOST": "mail.example", "TRATO_MAIL_TLS": "0"}, VAR)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (
        "mail.example",
        587,
        False,
    )


def test_the_secret_key_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRATO_SECRET_KEY", raising=False)
    key = secret_key_in(tmp_path)
    assert len(key) > 50
    assert secret_key_in(tmp_path) == key
    mode = stat.S_IMODE((tmp_path / "secret_key").stat().st_mode)
    assert mode == 0o600
    monkeypatch.setenv("TRATO_SECRET_KEY", "given")
    assert secret_key_in(tmp_path) == "given"
