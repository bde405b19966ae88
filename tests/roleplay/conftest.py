"""The rehearsal's package to change and load, and what a trainer does to a scenario."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from roleplay.models import ScenarioVersion
from roleplay.verbs.scenarios import publish_version
from tests.content import PACKAGES
from tests.courses.conftest import PackageFolder
from tests.rehearsal import Rehearsal

Rewrites = Callable[..., ScenarioVersion]


@pytest.fixture
def folder(rehearsal: Rehearsal, tmp_path: Path) -> PackageFolder:
    """A copy of the rehearsal's package, loaded already, to change or spoil."""
    shutil.copytree(PACKAGES / "rehearsal", tmp_path / "rehearsal")
    return PackageFolder(tmp_path / "rehearsal")


def _changed(raw: Any, old: str, new: str) -> Any:
    if isinstance(raw, dict):
        return {name: _changed(value, old, new) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_changed(value, old, new) for value in raw]
    return raw.replace(old, new) if isinstance(raw, str) else raw


@pytest.fixture
def rewrites(rehearsal: Rehearsal) -> Rewrites:
    """`rewrites(rehearsal.lamp, old, new)` changes words of a script's beats and publishes it."""

    def rewrite(key: UUID, old: str, new: str, language: str = "es") -> ScenarioVersion:
        page = rehearsal.scenario(key, language)
        block = page._meta.get_field("beats").stream_block
        raw = block.get_prep_value(page.beats)
        page.beats = block.to_python(_changed(raw, old, new))
        page.save_revision().publish()
        version = publish_version(key, timezone.now())
        assert version is not None
        return version

    return rewrite
