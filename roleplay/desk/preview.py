"""The whole scenario on a page, for its author: what roleplay/scenario_preview.html shows."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from courses.pure.texts import Shown
from roleplay.desk.drafts import SOURCE
from roleplay.desk.face_input import faces_of, look_of
from roleplay.finding_words import conditions_words, kind_words, move_words
from roleplay.frozen import content_of
from roleplay.kinds import Band
from roleplay.models import Playbook, Profile, ScenarioPage
from roleplay.pure.reading import script_of
from roleplay.pure.script import ACCEPTABLE, ANY, Beat, Ending, Option, Script
from roleplay.words import quality_words


def set_up() -> None:
    """Models know nothing of the desk, so their preview's context is given to them here."""
    ScenarioPage.get_context = preview_context


def preview_context(
    page: ScenarioPage, request: HttpRequest, *args: Any, **kwargs: Any
) -> dict[str, Any]:
    """Of the page alone, as it is being written, in its own language."""
    context: dict[str, Any] = Page.get_context(page, request, *args, **kwargs)
    return context | {"scenario": Reading(page).whole()}


class Reading:
    """A page with its script, in which the page's own words stand for every language."""

    def __init__(self, page: ScenarioPage) -> None:
        self.page = page
        self.language: str = page.locale.language_code
        rows = Profile.objects.filter(name=page.profile).select_related("locale")
        self.profiles: Mapping[str, Profile] = {row.locale.language_code: row for row in rows}
        pages = {SOURCE: page, self.language: page}
        profiles = {SOURCE: Profile()} | dict(self.profiles)
        moves, rubric = Playbook.part_of("moves"), Playbook.part_of("rubric")
        self.script: Script = script_of(content_of(pages, profiles, moves, rubric))

    def text(self, path: str) -> Shown:
        """A text of the scenario."""
        return self.script.text(f"scenario.{path}", self.language)

    def whole(self) -> dict[str, Any]:
        """Everything, in reading order."""
        page = self.page
        names = ("summary", "warning", "role", "policy", "limits", "scene")
        profile = self.profiles.get(self.language) or self.profiles.get(SOURCE)
        return {
            **{name: Shown(getattr(page, name)) for name in names},
            "title": Shown(page.title),
            "channel_label": page.get_channel_display(),
            "profile_name": profile.label if profile else "",
            "minutes": page.minutes,
            "person_name": page.person_name,
            "faces": faces_of(look_of(page.look)),
            "record": [
                {
                    "title": self.text(f"record.{entry.name}.title"),
                    "text": self.text(f"record.{entry.name}.text"),
                    "seconds": entry.seconds,
                }
                for entry in self.script.record.values()
            ],
            "facts": [
                {
                    "text": self.text(f"facts.{fact.name}.text"),
                    "must_discover": fact.must_discover,
                    "when_words": conditions_words(self.script, fact.when, self.language),
                }
                for fact in self.script.facts
            ],
            "beats": [self.beat(each) for each in self.script.beats.values()],
            "endings": [self.ending(each) for each in self.script.endings.values()],
        }

    def beat(self, beat: Beat) -> dict[str, Any]:
        """What the customer says, and what may be said."""
        at, bands = f"beats.{beat.name}", dict(Band.choices)
        return {
            "name": beat.name,
            "event": self.text(f"{at}.event"),
            "gesture": self.text(f"{at}.gesture"),
            "lines": [
                {
                    "text": self.text(f"{at}.lines.{line.id}.text"),
                    "band_words": "" if line.band == ANY else bands.get(line.band, ""),
                }
                for line in beat.lines
            ],
            "options": [self.option(at, each) for each in beat.options],
            "rules": [
                {
                    "when_words": conditions_words(self.script, rule.when, self.language),
                    "next": self.place(rule.next),
                }
                for rule in beat.rules
            ],
            "next": self.place(beat.next),
        }

    def option(self, at: str, option: Option) -> dict[str, Any]:
        """A line with all that is known of it."""
        words = ("text", "reply", "consequence", "thought", "why", "better")
        labels = (move_words(self.script, each.name, self.language) for each in option.moves)
        critical = f"rubric.critical.{option.critical}.label"
        return {
            **{name: self.text(f"{at}.options.{option.id}.{name}") for name in words},
            "quality": option.quality,
            "quality_words": quality_words(option.quality),
            "moves_words": ", ".join(labels),
            "goes_to": self.place(option.next),
            "critical_words": self.script.text(critical, self.language).text,
            "when_words": conditions_words(self.script, option.when, self.language),
        }

    def ending(self, ending: Ending) -> dict[str, Any]:
        """A way it ends."""
        at = f"endings.{ending.name}"
        return {
            **{name: self.text(f"{at}.{name}") for name in ("title", "scene", "consequence")},
            "name": ending.name,
            "kind_words": kind_words(ending.kind),
            "acceptable": ending.kind in ACCEPTABLE,
            "when_words": conditions_words(self.script, ending.when, self.language),
        }

    def place(self, name: str) -> str:
        """Where a way leads, as its author wrote it; an ending by its title."""
        return self.text(f"endings.{name}.title").text if name in self.script.endings else name
