"""What role-play shows beside other things: faces at home, results on the page of one person."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.activities import HomePanel, Panel, TeamColumn
from courses.models import Enrolment
from courses.pure.texts import Shown
from courses.words import ago_words
from roleplay.forms import GrantForm
from roleplay.kinds import Mode
from roleplay.models import Conversation, ConversationGrant, RoleplayPage
from roleplay.pure.face import Face
from roleplay.sitting import face_of
from roleplay.standings import passed_now, score_now
from roleplay.verbs.conversations import history_of, playable_in
from roleplay.words import ending_words, start_words

FACES_AT_HOME = 4


@dataclass(frozen=True)
class Met:
    """A customer met, for the learner's own home."""

    title: Shown
    face: Face
    mode_label: str
    words: str
    url: str
    when: str


@dataclass(frozen=True)
class AssessedRow:
    """An assessed conversation as the manager sees it: the result, never the lines."""

    title: str
    when: datetime | None
    ending_words: str
    score: int | None
    passed: bool
    face: Face


@dataclass(frozen=True)
class PractisedRow:
    """That and when somebody practised; nothing else of it is the manager's."""

    title: str
    times: int
    last: datetime


def render_home(request: HttpRequest, enrolment: Enrolment, _next: UUID | None) -> str:
    """The last conversations of the learner as small faces; nothing before there is one."""
    rows = Conversation.objects.filter(enrolment=enrolment).finished()
    last = rows.select_related("version").defer("version__content")
    met = [
        _met(each, enrolment.learner)
        for each in last.prefetch_related("turns").order_by("-finished_at")[:FACES_AT_HOME]
    ]
    if not met:
        return ""
    return render_to_string("roleplay/home_panel.html", {"conversations": met}, request)


def _met(conversation: Conversation, learner: User) -> Met:
    language = get_language() or "es"
    script = conversation.version.script
    history = history_of(conversation, list(conversation.turns.all()))
    return Met(
        script.text("scenario.title", language),
        face_of(script, history.last),
        str(Mode(conversation.mode).label),
        _ending_words(conversation),
        reverse("show_debrief", args=[conversation.pk]),
        ago_words(conversation.finished_at, timezone.now(), learner.zone),
    )


def render_conversations(request: HttpRequest, enrolments: Iterable[Enrolment]) -> str:
    """Assessed results, newest first; of practice that and when; nothing where there is none."""
    mine = list(enrolments)
    rows = Conversation.objects.filter(enrolment__in=mine).finished().with_current_assessment()
    found = list(
        rows.select_related("version")
        .defer("version__content")
        .prefetch_related("turns")
        .order_by("-finished_at")
    )
    if not found:
        return ""
    pages = _pages({each.activity_key for each in found})
    context = {
        "assessed": [_assessed(each) for each in found if each.assessed],
        "practised": _practised([each for each in found if not each.assessed], pages),
        "stuck": [
            each | {"form": _grant_form(request, each)}
            for each in _stuck([each for each in found if each.assessed], mine, pages)
        ],
    }
    return render_to_string("roleplay/person_panel.html", context, request)


def _grant_form(request: HttpRequest, stuck: dict[str, Any]) -> GrantForm:
    """Empty, or with what was sent from this card and was refused."""
    here = request.method == "POST" and request.path == stuck["grant_url"]
    mine = here and request.POST.get("enrolment") == str(stuck["enrolment_id"])
    return GrantForm(request.POST if mine else None, auto_id=f"grant-{stuck['idempotency_key']}-%s")


def _ending_words(conversation: Conversation) -> str:
    """What only begins has words of its own for how it ended."""
    kind = conversation.ending_kind
    return start_words(kind) if conversation.version.script.formative else ending_words(kind)


def _assessed(conversation: Conversation) -> AssessedRow:
    script, score = conversation.version.script, score_now(conversation)
    history = history_of(conversation, list(conversation.turns.all()))
    return AssessedRow(
        script.text("scenario.title", get_language() or "es").text,
        conversation.finished_at,
        ending_words(conversation.ending_kind),
        None if score is None else int(score),
        passed_now(conversation),
        face_of(script, history.last),
    )


