"""The lock files: every package at one version with its hashes, and no address anywhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)(?: ; .+)?$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(lock: Path) -> dict[str, str]:
    """The requirements of a lock: "name==version ; marker" to its hashes, as text."""
    joined = lock.read_text().replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip()]
    return {head.strip(): rest for head, _, rest in (line.partition("--hash=") for line in lines)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert " @ " not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_and_hashed(lock: Path) -> None:
    requirements = pins(lock)
    assert len(requirements) > 30
    for requirement, hashes in requirements.items():
        assert PIN.match(requirement), requirement
        assert HASH.match(f"--hash={hashes}"), requirement


def test_what_runs_the_site_is_tested_at_the_same_versions() -> None:
    runtime, development = map(set, map(pins, LOCKS))
    assert runtime <= development
