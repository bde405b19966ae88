"""`make bench`: measures on SQLite and on a PostgreSQL of its own, prints and keeps the tables.

`python -m bench sqlite` or `python -m bench postgres` measures one of them.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "bench.md"
DATABASES = {
    "sqlite": [],
    "postgres": [sys.executable, str(ROOT / "bin" / "postgres"), "--durable"],
}
COLUMNS = ["what", "floor", "queries", "CPU", "floor's CPU", "ratio", "goal", ""]
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"
MEMORY = 150


def main(wanted: list[str]) -> int:
    parts = [f"Python {platform.python_version()}, {os.cpu_count()} cores, 2 workers."]
    missed = 0
    for name in wanted or list(DATABASES):
        print(f"-- measuring on {name} ...", file=sys.stderr, flush=True)
        found = measured(DATABASES[name])
        lines = lines_of(found)
        missed += sum(line.endswith("| not met |") for line in lines)
        parts.append("\n".join([f"## {found['database']}\n", HEAD, *lines]))
    text = "\n\n".join(parts) + "\n"
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text)
    print(text)
    print(f"Kept in {REPORT.relative_to(ROOT)}. Goals not met: {missed}.")
    return 0


def measured(around: list[str]) -> dict[str, Any]:
    """What `bench.measure` found, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "found.json"
        environment = {name: v for name, v in os.environ.items() if name != "DATABASE_URL"}
        command = [*around, sys.executable, "-m", "bench.measure", str(report)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        found: dict[str, Any] = json.loads(report.read_text())
        return found


def lines_of(found: dict[str, Any]) -> list[str]:
    """The table's lines, floors first."""
    cost = {row["name"]: row["ms"] for row in found["rows"]}
    lines = []
    for row in found["rows"]:
        name, queries, ms, floor = row["name"], row["queries"], row["ms"], row["floor"]
        if not floor:
            lines.append(f"| {name} | | {queries} | {ms:.2f} ms | | | | floor |")
            continue
        ratio = ms / cost[floor]
        met = verdict(ratio <= row["goal"])
        lines.append(
            f"| {name} | {floor} | {queries} | {ms:.2f} ms | {cost[floor]:.2f} ms "
            f"| {ratio:.2f} | <= {row['goal']:g} | {met} |"
        )
        if row["peak"]:
            met = verdict(row["peak"] < MEMORY)
            lines.append(
                f"| {name}, memory | | | {row['peak']:.0f} MB | | | < {MEMORY} MB | {met} |"
            )
    for row in found["counted"]:
        met = verdict(row["queries"] <= row["goal"])
        lines.append(f"| {row['name']} | | {row['queries']} | | | | <= {row['goal']} | {met} |")
    return lines


def verdict(met: bool) -> str:
    return "met" if met else "not met"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
