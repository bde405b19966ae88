"""`manage.py serve` as somebody runs it on a new machine: once from nothing, once again."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

ROOT = Path(__file__).resolve().parents[2]
# Setting up takes half a minute; machines that do other things at the same time take longer.
STARTED_WITHIN, STOPPED_WITHIN, SWEPT_WITHIN = 300, 60, 60
GREETING = re.compile(
    r"^Trato is running at (http://127\.0\.0\.1:\d+)  \(Ctrl\+C stops it\)$", re.MULTILINE
)
ACCOUNT = re.compile(r"^  (\w+) +([a-z]{4}-[a-z]{4}-[a-z]{4}) +(\S.*)$", re.MULTILINE)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Running:
    """A site that answers, and what it said until then."""

    process: subprocess.Popen[bytes]
    said: str
    address: str

    @property
    def accounts(self) -> dict[str, str]:
        """The demo's people and their passwords, as printed."""
        return {name: password for name, password, _hint in ACCOUNT.findall(self.said)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], object], seconds: float, else_say: Callable[[], str]) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, else_say()
        time.sleep(0.1)


def environment(var: Path) -> dict[str, str]:
    """That of somebody who set nothing, with the data in `var`."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    others = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("TRATO_")
    }
    return others | {"TRATO_VAR": str(var)}


@contextmanager
def serving(var: Path, log: Path, *options: str) -> Iterator[Running]:
    """Starts the site on the data in `var`; whatever happens, nothing of it goes on running."""
    command = [sys.executable, "manage.py", "serve", "--port", str(free_port()), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(var),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until(
            lambda: process.poll() is not None or GREETING.search(log.read_text()),
            STARTED_WITHIN,
            log.read_text,
        )
        assert process.poll() is None, log.read_text()
        # The accounts follow the address in the same breath.
        time.sleep(0.5)
        said = log.read_text()
        found = GREETING.search(said)
        assert found, said
        yield Running(process, said, found[1])
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def sign_in(browser: OpenerDirector, site: Running, name: str, password: str) -> str:
    """Signs in by the form; the page that follows."""
    url = f"{site.address}/accounts/login/"
    token = TOKEN.search(browser.open(url, timeout=60).read().decode())
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
    form = Request(  # noqa: S310 - http on this machine
        url, urlencode(fields).encode(), {"Referer": url, "Origin": site.address}
    )
    page: str = browser.open(form, timeout=60).read().decode()
    return page


OVERDUE = """
from datetime import timedelta
from django.utils import timezone
from courses.models import Enrolment
from quizzes.models import QuizAttempt, QuizPage
quiz = QuizPage.objects.live().filter(locale__language_code="es").first()
way = Enrolment.objects.open().exclude(quiz_attempts__activity_key=quiz.translation_key).first()
began = timezone.now() - timedelta(hours=1)
attempt = QuizAttempt.objects.create(
    enrolment=way, activity_key=quiz.translation_key, number=1, seed="sweep", pass_mark=80,
    started_at=began, deadline_at=began + timedelta(minutes=30),
)
print("overdue", attempt.pk.hex)
"""


def overdue_attempt(var: Path) -> str:
    """The id of an attempt that nobody came back to, put beside the site that runs."""
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", OVERDUE],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return said.rpartition("overdue ")[2].strip()


def state_of(attempt: str, var: Path) -> str:
    """As the site's database has it now."""
    with closing(sqlite3.connect(var / "trato.sqlite3", timeout=60)) as database:
        row = database.execute("SELECT state FROM quizzes_quizattempt WHERE id = ?", [attempt])
        return str(row.fetchone()[0])


def stop(site: Running) -> None:
    """As a service manager does; the server behind it must end as well."""
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(STOPPED_WITHIN) == 0
    port = int(site.address.rpartition(":")[2])

    def closed() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) != 0

    wait_until(closed, STOPPED_WITHIN, lambda: "the server goes on answering")


def test_from_nothing_to_a_site_and_back_again(tmp_path: Path) -> None:
    var = tmp_path / "var"
    browser = build_opener(HTTPCookieProcessor(CookieJar()))

    with serving(var, tmp_path / "first.log") as site:
        for step in ("-- Database", "-- Induction", "-- Demo company", "-- Static files"):
            assert step in site.said
        assert "Traceback" not in site.said
        accounts = site.accounts
        assert len(accounts) >= 3
        assert all(hint for _name, _password, hint in ACCOUNT.findall(site.said))
        name, password = next(iter(accounts.items()))
        page = sign_in(browser, site, name, password)
        assert "/accounts/logout/" in page
        sheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        assert sheet
        assert browser.open(site.address + sheet[1], timeout=60).status == 200
        stop(site)

    kept = (var / "demo.json").read_bytes(), (var / "secret_key").read_bytes()
    assert (var / "demo.json").stat().st_mode & 0o077 == 0
    assert (var / "secret_key").stat().st_mode & 0o077 == 0

    with serving(var, tmp_path / "second.log", "--sweep-every", "1") as site:
        assert "-- " not in site.said  # nothing was missing
        assert site.accounts == accounts
        assert ((var / "demo.json").read_bytes(), (var / "secret_key").read_bytes()) == kept
        # Who was signed in still is: people, sessions and the key they are signed with were kept.
        page = browser.open(f"{site.address}/my-rules/", timeout=60)
        assert page.url == f"{site.address}/my-rules/"
        # While it runs it hands in what nobody comes back to.
        attempt = overdue_attempt(var)
        wait_until(
            lambda: state_of(attempt, var) == "finished",
            SWEPT_WITHIN,
            lambda: "the attempt whose time is over is still open",
        )
        stop(site)
    assert "Traceback" not in (tmp_path / "second.log").read_text()
