"""The sections of role-play: moves, rubric, profiles, scenarios, and the pages that use them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.models import Locale, Page

from courses.package.codec import Codec, codec_for
from courses.package.courses_section import ActivitySection
from courses.package.encoder import Encoder, filled
from courses.package.keys import key_of
from courses.package.page_section import SOURCE, PageSection, comparable, language_rows
from courses.package.reading import Item, Package
from courses.package.sections import Loading, Section
from courses.package.translations import publish_translated, write_draft
from courses.package.writing import Exporting
from roleplay.blocks.frame import REPLIES
from roleplay.blocks.pieces import NameBlock
from roleplay.finding_words import finding_words
from roleplay.frozen import content_of
from roleplay.kinds import Channel, EndingKind, Mode, Truth
from roleplay.models import Playbook, Profile, RoleplayPage, ScenarioLibraryPage, ScenarioPage
from roleplay.pure.checks import broken
from roleplay.pure.reading import script_of
from roleplay.pure.script import METERS, Script
from roleplay.pure.shapes import (
    MOVE_FLAGS,
    wrong_moves,
    wrong_profile,
    wrong_roleplay,
    wrong_rubric,
    wrong_scenario,
)
from roleplay.verbs.scenarios import republish_versions

# Blocks whose value a package writes as the site stores it.
EXACT = (blocks.IntegerBlock, blocks.BooleanBlock, blocks.ChoiceBlock, NameBlock)
# How the files of the moves, the rubric and the profiles are written.
ORDER = (
    *("key", "code", "name", "es", "en", "help", "stage", "dimensions", "weight"),
    *(*MOVE_FLAGS, "tone"),
    *("short", "advice", "missing", "lesson", "critical", "why", "mystery", "anchors", "needs"),
    *METERS,
    *("money", "ends", "as_first_act", "unless_hostile", "later"),
)


class PlaybookSection(Section):
    """What all scenarios share: one item for the site."""

    def entries(self, content: Any) -> Iterable[Any]:
        return [{"key": self.name, self.name: content}]

    def load(self, item: Item, loading: Loading) -> UUID:
        Playbook.objects.update_or_create(
            part=self.name, defaults={"content": item.data[self.name]}
        )
        return loading.key(item.name)

    def on_site(self, key: UUID) -> dict[str, Any]:
        return {self.name: Playbook.part_of(self.name)}

    def belongs(self, exporting: Exporting) -> list[UUID]:
        """Goes along wherever a scenario does."""
        return [key_of(exporting.package, self.name)] if Playbook.part_of(self.name) else []

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        return {"key": self.name, self.name: in_order(Playbook.part_of(self.name))}

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        return {self.files: items[0][self.name]} if items else {}


class MovesSection(PlaybookSection):
    """The vocabulary of what an agent can do."""

    name, files, order = "moves", "moves.yaml", 32

    def check(self, item: Item, package: Package) -> list[str]:
        return list(wrong_moves(item.data["moves"], _dimensions(package)))


class RubricSection(PlaybookSection):
    """The dimensions of the assessment, the critical errors, the mystery shopper's criteria."""

    name, files, order = "rubric", "rubric.yaml", 33

    def check(self, item: Item, package: Package) -> list[str]:
        return list(wrong_rubric(item.data["rubric"]))


