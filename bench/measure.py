"""Measures one database: a fresh site in a folder of its own, served, asked and taken down.

    python -m bench.measure FILE

writes what it found to FILE as JSON. The database is what DATABASE_URL says, else SQLite.
"""

import json
import os
import socket
import sys
import tempfile
from datetime import datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS, REQUESTS, HEAVY_ROUNDS = 7, 40, 3
WARM_UP = 20


def main(report: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="trato-bench-") as folder:
        os.environ |= {"TRATO_VAR": folder, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        rows, counted, name = make_site()
        found = measure(rows)
    report.write_text(json.dumps({"database": name, "rows": found, "counted": counted}))


def make_site() -> tuple[list[Any], list[Any], str]:
    """Migrates, loads the induction, fills the site; returns what to measure."""
    import django  # noqa: PLC0415 - the settings read the environment prepared above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench.population import Population  # noqa: PLC0415
    from bench.rows import counted_rows, rows_of  # noqa: PLC0415

    at: datetime = timezone.now()
    call_command("migrate", verbosity=0)
    call_command("import_course", "courses/induction", publish=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    people = Population(at)
    rows = rows_of(people)
    counted = [vars(each) for each in counted_rows(people, at)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    name = connection.display_name
    connection.close()
    return rows, counted, name


def measure(rows: list[Any]) -> list[dict[str, Any]]:
    """CPU of the server's workers for each row: medians of rounds in which every row has a turn."""
    from bench.driving import served  # noqa: PLC0415

    spent: dict[str, list[float]] = {row.name: [] for row in rows}
    turns, peak = count(2), 0.0
    with served(free_port()) as server:
        for row in rows:
            ask_often(server, row, 4 if row.heavy else WARM_UP, turns)
        for number in range(ROUNDS):
            for row in rows:
                if not row.heavy:
                    spent[row.name].append(ask_often(server, row, REQUESTS, turns))
                elif number < HEAVY_ROUNDS:
                    spent[row.name].append(ask_often(server, row, 1, turns))
        peak = server.peak()
    return [
        {
            "name": row.name,
            "queries": row.queries,
            "floor": row.floor,
            "goal": row.goal,
            "ms": median(spent[row.name]) * 1000,
            "peak": peak if row.heavy else 0,
        }
        for row in rows
    ]


def ask_often(server: Any, row: Any, times: int, turns: Any) -> float:
    """Seconds of CPU a request, over so many of them."""
    before = server.cpu()
    for _time in range(times):
        if row.forms:
            turn = next(turns)
            form = {"revision": turn, **row.forms[turn % 2]}
            status, body = server.ask(row.url, row.session, form)
        else:
            status, body = server.ask(row.url, row.session)
        if status != 200:
            raise RuntimeError(f"{row.name}: {status} {body[:300]!r}")
    return float(server.cpu() - before) / times


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
