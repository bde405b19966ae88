"""The site as `make run` serves it, requests to it, and what its processes spend on them."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

WORKERS = 2
STARTS_WITHIN = 60
TOKEN = "b" * 32
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(port: int) -> Iterator["Server"]:
    """The production server on this machine alone."""
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--log-level", "warning", "--timeout", "120"]
    process = subprocess.Popen(command)
    try:
        server = Server(port, process.pid)
        server.wait_until_it_answers(process)
        yield server
    finally:
        process.terminate()
        process.wait()


class Server:
    """A running server and its worker processes."""

    def __init__(self, port: int, master: int) -> None:
        self.port, self.master = port, master

    def wait_until_it_answers(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and process.poll() is None:
            try:
                self.ask("/accounts/login/", "")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server did not answer")

    def ask(
        self, url: str, session: str, form: dict[str, object] | None = None
    ) -> tuple[int, bytes]:
        """Status and body; a form is sent as the page's script does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
        try:
            if form is None:
                connection.request("GET", url, headers=headers)
            else:
                headers["Accept"] = "application/json"
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}, doseq=True)
                connection.request("POST", url, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text()
        return [int(pid) for pid in children.split()]

    def cpu(self) -> float:
        """Seconds of CPU its workers have used, user and system together."""
        return sum(map(cpu_of, self.workers))

    def peak(self) -> float:
        """The most memory one of its workers ever held, in MB."""
        return max(map(peak_of, self.workers))


def cpu_of(pid: int) -> float:
    """Seconds of CPU a process has used; to the nanosecond where the kernel tells."""
    exact = Path(f"/proc/{pid}/schedstat")
    if exact.exists():
        return int(exact.read_text().split()[0]) / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_of(pid: int) -> float:
    """The most memory a process ever held, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
