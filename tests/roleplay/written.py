"""A scenario as a trainer writes it from the desk's own start, and what her editor sends.

page = written()              a draft in the library: sound, with every text written
form_of(page)                 the fields of its editor
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.models import Locale

from roleplay.desk.starter import fill
from roleplay.models import Playbook, Profile, ScenarioLibraryPage, ScenarioPage

INDUCTION = Path(__file__).parents[2] / "courses" / "induction"
PROFILES = ("abusivo", "agresivo", "neutral", "quejumbroso", "sumiso")
NUMBERS = ("initial", "weights", "table", "irritation")
# Letters of a line by its quality, so that no line gives itself away.
LETTERS = {"poor": 40, "good": 38, "fair": 36, "harmful": 39}


@cache
def induction(part: str) -> Any:
    """A file of the induction: "moves", "profiles/neutral"."""
    return yaml.safe_load((INDUCTION / f"{part}.yaml").read_text())


def set_up_playbook(*names: str) -> None:
    """The moves and the rubric of the induction, and these profiles of it in Spanish."""
    for part in ("moves", "rubric"):
        Playbook.objects.update_or_create(part=part, defaults={"content": induction(part)})
    for name in names:
        data = induction(f"profiles/{name}")
        Profile.objects.create(
            locale=Locale.objects.get(language_code="es"),
            name=name,
            label=data["name"]["es"],
            acting=data["acting"]["es"],
            summary=data["summary"]["es"],
            lead=data["lead"],
            leaves_silently_at=data["leaves_silently_at"],
            trap=data["trap"],
            **{each: data[each] for each in NUMBERS},
        ).save_revision().publish()


def library(language: str = "es") -> ScenarioLibraryPage:
    """Where scenarios are written."""
    return ScenarioLibraryPage.objects.get(locale__language_code=language)


def texts_written(page: ScenarioPage) -> ScenarioPage:
    """Writes every text that the desk's start leaves open."""
    page.title = page.draft_title = "La bicicleta"
    page.person_name = "Noa Vidal"
    for name in ("summary", "role", "policy", "limits"):
        setattr(page, name, f"Texto de {name}.")
    for beat in page.beats:
        beat.value["lines"][0]["text"] = f"Habla en {beat.value['name']}."
        for option in beat.value["options"]:
            option["text"] = option["quality"].ljust(LETTERS[option["quality"]], "x")
    for ending in page.endings:
        ending.value["scene"] = "Así termina."
    return page


def written(profile: str = "neutral", *, publish: bool = False) -> ScenarioPage:
    """A sound scenario in the library, as a draft or published."""
    page = ScenarioPage(locale=Locale.objects.get(language_code="es"), live=False)
    fill(page)
    texts_written(page).profile = profile
    library().add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return ScenarioPage.objects.get(pk=page.pk)


def with_raw(page: ScenarioPage, field: str, raw: list[dict[str, Any]]) -> ScenarioPage:
    """The page with a list of blocks as it is stored."""
    setattr(page, field, page._meta.get_field(field).stream_block.to_python(raw))
    return page


def raw_of(page: ScenarioPage, field: str) -> list[dict[str, Any]]:
    """The blocks of a list as they are stored."""
    block = page._meta.get_field(field).stream_block
    raw: list[dict[str, Any]] = block.get_prep_value(getattr(page, field))
    return raw


def lead_astray(page: ScenarioPage, beat: int = 1, target: str = "ninguna-parte") -> ScenarioPage:
    """The page with a beat that leads to a place there is not."""
    raw = raw_of(page, "beats")
    raw[beat]["value"]["next"] = target
    return with_raw(page, "beats", raw)


PLAIN = (
    *("title", "summary", "profile", "channel", "sector", "minutes", "warning", "person_name"),
    *("person_age", "voice", "role", "policy", "limits", "scene", "slug"),
)
TICKED = ("truths", "assesses", "must_do")
STREAMS = ("record", "facts", "beats", "endings")


def form_of(page: ScenarioPage, **more: Any) -> dict[str, Any]:
    """What the editor sends for a scenario."""
    form: dict[str, Any] = {name: getattr(page, name) or "" for name in PLAIN}
    form |= {name: getattr(page, name) for name in TICKED}
    form |= {
        "truth_weights": ", ".join(map(str, page.truth_weights)),
        "concepts": ", ".join(page.concepts),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }
    for name in STREAMS:
        _add(form, page._meta.get_field(name).stream_block, raw_of(page, name), name)
    return form | more


def _add(form: dict[str, Any], block: Any, raw: Any, prefix: str) -> None:
    if isinstance(block, (ListBlock, StreamBlock)):
        form[f"{prefix}-count"] = len(raw)
        for place, item in enumerate(raw):
            at = f"{prefix}-{place}"
            form |= {f"{at}-id": item["id"], f"{at}-order": place, f"{at}-deleted": ""}
            child = block.child_block if isinstance(block, ListBlock) else None
            if child is None:
                form[f"{at}-type"] = item["type"]
                child = block.child_blocks[item["type"]]
            _add(form, child, item["value"], f"{at}-value")
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            _add(form, child, raw[name], f"{prefix}-{name}")
    elif isinstance(raw, bool):
        form |= {prefix: "on"} if raw else {}
    else:
        form[prefix] = "" if raw is None else raw
