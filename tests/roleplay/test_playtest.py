"""`manage.py playtest`: who passes a scenario, how it ends, and whether it holds."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roleplay.models import Profile
from tests.content import PACKAGES
from tests.rehearsal import Rehearsal
from tests.roleplay.written import set_up_playbook, written


def play(*args: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("playtest", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_sound_scenario_holds(wagtail_site: object) -> None:
    set_up_playbook("neutral")
    page = written()

    code, words = play(page.slug)

    assert code == 0
    assert "Reference: 100 of 100, Resolved, and stays loyal" in words
    assert all(f"{ending.value['name']} (" in words for ending in page.endings)
    assert "Who always says the kindest line: " in words
    assert "At random: " in words
    assert "Holds, after " in words


def test_one_that_anybody_passes_does_not(rehearsal: Rehearsal) -> None:
    code, words = play("recibo")

    assert code == 1
    assert "Who always says the longest line passes with 100 of 100" in words
    assert "Does not hold, after " in words


def test_a_package_is_played_before_it_is_loaded(wagtail_site: object) -> None:
    code, words = play("saludo", "--package", str(PACKAGES / "rehearsal"))

    assert code == 1
    assert "Solo el saludo (saludo)" in words


def test_each_truth_is_told_apart(wagtail_site: object) -> None:
    set_up_playbook("neutral")
    page = written()
    page.truths, page.truth_weights = ["founded", "feigned"], [60, 40]
    page.save_revision()

    _code, words = play(page.slug)

    assert "  Founded:" in words
    assert "  Feigned:" in words


def test_there_is_nothing_to_play_without_the_scenario_or_its_profile(
    wagtail_site: object,
) -> None:
    set_up_playbook("neutral")
    page = written()
    Profile.objects.all().delete()

    for name in ("no-such", page.slug):
        with pytest.raises(CommandError) as failed:
            play(name)
        assert failed.value.returncode == 2
