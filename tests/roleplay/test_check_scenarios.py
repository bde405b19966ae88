"""`manage.py check_scenarios`: what is to be mended, and an exit code that scripts can read."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.models import PackageItem
from tests.content import PACKAGES
from tests.rehearsal import Rehearsal
from tests.roleplay.written import lead_astray, set_up_playbook, written

REHEARSAL = str(PACKAGES / "rehearsal")


def check(*args: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    out = StringIO()
    try:
        call_command("check_scenarios", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_sound_draft_passes_by_address_and_by_key(wagtail_site: object) -> None:
    set_up_playbook("neutral")
    page = written()

    for name in (page.slug, str(page.translation_key)):
        code, words = check(name)
        assert code == 0
        assert page.title in words


def test_a_draft_that_does_not_hold_fails_and_says_where(wagtail_site: object) -> None:
    set_up_playbook("neutral")
    page = lead_astray(written(publish=True))
    page.save_revision()

    code, words = check(page.slug)

    assert code == 1
    assert "1 thing to mend" in words
    assert f"The beat “{page.beats[1].value['name']}” leads to “ninguna-parte”" in words


def test_a_scenario_of_a_package_is_found_by_its_key_there(rehearsal: Rehearsal) -> None:
    assert PackageItem.objects.filter(section="scenarios", name="recibo").exists()

    code, words = check("recibo")

    assert code == 1
    assert "  x " in words
    _all_code, everything = check("--all")
    assert all(title in everything for title in ("El recibo doble", "Solo el saludo"))


def test_a_package_is_checked_before_it_is_loaded(wagtail_site: object) -> None:
    code, words = check("saludo", "--package", REHEARSAL)
    _code, everything = check("--all", "--package", REHEARSAL)

    assert code == 1
    assert "Solo el saludo (saludo)" in words
    assert all(f"({name}): " in everything for name in ("lampara", "recibo", "saludo"))


@pytest.mark.parametrize(
    "args",
    [(), ("no-such",), ("no-such", "--package", REHEARSAL), ("x", "--package", "/no/such/place")],
)
def test_what_is_not_there_is_another_exit_code(
    wagtail_site: object, args: tuple[str, ...]
) -> None:
    with pytest.raises(CommandError) as failed:
        check(*args)

    assert failed.value.returncode == 2


def test_a_broken_package_says_what_to_mend(wagtail_site: object, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"package\.yaml"):
        check("x", "--package", str(tmp_path))
