"""The desk of who writes scenarios: the start, the checks and the map, the trial, profiles."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from cms.models import User
from roleplay.desk.drafts import pages_of, script_of_pages
from roleplay.desk.editor import CHECKS
from roleplay.desk.glossary import reaction_words
from roleplay.desk.starter import fill
from roleplay.finding_words import _sentences, finding_words
from roleplay.models import Profile, RoleplayPage, ScenarioPage
from roleplay.pure.checks import ERROR, Finding
from roleplay.pure.craft import craft
from roleplay.pure.face import Look
from roleplay.pure.playtest import playtest
from tests.people import ClientOf
from tests.rehearsal import Rehearsal
from tests.roleplay.written import (
    PROFILES,
    form_of,
    lead_astray,
    library,
    set_up_playbook,
    texts_written,
    written,
)
from tests.words import spanish

DESK = "/admin/"
PLACEHOLDER = re.compile(r"%\(\w+\)s")
EDIT_PROFILE = "wagtailsnippets_roleplay_profile:edit"
ADD_PROFILE = "wagtailsnippets_roleplay_profile:add"


@pytest.fixture
def desk(wagtail_site: object, trainer: User, client_of: ClientOf) -> Client:
    """A trainer's browser, on a site with moves, rubric and two profiles."""
    set_up_playbook("neutral", "agresivo")
    return client_of(trainer)


def words_of(response: Any) -> str:
    """The page, as it was sent."""
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


def part(desk: Client, page: ScenarioPage, name: str) -> str:
    """The checks or the playtest, as the editor fetches them."""
    return words_of(desk.get(reverse(f"{name}_scenario", args=[page.pk]) + "?part"))


def test_menu_and_shortcut_lead_to_the_library(desk: Client) -> None:
    home = words_of(desk.get(DESK))

    assert reverse("explore_scenarios") in home
    assert reverse("write_scenario") in home
    assert reverse("wagtailsnippets_roleplay_profile:list") in home
    explored = desk.get(reverse("explore_scenarios"))
    assert explored["Location"] == reverse("wagtailadmin_explore", args=[library().pk])


def test_a_new_one_opens_ready_to_be_written_in(desk: Client) -> None:
    response = desk.get(reverse("write_scenario"), follow=True)

    page = response.context["form"].instance
    assert len(page.beats) == 5
    assert len(page.endings) == 3
    assert page.profile == "neutral"
    assert {len(beat.value["options"]) for beat in page.beats} == {4}
    assert page.beats[-1].value["next"] == "close"
    assert f"tab-{CHECKS.name}" in words_of(response)


@pytest.mark.parametrize("profile", PROFILES)
def test_what_it_opens_with_holds_with_every_profile(wagtail_site: object, profile: str) -> None:
    set_up_playbook(profile)
    page = ScenarioPage(locale=Locale.objects.get(language_code="es"))
    fill(page)
    texts_written(page).profile = profile

    script = script_of_pages({"es": page})

    assert script is not None
    assert [each for each in playtest(script).findings if each.level == ERROR] == []


def test_it_is_written_in_spanish_first(desk: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["roleplay", "scenariopage", library("en").pk])

    assert desk.get(address)["Location"] == reverse("write_scenario")


