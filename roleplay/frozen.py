"""Makes a scenario version's content from rows: structure from Spanish, texts of all languages."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from courses.pure.texts import SOURCE, freeze_texts
from roleplay.models import Playbook, Profile, ScenarioPage
from roleplay.pure.reading import script_of
from roleplay.pure.script import ENGINE, Script

# Everything else in a scenario is structure: names, numbers, moves, qualities, where it leads.
TEXTS = frozenset({
    *("title", "summary", "warning", "sector", "voice", "role", "policy", "limits", "scene"),
    *("text", "question", "gesture", "event", "reply", "thought", "why", "better"),
    *("consequence", "label", "help", "acting", "short", "advice", "missing", "anchor"),
})  # fmt: skip
COPIED = ("scenario.", "profile.")
PAGE_TEXTS = (
    *("title", "summary", "warning", "sector", "voice"),
    *("role", "policy", "limits", "scene"),
)


def content_of(
    pages: Mapping[str, ScenarioPage],
    profiles: Mapping[str, Profile],
    moves: list[dict[str, Any]],
    rubric: Mapping[str, Any],
) -> dict[str, Any]:
    """The canonical form: what a conversation needs, whatever is edited later.

    `pages` and `profiles` are rows by language; Spanish must be there.
    """
    raws = {
        language: {
            "scenario": _scenario(page),
            "profile": _profile(profiles.get(language, profiles[SOURCE])),
            "moves": [_move(row, language) for row in moves],
            "rubric": _rubric(rubric, language),
        }
        for language, page in pages.items()
    }
    structure, texts = freeze_texts(raws, TEXTS.__contains__)
    return {"engine": ENGINE, "structure": structure, "texts": _translated(texts)}


def _translated(texts: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Without what is still the very text of the source: a page's translation starts as a copy."""
    source = texts[SOURCE]
    return {SOURCE: source} | {
        language: {path: own[path] for path in own if not _is_copy(path, own, source)}
        for language, own in texts.items()
        if language != SOURCE
    }


def _is_copy(path: str, own: Mapping[str, str], source: Mapping[str, str]) -> bool:
    """A name may be the same in two languages; moves and rubric are written in each."""
    return path.startswith(COPIED) and path != "profile.label" and own[path] == source[path]


def sha256_of(content: Mapping[str, Any]) -> str:
    """Hash of the canonical form: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def script_on_site(pages: Mapping[str, ScenarioPage]) -> Script:
    """The script of these rows with the site's profile, moves and rubric; nothing is stored.

    Raises LookupError when the site has no such profile.
    """
    return script_of(content_on_site(pages))


def content_on_site(pages: Mapping[str, ScenarioPage]) -> dict[str, Any]:
    """Like `content_of`, with what the site has now. Raises LookupError without the profile."""
    name = pages[SOURCE].profile
    rows = Profile.objects.filter(name=name).select_related("locale")
    profiles = {row.locale.language_code: row for row in rows}
    if SOURCE not in profiles:
        raise LookupError(name)
    return content_of(pages, profiles, Playbook.part_of("moves"), Playbook.part_of("rubric"))


def _stream(row: Any, field: str) -> list[Any]:
    value = getattr(row, field)
    raw: list[Any] = value.stream_block.get_prep_value(value)
    return raw


def _scenario(page: ScenarioPage) -> dict[str, Any]:
    return {
        **{name: getattr(page, name) for name in PAGE_TEXTS},
        "channel": page.channel,
        "minutes": page.minutes,
        "person": {"name": page.person_name, "age": page.person_age, "look": page.look},
        "record": _stream(page, "record"),
        "truths": list(page.truths),
        "truth_weights": list(page.truth_weights),
        "facts": _stream(page, "facts"),
        "assesses": list(page.assesses),
        "must_do": list(page.must_do),
        "beats": _stream(page, "beats"),
        "endings": _stream(page, "endings"),
        "concepts": list(page.concepts),
    }


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "label": profile.label,
        "acting": profile.acting,
        "summary": profile.summary,
        "lead": profile.lead,
        "hides_anger": profile.hides_anger,
        "leaves_silently_at": profile.leaves_silently_at,
        "trap": profile.trap,
        "initial": profile.initial,
        "weights": profile.weights,
        "table": profile.table,
        "irritation": profile.irritation,
        "phrases": _stream(profile, "phrases"),
    }


def _named(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """In the shape of a block in a list, known by its name."""
    return {"id": name, "value": {"name": name, **value}}


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language, "")


def _move(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    about = {name: row[name] for name in ("stage", "dimensions", "harmful", "hears", "solves")}
    about |= {"fades": row["fades"], "tone": row["tone"]}
    return _named(row["key"], {"label": _text(row["name"], language), **about})


def _rubric(rubric: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "dimensions": [_dimension(row, language) for row in rubric.get("dimensions", [])],
        "critical": [
            _named(
                row["code"],
                {"label": _text(row["name"], language), "why": _text(row["why"], language)},
            )
            for row in rubric.get("critical", [])
        ],
        "mystery": [
            _named(
                row["key"],
                {"label": _text(row["name"], language), "needs": list(row.get("needs", []))},
            )
            for row in rubric.get("mystery", [])
        ],
    }


def _dimension(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    words = {name: _text(row[name], language) for name in ("short", "advice", "missing")}
    anchors = [
        _named(str(level), {"anchor": _text(text, language)})
        for level, text in enumerate(row["anchors"])
    ]
    facts = {"lesson": list(row["lesson"]), "mystery": list(row["mystery"])}
    label = _text(row["name"], language)
    return _named(row["code"], {"label": label, **words, **facts, "anchors": anchors})