def _practised(rows: list[Conversation], pages: dict[UUID, RoleplayPage]) -> list[PractisedRow]:
    last: dict[UUID, datetime] = {}
    for each in rows:
        moment = each.finished_at or each.started_at
        last[each.activity_key] = max(moment, last.get(each.activity_key, moment))
    times = Counter(each.activity_key for each in rows)
    return [PractisedRow(_title(pages.get(key)), times[key], last[key]) for key in last]


def _title(page: RoleplayPage | None) -> str:
    return str(page.title if page else RoleplayPage.kind.label)


def _pages(keys: set[UUID]) -> dict[UUID, RoleplayPage]:
    """The activities by key: rules from the Spanish row, the title in the reader's language."""
    rows = list(RoleplayPage.objects.filter(translation_key__in=keys).select_related("locale"))
    found = {row.translation_key: row for row in rows if row.locale.language_code == "es"}
    for row in rows:
        if row.locale.language_code == get_language() and row.translation_key in found:
            found[row.translation_key].title = row.title
    return found


def _stuck(
    rows: list[Conversation], enrolments: list[Enrolment], pages: dict[UUID, RoleplayPage]
) -> list[dict[str, Any]]:
    """Assessments not passed with no conversation left: somebody has to decide."""
    open_ids = {each.pk for each in enrolments if each.status in Enrolment.OPEN}
    had: dict[tuple[int, UUID], list[Conversation]] = defaultdict(list)
    for row in rows:
        if row.enrolment_id in open_ids and row.activity_key in pages:
            had[row.enrolment_id, row.activity_key].append(row)
    grants = Counter(
        ConversationGrant.objects.filter(enrolment__in=open_ids).values_list(
            "enrolment_id", "activity_key"
        )
    )
    playable = playable_in(pages[key] for key in {key for _enrolment, key in had})
    return [
        {
            "title": pages[key].title,
            "enrolment_id": enrolment_id,
            "grant_url": reverse("grant_conversation", args=[key]),
            "idempotency_key": str(uuid.uuid4()),
        }
        for (enrolment_id, key), tries in had.items()
        if not any(map(passed_now, tries))
        and playable[key]
        and len(tries)
        >= pages[key].attempts_allowed * len(playable[key]) + grants[enrolment_id, key]
    ]


def out_of_conversations(enrolments: list[int]) -> dict[int, list[str]]:
    """For "My group": the assessments not passed with none left, in words, by enrolment."""
    rows = Conversation.objects.filter(enrolment__in=enrolments).assessed().finished()
    found = list(rows.with_current_assessment())
    words: dict[int, list[str]] = defaultdict(list)
    ways = list(Enrolment.objects.filter(pk__in={each.enrolment_id for each in found}))
    for each in _stuck(found, ways, _pages({row.activity_key for row in found})):
        said = gettext("no conversations left: “%(title)s”") % {"title": each["title"]}
        words[each["enrolment_id"]].append(said)
    return words


def last_conversations(enrolments: list[int]) -> dict[int, str]:
    """The customer's face at the end of each last assessed conversation; practice is theirs."""
    mine = Conversation.objects.filter(enrolment_id__in=enrolments).assessed().finished()
    # Of each enrolment the conversation read last stays.
    last = dict(mine.order_by("finished_at").values_list("enrolment_id", "pk"))
    if not last:
        return {}
    rows = Conversation.objects.filter(pk__in=last.values())
    rows = rows.select_related("version").defer("version__content").prefetch_related("turns")
    return {each.enrolment_id: _cell(each) for each in rows.with_current_assessment()}


def _cell(conversation: Conversation) -> str:
    return render_to_string("roleplay/team_cell.html", {"each": _assessed(conversation)})


def has_conversations() -> Exists:
    """Whether a conversation of the enrolment has ended."""
    return Exists(Conversation.objects.filter(enrolment=OuterRef("pk")).finished())


FACES = HomePanel("has_conversations", has_conversations, render_home)
PANEL = Panel(_("Conversations with customers"), render_conversations)
LAST_CONVERSATION = TeamColumn(_("Last conversation"), last_conversations)