def test_the_editor_explains_the_moves_and_offers_names(desk: Client) -> None:
    page = written()

    words = words_of(desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

    assert 'data-move="listen"' in words
    assert 'data-of="agresivo"' in words
    assert "data-names-of" in words
    assert reverse("check_scenario", args=[page.pk]) in words
    assert 'name="look-hair"' in words


def test_a_reaction_in_words() -> None:
    row = {"anger": -8, "trust": 5, "later": {"anger": 25}, "money": 1}

    with override("en"):
        words = reaction_words(row)
        nothing = reaction_words({})

    assert words.startswith("anger −8, trust +5; two decisions later: anger +25")
    assert nothing == "changes nothing"


def test_a_face_is_chosen_part_by_part(desk: Client) -> None:
    page = written()
    form = form_of(page) | {f"look-{name}": "1" for name in Look.__dataclass_fields__}
    form |= {"look-head": "99"}

    desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    look = ScenarioPage.objects.get(pk=page.pk).get_latest_revision_as_object().look
    assert (look["hair"], look["glasses"], look["head"]) == (1, True, Look().head)
    faces = words_of(desk.get(reverse("show_faces"), {"hair": "7", "skin": "5"}))
    assert faces.count("<svg") == 4


def test_every_beat_and_ending_is_on_the_map_with_a_link_to_its_block(desk: Client) -> None:
    page = written()

    words = part(desk, page, "check")

    assert spanish("Before it can be published") not in words
    for block in (*page.beats, *page.endings):
        assert f"#block-{block.id}-section" in words
    assert words.count("map__node--beat") == 5


def test_what_is_wrong_is_marked_on_the_map_and_links_to_the_block(desk: Client) -> None:
    page = lead_astray(written())
    page.save_revision()

    words = part(desk, page, "check")

    assert "ninguna-parte" in words
    assert "map__node--blocked" in words
    assert f"#block-{page.beats[1].id}-section" in words


def test_without_a_profile_there_is_no_map_but_a_word_about_it(desk: Client) -> None:
    page = written()
    page.profile = ""
    page.save_revision(clean=False)

    words = part(desk, page, "check")

    assert spanish("Choose the profile of the customer.") in words
    assert "map__drawing" not in words
    assert spanish("Choose the profile of the customer.") in words_of(
        desk.get(reverse("try_scenario", args=[page.pk]))
    )
    assert part(desk, page, "playtest")


def test_the_checks_are_a_page_too(desk: Client) -> None:
    page = written()

    words = words_of(desk.get(reverse("check_scenario", args=[page.pk])))

    assert page.title in words
    assert "map__drawing" in words


def test_a_playtest_shows_who_passes(desk: Client) -> None:
    words = part(desk, written(), "playtest")

    assert spanish("The playtest holds") in words
    assert spanish("Who always says the kindest line") in words


@pytest.mark.parametrize("name", ["check", "playtest", "try"])
def test_who_is_no_author_sees_none_of_it(
    desk: Client, name: str, new_hire: User, client_of: ClientOf
) -> None:
    page = written()

    response = client_of(new_hire).get(reverse(f"{name}_scenario", args=[page.pk]))

    assert response.status_code in {302, 403, 404}


def follow(desk: Client, response: Any, quality: str) -> Any:
    """Says the line of that quality in a trial."""
    options = response.context["trial"]["options"]
    (url,) = (each["url"] for each in options if each["quality"] == quality)
    return desk.get(response.request["PATH_INFO"] + url)


def test_it_is_tried_by_hand_to_the_end_and_back(desk: Client) -> None:
    page = written()
    response = desk.get(reverse("try_scenario", args=[page.pk]))
    for _beat in page.beats:
        response = follow(desk, response, "good")

    trial = response.context["trial"]
    assert trial["options"] == []
    assert (trial["ended"]["score"], trial["ended"]["passed"]) == (100, True)
    back = desk.get(response.request["PATH_INFO"] + trial["back_url"]).context["trial"]
    assert len(back["options"]) == 4
    assert back["ended"] is None


def test_a_trial_goes_on_where_the_scenario_still_allows_it(desk: Client) -> None:
    page = written()
    response = desk.get(reverse("try_scenario", args=[page.pk]), {"d": "sgone.oneither"})

    assert response.context["trial"]["left_out"]
    assert len(response.context["trial"]["options"]) == 4


def test_what_cannot_be_played_says_why(desk: Client) -> None:
    page = lead_astray(written())
    page.save_revision()

    words = words_of(desk.get(reverse("try_scenario", args=[page.pk])))

    assert "ninguna-parte" in words


def test_a_trial_opens_the_record(rehearsal: Rehearsal, trainer: User, client_of: ClientOf) -> None:
    page = rehearsal.scenario(rehearsal.lamp)
    browser = client_of(trainer)
    address = reverse("try_scenario", args=[page.pk])
    record = browser.get(address).context["trial"]["record"]

    response = browser.get(address + record[1]["url"])

    assert "Comprada hace tres meses." in words_of(response)
    assert len(response.context["trial"]["truths"]) == 2


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_author_previews_the_whole(
    rehearsal: Rehearsal, trainer: User, client_of: ClientOf, language: str
) -> None:
    page = rehearsal.scenario(rehearsal.lamp, language)

    words = words_of(
        client_of(trainer).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    )

    for block in page.beats:
        assert block.value["options"][0]["text"] in words
    assert page.endings[0].value["title"] in words
    assert page.facts[0].value["text"] in words


def test_a_scenario_not_saved_yet_is_previewed(desk: Client) -> None:
    page = ScenarioPage(slug="bicicleta")
    fill(page)
    args = ["roleplay", "scenariopage", library().pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=args)

    sent = desk.post(address, form_of(texts_written(page)))

    assert sent.json()["is_valid"]
    assert "Habla en" in words_of(desk.get(address, {"mode": ""}))


def test_a_conversation_that_cannot_start_waits_at_the_desk(
    rehearsal: Rehearsal, trainer: User, client_of: ClientOf
) -> None:
    page = rehearsal.scenario(rehearsal.lamp)
    browser = client_of(trainer)
    heading = spanish("Conversations that cannot start")
    assert heading not in words_of(browser.get(DESK))

    ScenarioPage.objects.filter(pk=page.pk).update(current_version=None)

    words = words_of(browser.get(DESK))
    assert heading in words
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in words
    only = RoleplayPage.objects.live().filter(locale__language_code="es")
    assert rehearsal.page(rehearsal.practise) in only
    assert reverse("wagtailadmin_pages:edit", args=[rehearsal.page(rehearsal.practise).pk]) in words


def test_drafts_of_scenarios_and_profiles_wait(desk: Client, trainer: User) -> None:
    page = written()
    profile = Profile.objects.get(name="neutral")
    profile.label = "Neutral de otro modo"
    profile.save_revision(user=trainer)

    words = words_of(desk.get(DESK))

    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in words
    assert reverse(EDIT_PROFILE, args=[profile.pk]) in words


def profile_form(profile: Profile, **more: str) -> dict[str, Any]:
    """What the editor of a profile sends."""
    plain = ("label", "acting", "summary", "lead", "leaves_silently_at", "trap")
    form = {name: getattr(profile, name) for name in plain} | {"phrases-count": 0}
    for name in ("initial", "weights", "irritation"):
        form |= {f"{name}-all-{key}": value for key, value in getattr(profile, name).items()}
    for move, row in profile.table.items():
        form |= {f"table-{move}-{key}": row[key] for key in row if isinstance(row[key], int)}
    return form | more


def test_a_reaction_table_keeps_what_it_does_not_show(desk: Client) -> None:
    profile = Profile.objects.get(name="agresivo")
    before = dict(profile.table)
    changed = {"table-listen-anger": "-15", "table-verify-trust": "", "table-greet-anger": "−3"}

    response = desk.post(reverse(EDIT_PROFILE, args=[profile.pk]), profile_form(profile, **changed))

    assert response.status_code == 302, response.context["form"].errors
    draft = Profile.objects.get(pk=profile.pk).get_latest_revision_as_object()
    assert draft.table["listen"]["anger"] == -15
    assert draft.table["greet"]["anger"] == -3
    assert draft.table["verify"] == {"as_first_act": before["verify"]["as_first_act"]}
    assert draft.table["concede"]["money"] == 1
    assert draft.table["cut_off"] == {"ends": "break_off"}
    assert draft.name == "agresivo"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("table-listen-patience", "3"),
        ("table-listen-anger", "mucho"),
        ("table-listen-trust", "101"),
        ("irritation-all-patience", "1"),
        ("initial-all-anger", "-1"),
        ("weights-all-D1", "1.5"),
        ("leaves_silently_at", "400"),
    ],
)
def test_numbers_out_of_range_are_named(desk: Client, field: str, value: str) -> None:
    profile = Profile.objects.get(name="agresivo")
    form = profile_form(profile, **{field: value})

    response = desk.post(reverse(EDIT_PROFILE, args=[profile.pk]), form)

    assert response.status_code == 200
    name = field.partition("-")[0]
    assert response.context["form"].errors[name]
    assert f'value="{value}"' in words_of(response)


