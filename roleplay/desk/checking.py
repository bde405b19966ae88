"""What the checks say about a scenario, in words, each with a link to the place in the editor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from courses.activities import Remark as CourseRemark
from courses.models import CoursePage
from roleplay.desk.drafts import LANGUAGES, SOURCE, Pages, pages_of, script_of_pages
from roleplay.finding_words import finding_words
from roleplay.models import RoleplayPage, ScenarioPage
from roleplay.pure.checks import ERROR, Finding, unwritten
from roleplay.pure.playtest import check_script
from roleplay.pure.script import Script

NO_PROFILE = Finding(ERROR, "no_profile")
NAMED_PARTS = ("beats", "endings", "facts", "record")
NODES = frozenset({"beats", "endings"})
# Where to mend what stands in no beat: a field, by the anchor that its panel has in its tab.
FIELDS = {
    "no_profile": "situation-profile",
    "no_brief": "situation-summary",
    "assesses_nothing": "endings-assesses",
    "no_opportunity": "endings-assesses",
    "truths_without_weights": "facts-truth_weights",
    "few_places": "endings-must_do",
    "unknown_move": "endings-must_do",
    "no_endings": "endings-endings",
    "reference_ends_badly": "endings-endings",
}
BEATS = "conversation-beats"


@dataclass(frozen=True)
class Remark:
    """A finding as an author reads it; `node` is the beat or ending on the map it belongs to."""

    blocks: bool
    words: str
    url: str
    node: str = ""


@dataclass(frozen=True)
class Checked:
    """A scenario with what was found; `script` is None while it cannot be read."""

    page: ScenarioPage
    script: Script | None
    remarks: tuple[Remark, ...]

    @property
    def errors(self) -> list[Remark]:
        """What keeps it from being published."""
        return [each for each in self.remarks if each.blocks]

    @property
    def warnings(self) -> list[Remark]:
        """What could be better."""
        return [each for each in self.remarks if not each.blocks]


def check_pages(pages: Pages) -> Checked:
    """Every check that takes no games; Spanish must be among the pages."""
    page, script = pages[SOURCE], script_of_pages(pages)
    if script is None:
        words = finding_words(None, NO_PROFILE, SOURCE)
        return Checked(page, None, (Remark(True, words, field_url(page, FIELDS["no_profile"])),))
    findings = [*unwritten(script), *check_script(script, LANGUAGES)]
    return Checked(page, script, tuple(remarks_on(page, script, findings)))


def remarks_on(page: ScenarioPage, script: Script, findings: list[Finding]) -> list[Remark]:
    """The findings in the reader's language, what blocks first."""
    language, places = get_language() or SOURCE, places_in(page)
    remarks = (
        Remark(
            each.level == ERROR,
            finding_words(script, each, language),
            _url_of(page, places, each),
            each.beat if each.part in NODES else "",
        )
        for each in sorted(findings, key=lambda each: each.level != ERROR)
    )
    # What is found under each truth is said once.
    return list(dict.fromkeys(remarks))


def places_in(page: ScenarioPage) -> Mapping[tuple[str, str, str], str]:
    """The id of every block that has a name: (list, name, line or rule) leads to it."""
    found: dict[tuple[str, str, str], str] = {}
    for part in NAMED_PARTS:
        for block in getattr(page, part):
            name = block.value["name"]
            found[part, name, ""] = block.id
            if part == "beats":
                lines = block.value["options"].bound_blocks
                found |= {(part, name, line.id): line.id for line in lines}
                rules = enumerate(block.value["rules"].bound_blocks, start=1)
                found |= {(part, name, f"rule {number}"): rule.id for number, rule in rules}
    return found


def edit_url(page: ScenarioPage) -> str:
    """The editor of a scenario."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def field_url(page: ScenarioPage, field: str) -> str:
    """A field in the editor."""
    return f"{edit_url(page)}#panel-child-{field}-section"


def checks_url(page: ScenarioPage) -> str:
    """The tab with the checks and the map."""
    return f"{edit_url(page)}#tab-checks"


def block_url(page: ScenarioPage, block_id: str) -> str:
    """A block in the editor, by the anchor Wagtail gives it."""
    return f"{edit_url(page)}#block-{block_id}-section"


def _url_of(
    page: ScenarioPage, places: Mapping[tuple[str, str, str], str], finding: Finding
) -> str:
    part, name = finding.part, finding.beat
    if finding.code == "few_places_for_fact":
        part, name = "facts", finding.detail
    exact = places.get((part, name, finding.option))
    block = exact or places.get((part, name, ""))
    if block:
        return block_url(page, block)
    return field_url(page, FIELDS.get(finding.code, BEATS))


def check_course(course_key: UUID) -> Iterator[CourseRemark]:
    """What is found in the scenarios that a course's pages name, each once, as saved last."""
    source = {"locale__language_code": SOURCE}
    keys: dict[str, None] = {}
    for course in CoursePage.objects.filter(translation_key=course_key, **source):
        for row in RoleplayPage.objects.descendant_of(course).filter(**source).order_by("path"):
            keys |= dict.fromkeys(row.get_latest_revision_as_object().scenarios)
    for key in keys:
        pages = pages_of(UUID(key))
        if SOURCE in pages:
            checked = check_pages(pages)
            for each in checked.remarks:
                yield CourseRemark(each.blocks, checked.page.title, each.words)
