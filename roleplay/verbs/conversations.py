"""Everything a learner does in a conversation: start, say, look up, take back; and how it ends."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from cms.models import User
from courses.models import Enrolment
from courses.verbs import completion
from courses.verbs.lessons import be_at
from roleplay.kinds import Mode
from roleplay.models import (
    Assessment,
    Conversation,
    ConversationGrant,
    RoleplayPage,
    ScenarioPage,
    ScenarioVersion,
    Turn,
)
from roleplay.pure.access import Permission, may_start
from roleplay.pure.assessment import Verdict, judge
from roleplay.pure.drawing import number_from
from roleplay.pure.engine import act, begin
from roleplay.pure.history import REWIND, Act, History, action_of, play_history
from roleplay.standings import finished_of, passed_now, standing_of


class RefusedError(Exception):
    """The conversation may not start; `permission` says why."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(str(permission.refusal))
        self.permission = permission


class OverError(Exception):
    """The conversation has ended: nothing can be said in it any more."""


class ConflictError(Exception):
    """Another tab went on meanwhile: the page that was answered is not the last one."""


@dataclass(frozen=True)
class Taken:
    """What a turn leaves: how many there are, and whether it was the last."""

    turns: int
    over: bool


def playable_versions(page: RoleplayPage) -> list[ScenarioVersion]:
    """The versions to draw from: published, and for an assessment complete enough to judge."""
    return playable_in([page])[page.translation_key]


def playable_in(pages: Iterable[RoleplayPage]) -> dict[UUID, list[ScenarioVersion]]:
    """The same for several pages, by their key; one query."""
    asked = list(pages)
    rows = ScenarioPage.objects.live().filter(
        translation_key__in={key for page in asked for key in page.scenarios},
        locale__language_code="es",
        current_version__isnull=False,
    )
    current = {
        str(row.translation_key): row.current_version
        for row in rows.select_related("current_version")
    }
    found = {}
    for page in asked:
        versions = [current[key] for key in current if key in page.scenarios]
        if page.mode == Mode.ASSESS:
            versions = [version for version in versions if not version.script.formative]
        found[page.translation_key] = versions
    return found


def permission_to_start(enrolment: Enrolment, page: RoleplayPage) -> Permission:
    """The judgement of `may_start` on this enrolment's finished conversations and grants."""
    key, assessed = page.translation_key, page.mode == Mode.ASSESS
    finished = [each for each in finished_of(enrolment.pk, key) if each.assessed]
    grants = ConversationGrant.objects.filter(enrolment=enrolment, activity_key=key)
    return may_start(
        assessed=assessed,
        passed=[passed_now(each) for each in finished],
        allowed=page.attempts_allowed,
        scenarios=len(playable_versions(page)),
        granted=grants.count() if assessed else 0,
    )


def start_conversation(enrolment: Enrolment, page: RoleplayPage, at: datetime) -> Conversation:
    """Starts a conversation, or returns the one under way.

    Raises RefusedError when it is passed, none is left, or no scenario can be played.
    """
    mine = Conversation.objects.at_activity(enrolment.pk, page.translation_key)
    if under_way := mine.unfinished().first():
        return under_way
    permission = permission_to_start(enrolment, page)
    if not permission.allowed:
        raise RefusedError(permission)
    seed = secrets.token_hex(16)
    version = _draw(playable_versions(page), list(mine), seed)
    state = begin(version.script, seed, level=page.mode == Mode.ASSESS)
    try:
        with transaction.atomic():
            last = mine.aggregate(last=Max("number"))["last"] or 0
            conversation = Conversation.objects.create(
                enrolment=enrolment,
                activity_key=page.translation_key,
                version=version,
                mode=page.mode,
                number=last + 1,
                seed=seed,
                truth=state.truth,
                started_at=at,
            )
            be_at(enrolment, page.translation_key, at)
    except IntegrityError:
        # Another tab started at the same moment: the constraint let one through.
        return mine.latest("number")
    return conversation


def _draw(versions: list[ScenarioVersion], had: list[Conversation], seed: str) -> ScenarioVersion:
    """The scenario had least often; among several the seed decides."""
    times: dict[UUID, int] = {}
    keys = dict(
        ScenarioVersion.objects.values_list("pk", "scenario_key").filter(
            pk__in={each.version_id for each in had}
        )
    )
    for each in had:
        key = keys[each.version_id]
        times[key] = times.get(key, 0) + 1
    return min(
        versions,
        key=lambda version: (
            times.get(version.scenario_key, 0),
            number_from(seed, "scenario", str(version.scenario_key)),
        ),
    )