class ProfilesSection(Section):
    """Profiles of customers, one file each."""

    name, files, order = "profiles", "profiles/*.yaml", 34
    plain = ("lead", "hides_anger", "leaves_silently_at", "trap", "initial", "weights", "table",
             "irritation")  # fmt: skip
    texts = ("label", "acting", "summary")

    def check(self, item: Item, package: Package) -> list[str]:
        moves = _moves(package)
        problems = list(wrong_profile(item.data, moves, EndingKind.values))
        for language in package.languages:
            codec = codec_for(package, item, language)
            self.set_fields(Profile(), item, codec)
            problems += codec.problems
        problems += _wrong_stream(Profile, "phrases", item, package)
        if moves:
            known = {*moves, *(name for name, _label in REPLIES)}
            problems += [
                f"phrases: “{row.get('move')}” is no move"
                for row in item.data.get("phrases", [])
                if row.get("move") not in known
            ]
        return list(dict.fromkeys(problems))

    def set_fields(self, row: Any, item: Item, codec: Codec) -> None:
        """Sets the profile's fields from the item in the codec's language."""
        data = item.data
        # Written on a site, a profile has a key of its own beside the name scenarios use.
        row.name = called(item)
        row.label = codec.text(data.get("name"), "name")
        row.acting = codec.text(data.get("acting"), "acting")
        row.summary = codec.text(data.get("summary"), "summary")
        for name in self.plain:
            if name in data:
                setattr(row, name, data[name])
        block = Profile._meta.get_field("phrases").stream_block
        row.phrases = block.to_python(codec.stream(block, data.get("phrases", []), "phrases"))

    def load(self, item: Item, loading: Loading) -> UUID:
        key = loading.key(item.name)

        def set_texts(row: Any, language: str) -> None:
            self.set_fields(row, item, codec_for(loading.package, item, language, write=True))

        row = Profile.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
        if row is None:
            locale = Locale.objects.get(language_code=SOURCE)
            row = Profile(translation_key=key, locale=locale, live=False)
            set_texts(row, SOURCE)
            row.save()
            row.save_revision()
        if loading.publish:
            publish_translated(row, set_texts, loading.package.languages)
        else:
            write_draft(row, set_texts, loading.package.languages)
        return key

    def on_site(self, key: UUID) -> dict[str, Any]:
        fields = (*self.texts, *self.plain, "phrases")
        rows = language_rows(Profile, key)
        return {language: comparable(row, fields) for language, row in rows.items()}

    def is_published(self, key: UUID) -> bool:
        rows = Profile.objects.filter(translation_key=key, live=True)
        return rows.filter(locale__language_code=SOURCE).exists()

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        rows = exporting.rows(Profile, key)
        if not rows:
            return {}
        encoder = exporting.encoder(key, rows)
        moves = [row["key"] for row in Playbook.part_of("moves")]
        return {
            "key": encoder.name,
            **({} if encoder.name == encoder.row.name else {"called": encoder.row.name}),
            "name": encoder.text("label"),
            "acting": encoder.text("acting"),
            "summary": encoder.text("summary"),
            **{name: in_order(getattr(encoder.row, name), moves) for name in self.plain},
            "phrases": encoder.stream("phrases"),
        }


def called(item: Item) -> str:
    """The name by which scenarios refer to a profile."""
    return str(item.data.get("called", item.name))


def in_order(value: Any, further: Sequence[str] = ()) -> Any:
    """Maps in the order of the hand-written files: not every database keeps it.

    `further` names come after the fixed ones, and what is in neither comes last, by the alphabet.
    """
    if isinstance(value, list):
        return [in_order(each, further) for each in value]
    if not isinstance(value, dict):
        return value
    order = {name: place for place, name in enumerate((*ORDER, *further))}
    names = sorted(value, key=lambda name: (order.get(name, len(order)), name))
    return {name: in_order(value[name], further) for name in names}