def test_a_new_profile_starts_like_the_neutral_one_and_takes_no_name_of_another(
    desk: Client,
) -> None:
    neutral = Profile.objects.get(name="neutral")
    form = desk.get(reverse(ADD_PROFILE)).context["form"]
    assert form.initial["table"] == neutral.table

    sent = profile_form(neutral, name="agresivo", label="Otro")
    refused = desk.post(reverse(ADD_PROFILE), sent)
    made = desk.post(reverse(ADD_PROFILE), sent | {"name": "indeciso"})

    assert refused.context["form"].errors["name"]
    assert made.status_code == 302, [str(each) for each in get_messages(made.wsgi_request)]
    assert Profile.objects.get(name="indeciso").table["listen"] == neutral.table["listen"]


def test_every_finding_has_a_sentence(desk: Client) -> None:
    page = written()
    script = script_of_pages(pages_of(page.translation_key))
    assert script is not None
    beat = page.beats[0].value
    details = {"best_much_longer": "en", "best_longest": "en", "untranslated": "en"}
    places = [
        ("", ""),
        (beat["name"], ""),
        (beat["name"], script.beats[beat["name"]].options[1].id),
    ]
    with override("es"):
        for code in _sentences():
            for name, option in places:
                found = Finding(ERROR, code, name, option, details.get(code, "commit"), 2)
                words = finding_words(script, found, "es")
                assert words != code
                assert not PLACEHOLDER.search(words), code
    with override("en"):
        found = Finding(ERROR, "no_quality", beat["name"], places[2][1])
        assert finding_words(script, found, "es").startswith("The second line of “")
    assert craft(script) == []