def history_of(conversation: Conversation, turns: list[Turn] | None = None) -> History:
    """The conversation played from its turns; one query unless they are given."""
    rows = turns if turns is not None else list(conversation.turns.all())
    return play_history(
        conversation.version.script,
        conversation.seed,
        conversation.truth,
        [Act(row.position, row.act, row.what) for row in rows],
        level=conversation.assessed,
    )


@transaction.atomic
def take_turn(
    conversation: Conversation, seen: int, kind: str, what: str, language: str, at: datetime
) -> Taken:
    """Says a line or opens a part of the record, after the `seen` turns the page knew of.

    One conditional UPDATE takes the place; a turn that ends the conversation ends it here, with
    its assessment and the course's record. Raises NotOfferedError for what is not there to do,
    ConflictError when another tab went on meanwhile, OverError after the end.
    """
    _take_place(conversation, seen)
    history = history_of(conversation)
    state = history.last
    after = act(history.script, state, action_of(kind, what))
    Turn.objects.create(
        conversation=conversation,
        position=seen + 1,
        act=kind,
        what=what,
        beat=state.beat,
        language=language,
        at=at,
    )
    if after.over:
        _finish(conversation, after.ending, after.ending_kind, at)
    return Taken(seen + 1, after.over)


@transaction.atomic
def rewind_conversation(
    conversation: Conversation, seen: int, to: int, language: str, at: datetime
) -> Taken:
    """Goes back to before turn `to`, to try something else; learn only. Nothing is erased.

    Raises ValueError where going back is not allowed or the turn is not one of those that stand.
    """
    if conversation.mode != Mode.LEARN:
        raise ValueError("only learning goes back")
    _take_place(conversation, seen)
    history = history_of(conversation)
    if to not in history.numbers:
        raise ValueError(to)
    beat = history.steps[history.numbers.index(to)].before.beat
    Turn.objects.create(
        conversation=conversation,
        position=seen + 1,
        act=REWIND,
        what=str(to),
        beat=beat,
        language=language,
        at=at,
    )
    return Taken(seen + 1, over=False)


def _take_place(conversation: Conversation, seen: int) -> None:
    mine = Conversation.objects.filter(pk=conversation.pk)
    if mine.filter(status="open", turns_taken=seen).update(turns_taken=seen + 1):
        return
    if mine.filter(status="open").exists():
        raise ConflictError
    raise OverError


def _finish(conversation: Conversation, ending: str, kind: str, at: datetime) -> None:
    """One conditional UPDATE ends it; what is assessed is marked, and the course is told."""
    Conversation.objects.filter(pk=conversation.pk, status="open").update(
        status="finished", ending=ending, ending_kind=kind, finished_at=at
    )
    if conversation.assessed:
        verdict = verdict_of(history_of(conversation))
        Assessment.objects.create(
            conversation=conversation,
            score=f"{float(verdict.competence):.4f}",
            passed=verdict.passed,
            detail=detail_of(verdict),
            at=at,
        )
    record_standing(conversation.enrolment, conversation.activity_key, at)


def verdict_of(history: History) -> Verdict:
    """The automatic verdict: decisions taken back count too."""
    return judge(history.script, history.decisions, history.last)


def detail_of(verdict: Verdict) -> dict[str, object]:
    """What is kept of a verdict beside its score."""
    return {
        "levels": {each.dimension: each.level for each in verdict.levels},
        "critical": [list(each) for each in verdict.critical],
        "ending": verdict.ending,
        "unmet": [[each.what, each.name, each.turn] for each in verdict.unmet],
    }


def record_standing(enrolment: Enrolment, activity_key: UUID, at: datetime) -> None:
    """Tells the course what the conversations at an activity add up to."""
    completion.record_standing(enrolment, activity_key, standing_of, at)


def reflect(conversation: Conversation, reflection: str) -> None:
    """Keeps how the learner thought it went; said once, before the debrief."""
    mine = Conversation.objects.filter(pk=conversation.pk, reflection="", status="finished")
    mine.update(reflection=reflection)


def grant_conversation(
    enrolment: Enrolment, activity_key: UUID, by: User, reason: str, at: datetime
) -> ConversationGrant:
    """One assessed conversation more, at once and on record. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a grant needs a reason")
    return ConversationGrant.objects.create(
        enrolment=enrolment, activity_key=activity_key, by=by, reason=reason.strip(), granted_at=at
    )