class ScenariosSection(PageSection):
    """Scenarios, one file each."""

    name, files, order = "scenarios", "scenarios/*.yaml", 36
    model = ScenarioPage
    streams = ("record", "facts", "beats", "endings")
    words = ("summary", "role", "policy", "limits")
    free_words = ("sector", "warning", "scene")
    lists = ("truths", "truth_weights", "assesses", "must_do", "concepts")
    fields = (
        *("title", "profile", "channel", "minutes", "person_name", "person_age", "voice", "look"),
        *words,
        *free_words,
        *lists,
        *streams,
    )
    known = frozenset({"profile", "channel", "minutes", "person", *words, *free_words, *lists})
    known |= frozenset(streams)

    def parent(self, item: Item, loading: Loading) -> Page:
        return ScenarioLibraryPage.objects.get(locale__language_code=SOURCE)

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        data, person = item.data, item.data.get("person") or {}
        page.profile = str(data.get("profile", ""))
        page.channel = data.get("channel", Channel.PHONE)
        page.minutes = data.get("minutes", 10)
        page.person_name = str(person.get("name", ""))
        page.person_age = person.get("age", 40)
        page.voice = codec.text(person.get("voice", {}), "person.voice", required=False)
        page.look = person.get("face", {})
        for name in (*self.words, *self.free_words):
            needed = name in self.words
            setattr(page, name, codec.text(data.get(name, {}), name, required=needed))
        for name in self.lists:
            default = {"truths": ["founded"], "truth_weights": [100]}.get(name, [])
            setattr(page, name, list(data.get(name, default)))
        for name in self.streams:
            block = ScenarioPage._meta.get_field(name).stream_block
            raw = codec.stream(block, data.get(name, []), name)
            setattr(page, name, block.to_python(raw))

    def check(self, item: Item, package: Package) -> list[str]:
        problems = list(wrong_scenario(item.data, _dimensions(package), Truth.values))
        if item.data.get("channel", "phone") not in Channel.values:
            problems.append(f"channel: choose one of {', '.join(Channel.values)}")
        problems = problems or super().check(item, package)
        for name in self.streams if not problems else ():
            problems += _wrong_stream(ScenarioPage, name, item, package)
        if problems or self._rests_on_faults(item, package):
            return problems
        try:
            script = script_in(package, item)
        except LookupError as error:
            return [str(error)]
        return [finding_words(script, each, SOURCE) for each in broken(script)]

    def _rests_on_faults(self, item: Item, package: Package) -> bool:
        """Whether what it is played with is wrong itself; that is told where it stands."""
        profile = str(item.data.get("profile", ""))
        sections = (MovesSection(), RubricSection(), ProfilesSection())
        return any(
            section.check(each, package)
            for section in sections
            for each in package.in_section(section.name)
            if section.name != "profiles" or called(each) == profile
        )

    def finish(self, loading: Loading) -> None:
        """Versions of what was published, and of what a changed profile or move is part of."""
        if loading.publish:
            republish_versions(loading.at)

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        row = encoder.row
        for profile in Profile.objects.filter(name=row.profile, locale__language_code=SOURCE):
            exporting.needs("profiles", profile.translation_key)
        person = {"name": row.person_name, "age": row.person_age, "voice": encoder.text("voice")}
        return {
            "profile": row.profile,
            "channel": row.channel,
            "sector": encoder.text("sector"),
            "minutes": row.minutes,
            "summary": encoder.text("summary"),
            "warning": encoder.text("warning"),
            "person": filled({**person, "face": row.look}),
            **{name: encoder.text(name) for name in ("role", "policy", "limits", "scene")},
            "record": encoder.stream("record"),
            "truths": row.truths,
            "truth_weights": row.truth_weights,
            "facts": encoder.stream("facts"),
            "assesses": row.assesses,
            "must_do": row.must_do,
            "beats": encoder.stream("beats"),
            "endings": encoder.stream("endings"),
            "concepts": exporting.codes(row.concepts),
        }


def script_in(package: Package, item: Item) -> Script:
    """The script of a scenario as a package has it; nothing is read from or written to the site,
    except what the package leaves to it. Raises LookupError for an unknown profile.
    """
    section = ScenariosSection()
    pages, profiles = {}, {}
    named = {called(each): each for each in package.in_section("profiles")}
    profile_item = named.get(str(item.data.get("profile", "")))
    for language in package.languages:
        page = ScenarioPage()
        section.set_texts(page, item, codec_for(package, item, language))
        pages[language] = page
        if profile_item is not None:
            profiles[language] = Profile()
            codec = codec_for(package, profile_item, language)
            ProfilesSection().set_fields(profiles[language], profile_item, codec)
    if not profiles:
        rows = Profile.objects.filter(name=pages[SOURCE].profile).select_related("locale")
        profiles = {row.locale.language_code: row for row in rows}
    if SOURCE not in profiles:
        raise LookupError(f"profile: “{item.data.get('profile')}” is neither here nor on the site")
    moves, rubric = (_part(package, part) for part in ("moves", "rubric"))
    return script_of(content_of(pages, profiles, moves, rubric))


