"""Prepares what is not prepared yet, starts the site and says where it is."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cms.models import User

INDUCTION = settings.BASE_DIR / "courses" / "induction"
APPS = ("cms", "courses", "quizzes", "roleplay")
STATIC_FOLDERS = [settings.BASE_DIR / app / "static" for app in APPS]
FIRST_PORT, LAST_PORT = 8000, 8099
ANSWERS_WITHIN = 60
SWEEPS_EVERY = 60


class Command(BaseCommand):
    help = "Set up what is missing, start the site on this machine and print its address."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help="default: the first free one from 8000")
        parser.add_argument(
            "--sweep-every",
            type=int,
            default=SWEEPS_EVERY,
            metavar="SECONDS",
            help="how often attempts whose time is over are handed in (default: %(default)s)",
        )

    def handle(self, *args: Any, port: int | None, sweep_every: int, **options: Any) -> None:
        self.prepare()
        port = port or free_port()
        address = f"http://127.0.0.1:{port}"
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with self.server(port) as process:
            try:
                self.wait_for(address, process)
                self.greet(address)
                self.keep_watch(process, sweep_every)
            except KeyboardInterrupt:
                self.stdout.write("\nStopped. Nothing was lost; `make run` starts it again.")

    def prepare(self) -> None:
        """Database, induction, demo, static files: each only where something is missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with self.step("Database"):
                call_command("migrate", verbosity=0)
        found = run_checks(databases=["default"])
        if serious := [str(message) for message in found if message.is_serious()]:
            raise CommandError("\n".join(serious))
        with self.once("induction", folder_hash([INDUCTION])) as due:
            if due:
                with self.step("Induction, in Spanish and English"):
                    call_command("import_course", INDUCTION, publish=True, stdout=self.stdout)
        if not User.objects.exists():
            with self.step("Demo company"):
                call_command("load_demo", verbosity=0)
        call_command("sweep_replies", stdout=StringIO())
        call_command("sweep_attempts", stdout=StringIO())
        lock = settings.BASE_DIR / "requirements.txt"
        with self.once("static", folder_hash([*STATIC_FOLDERS, lock])) as due:
            if due:
                with self.step("Static files"):
                    call_command("collectstatic", interactive=False, verbosity=0)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Says what is being done and how long it took."""
        began = time.monotonic()
        self.stdout.write(f"-- {name} ...")
        self.stdout.flush()
        yield
        self.stdout.write(f"   done in {time.monotonic() - began:.0f} s")

    @contextmanager
    def once(self, name: str, wanted: str) -> Iterator[bool]:
        """Yields whether a step is due; remembers it only when it went through."""
        stamp = settings.VAR_DIR / f"{name}.stamp"
        due = not stamp.exists() or stamp.read_text() != wanted
        yield due
        stamp.write_text(wanted)

    @contextmanager
    def server(self, port: int) -> Iterator[subprocess.Popen[bytes]]:
        """The production server, bound to this machine alone; ends with this command."""
        workers = str(max(os.cpu_count() or 1, 2))
        command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", workers, "--log-level", "warning", "--timeout", "60"]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603 - our own words
        try:
            yield process
        finally:
            process.terminate()
            process.wait()

    def wait_for(self, address: str, process: subprocess.Popen[bytes]) -> None:
        """Returns when the site answers. Raises CommandError when it stopped or takes too long."""
        for _attempt in range(ANSWERS_WITHIN * 10):
            if process.poll() is not None:
                raise CommandError("The server stopped at once; its reason stands above.")
            try:
                urllib.request.urlopen(f"{address}/accounts/login/", timeout=5)  # noqa: S310 - http
            except urllib.error.HTTPError as error:
                raise CommandError(f"The site answers with an error: {error.code}.") from error
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise CommandError(f"The site did not answer within {ANSWERS_WITHIN} seconds.")

    def keep_watch(self, process: subprocess.Popen[bytes], seconds: int) -> None:
        """Until the server ends: every so often, hands in the attempts whose time is over."""
        while True:
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                self.sweep()
            else:
                return

    def sweep(self) -> None:
        """One sweep. A database that is busy now is swept the next time."""
        try:
            call_command("sweep_attempts", stdout=StringIO())
        except DatabaseError as error:
            self.stderr.write(f"Attempts were not swept: {error}")
        finally:
            connection.close()

    def greet(self, address: str) -> None:
        """The address, and who may sign in while the demo is there."""
        self.stdout.write(f"\nTrato is running at {address}  (Ctrl+C stops it)")
        file: Path = settings.VAR_DIR / "demo.json"
        if file.exists() and User.objects.filter(is_demo=True).exists():
            self.stdout.write("\nDemo accounts, drawn for this installation:")
            for account in json.loads(file.read_text()):
                self.stdout.write(
                    f"  {account['name']:8} {account['password']:16} {account['try']}"
                )
            self.stdout.write(
                "\n`.venv/bin/python manage.py start_company` makes it your own site."
            )
        self.stdout.flush()


def folder_hash(places: list[Path]) -> str:
    """A hash of the names and contents of all files in some folders."""
    digest = hashlib.sha256()
    for place in places:
        for file in sorted([place] if place.is_file() else place.rglob("*")):
            if file.is_file():
                digest.update(str(file.relative_to(place.parent)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def free_port() -> int:
    """The first port from 8000 on that nothing listens on. Raises CommandError if all are taken."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CommandError(f"Every port from {FIRST_PORT} to {LAST_PORT} is taken; use --port.")
