"""What may not stand in the repository: names of registries, paths of one machine, leftovers."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = [
    "py" + r"pi\b",
    "python" + "hosted",
    "npm" + "js",
    "registry" + r"\.",
    "/" + r"root/",
    "/" + r"tmp/",
    "/" + r"work/(main|shared)",
    "/" + r"home/\w+/\w",
]
PATTERN = re.compile("|".join(FORBIDDEN), re.IGNORECASE)


def files() -> list[Path]:
    """What is in the repository or would be with the next `git add`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text_of(file: Path) -> str:
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode(errors="replace")


def test_no_registry_and_no_path_of_one_machine_is_named() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for file in files()
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if PATTERN.search(line)
    ]
    assert not found, "\n".join(found)


def test_no_leftovers_are_tracked() -> None:
    leftovers = {".sqlite3", ".pyc", ".log", ".orig", ".rej", ".bak"}
    assert not [file for file in files() if file.suffix in leftovers]


def test_translations_are_tracked_with_their_sources() -> None:
    tracked = set(files())
    catalogues = [file for file in tracked if file.suffix == ".po"]
    assert not [po for po in catalogues if po.with_suffix(".mo") not in tracked]