def _part(package: Package, part: str) -> Any:
    items: list[Item] = package.in_section(part)
    return items[0].data[part] if items else Playbook.part_of(part)


def _moves(package: Package) -> list[str]:
    """The keys of the moves, as far as they can be read."""
    return _named_in(_part(package, "moves"), "key")


def _dimensions(package: Package) -> list[str]:
    """The codes of the rubric's dimensions, as far as they can be read."""
    rubric = _part(package, "rubric")
    return _named_in(rubric.get("dimensions") if isinstance(rubric, dict) else [], "code")


def _named_in(rows: Any, name: str) -> list[str]:
    rows = rows if isinstance(rows, list) else []
    return [row[name] for row in rows if isinstance(row, dict) and isinstance(row.get(name), str)]


def _wrong_stream(model: Any, name: str, item: Item, package: Package) -> list[str]:
    """Numbers, choices and names in a stream that its editor would not take."""
    block = model._meta.get_field(name).stream_block
    raw = codec_for(package, item, SOURCE).stream(block, item.data.get(name, []), name)
    return list(_wrong_values(block, raw, name))


def _wrong_values(block: blocks.Block, value: Any, path: str) -> Iterable[str]:
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        stream = isinstance(block, blocks.StreamBlock)
        for place, each in enumerate(value, start=1):
            child = block.child_blocks[each["type"]] if stream else block.child_block
            inner = each["value"]
            called_so = inner.get("name") if isinstance(inner, dict) else None
            yield from _wrong_values(child, inner, f"{path}.{called_so or place}")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            # What the site offers to choose from is another matter (roleplay.pure.checks).
            if name not in {"move", "critical"}:
                yield from _wrong_values(child, value.get(name), f"{path}.{name}")
    elif isinstance(block, EXACT):
        try:
            taken = block.clean(value)
        except ValidationError as error:
            yield f"{path}: {' '.join(error.messages)}"
            return
        if taken != value and (value or taken):
            yield f"{path}: “{value}” is not written as it should be, such as “{taken}”"


class RoleplaysSection(ActivitySection):
    """The pages of a module that use scenarios, one file each."""

    name, files, order = "roleplays", "roleplays/*.yaml", 55
    model = RoleplayPage
    fields = (
        *ActivitySection.activity_fields,
        *("intro", "mode", "scenarios", "attempts_allowed", "weight"),
    )
    known = ActivitySection.activity_known | {"intro", "mode", "scenarios", "attempts", "weight"}

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        self.set_activity(page, item)
        data = item.data
        page.mode = data.get("mode", Mode.PRACTISE)
        page.weight = data.get("weight", 0)
        page.attempts_allowed = data.get("attempts", 2)
        page.intro = codec.text(data.get("intro", {}), "intro", required=False)
        package = codec.item_path.partition("/")[0]
        page.scenarios = [str(key_of(package, name)) for name in data.get("scenarios", [])]

    def check(self, item: Item, package: Package) -> list[str]:
        names = [each.name for each in package.in_section("scenarios")]
        problems = list(wrong_roleplay(item.data, names, Mode.values))
        return problems or super().check(item, package)

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        row = encoder.row
        return {
            "mode": row.mode,
            "scenarios": [exporting.needs("scenarios", UUID(key)) for key in row.scenarios],
            "attempts": row.attempts_allowed if row.mode == Mode.ASSESS else None,
            "weight": row.weight or None,
            "intro": encoder.text("intro"),
        }
