"""Loading scenarios: each is published with a version; a change makes a new one."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.utils import timezone

from cms.models import User
from roleplay.frozen import sha256_of
from roleplay.models import Playbook, Profile, RoleplayPage, ScenarioPage, ScenarioVersion
from roleplay.pure.assessment import judge
from roleplay.pure.replay import decisions_in, reference
from roleplay.verbs.scenarios import publish_version, republish_versions
from tests.content import PACKAGES
from tests.courses.conftest import PackageFolder
from tests.rehearsal import Joins, Rehearsal, Talks
from tests.roleplay.conftest import Rewrites

PATIENT, LAMP = "profiles/paciente.yaml", "scenarios/lampara.yaml"


def current(rehearsal: Rehearsal) -> list[ScenarioVersion]:
    """What is played of the lamp, the bill, the greeting."""
    keys = (rehearsal.lamp, rehearsal.bill, rehearsal.hello)
    return [rehearsal.version(key) for key in keys]


def test_everything_is_there_in_both_languages(rehearsal: Rehearsal) -> None:
    rows = ScenarioPage.objects.live().filter(translation_key=rehearsal.lamp)
    titles = {row.locale.language_code: row.title for row in rows.select_related("locale")}
    assert titles == {"es": "La lámpara que parpadea", "en": "The lamp that flickers"}
    assert Profile.objects.filter(name="paciente", live=True).count() == 2
    assert Playbook.part_of("moves")[0]["key"] == "greet"
    assert len(Playbook.part_of("rubric")["dimensions"]) == 8
    page = rehearsal.page(rehearsal.assess)
    assert (page.mode, page.attempts_allowed, page.weight) == ("assess", 2, 1)
    assert page.scenarios == [str(rehearsal.lamp)]
    assert RoleplayPage.objects.live().filter(locale__language_code="en").count() == 5


def test_each_has_a_version_that_can_be_played_in_both_languages(rehearsal: Rehearsal) -> None:
    for version in current(rehearsal):
        assert set(version.content["texts"]) == {"es", "en"}
        assert version.sha256 == sha256_of(version.content)
        for truth in version.script.truths:
            steps = reference(version.script, truth)
            said = decisions_in(version.script, steps)
            assert judge(version.script, said, steps[-1].after).score == 100


def test_loading_twice_changes_nothing(folder: PackageFolder) -> None:
    count = ScenarioVersion.objects.count()
    report = folder.load()
    assert report.created == report.updated == []
    assert not report.kept
    assert ScenarioVersion.objects.count() == count


def test_a_line_that_changed_makes_a_version(rehearsal: Rehearsal, folder: PackageFolder) -> None:
    before = current(rehearsal)
    folder.edit(LAMP, "Gracias por atenderme.", "Qué bien que contesta.")
    assert folder.load().updated == ["scenarios/lampara"]
    now = current(rehearsal)
    assert now[0] != before[0]
    assert now[1:] == before[1:]
    before[0].refresh_from_db()
    assert before[0].sha256 == sha256_of(before[0].content)


def test_a_profile_that_changed_makes_versions_of_its_scenarios(
    rehearsal: Rehearsal, folder: PackageFolder
) -> None:
    before = current(rehearsal)
    folder.edit(PATIENT, "listen: {anger: -3, trust: 5,", "listen: {anger: -3, trust: 6,")
    folder.load()
    lamp, bill, hello = current(rehearsal)
    assert lamp.script.profile.table["listen"].trust == 6
    assert hello.script.profile.table["listen"].trust == 6
    assert bill == before[1]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("moves.yaml", "Movimiento escuchar", "Movimiento oír"),
        ("rubric.yaml", "Regla de escuchar", "Regla de oír"),
    ],
    ids=["moves", "rubric"],
)
def test_what_all_share_makes_versions_of_all(
    rehearsal: Rehearsal, folder: PackageFolder, file: str, old: str, new: str
) -> None:
    before = current(rehearsal)
    folder.edit(file, old, new)
    folder.load()
    for then, now in zip(before, current(rehearsal), strict=True):
        assert old in str(then.content)
        assert new in str(now.content)
        assert now != then


def test_a_draft_is_no_version(rehearsal: Rehearsal, folder: PackageFolder) -> None:
    before = rehearsal.version(rehearsal.lamp)
    folder.edit(LAMP, "Gracias por atenderme.", "Qué bien que contesta.")
    folder.load(publish=False)
    publish_version(rehearsal.lamp, timezone.now())
    assert rehearsal.version(rehearsal.lamp) == before


def test_publishing_the_same_again_finds_the_version_there_is(
    rehearsal: Rehearsal, rewrites: Rewrites
) -> None:
    first = rehearsal.version(rehearsal.lamp)
    second = rewrites(rehearsal.lamp, "Gracias por atenderme.", "Qué bien que contesta.")
    assert second != first
    assert rewrites(rehearsal.lamp, "Qué bien que contesta.", "Gracias por atenderme.") == first
    assert rehearsal.version(rehearsal.lamp) == first
    assert republish_versions(timezone.now() + timedelta(days=1)) == 3
    assert rehearsal.version(rehearsal.lamp) == first


def test_what_cannot_be_played_gets_no_version(rehearsal: Rehearsal) -> None:
    first = rehearsal.version(rehearsal.lamp)
    page = rehearsal.scenario(rehearsal.lamp)
    page.beats = []
    page.save_revision().publish()
    assert publish_version(rehearsal.lamp, timezone.now()) is None
    assert rehearsal.version(rehearsal.lamp) == first
    page.profile = "nadie"
    page.save_revision().publish()
    assert publish_version(rehearsal.lamp, timezone.now()) is None
    page.unpublish()
    assert publish_version(rehearsal.lamp, timezone.now()) is None


def test_texts_and_what_they_are_worth_stand_apart(rehearsal: Rehearsal) -> None:
    content = rehearsal.version(rehearsal.lamp).content
    spanish, english = content["texts"]["es"], content["texts"]["en"]
    # What waits for its translator falls back; nothing is there in English alone.
    assert {path.split(".")[2] for path in spanish.keys() - english.keys()} == {"detalle"}
    assert not english.keys() - spanish.keys()
    assert "Parpadea desde el primer día." not in english.values()
    # A name may be the same in two languages.
    words = (PACKAGES / "rehearsal" / LAMP).read_text()
    assert "Irene Paz" in words
    assert content["structure"]["scenario"]["person"]["name"] == "Irene Paz"


def test_a_version_that_was_talked_with_cannot_be_deleted(
    rehearsal: Rehearsal, new_hire: User, joins: Joins, talks: Talks
) -> None:
    version = talks(joins(new_hire), rehearsal.practise).conversation.version
    with pytest.raises(ProtectedError):
        version.delete()
