"""Proves that every stored conversation still plays, ends and scores as it did."""

from collections.abc import Iterator

from courses.models import Completion
from roleplay.frozen import sha256_of
from roleplay.models import Assessment, Conversation, ScenarioVersion, Turn
from roleplay.pure.history import History
from roleplay.standings import standing_of
from roleplay.verbs.conversations import history_of, verdict_of


def contradictions() -> Iterator[str]:
    """A sentence for every version, conversation and completion that contradicts its records."""
    for version in ScenarioVersion.objects.iterator(chunk_size=50):
        if sha256_of(version.content) != version.sha256:
            yield f"scenario version {version.pk}: its content is not what its hash says"
    yield from _conversations()
    yield from _completions()


def _conversations() -> Iterator[str]:
    rows = Conversation.objects.select_related("version").prefetch_related("turns")
    for row in rows.iterator(chunk_size=200):
        where, turns = f"conversation {row.pk}", list(row.turns.all())
        if [each.position for each in turns] != list(range(1, row.turns_taken + 1)):
            yield f"{where}: {row.turns_taken} turns were taken, {len(turns)} are there"
            continue
        try:
            history = history_of(row, turns)
        except (ValueError, LookupError) as error:
            yield f"{where}: a turn could not have been taken ({error})"
            continue
        yield from (f"{where}: {each}" for each in _played(row, turns, history))


def _played(row: Conversation, turns: list[Turn], history: History) -> Iterator[str]:
    """What its turns say against what is recorded beside them."""
    beats = {each.turn: each.beat for each in history.decisions}
    for turn in turns:
        beat = beats.get(turn.position, turn.beat)
        if turn.beat != beat:
            yield f"turn {turn.position} recorded at {turn.beat}, the others say {beat}"
    if (history.last.ending, history.last.ending_kind) != (row.ending, row.ending_kind):
        said = row.ending or "open"
        yield f"recorded {said}, its turns say {history.last.ending or 'open'}"
    elif row.assessed and history.last.over:
        verdict = verdict_of(history)
        now = _result(float(verdict.competence), verdict.passed)
        first = row.assessments.filter(method=Assessment.Method.AUTOMATIC).first()
        then = "never" if first is None else _result(float(first.score), first.passed)
        if then != now:
            yield f"scored {then}, its turns say {now}"


def _result(score: float, passed: bool) -> str:
    return f"{score:.4f} {'passed' if passed else 'not passed'}"


def _completions() -> Iterator[str]:
    pairs = Conversation.objects.finished().values_list("enrolment_id", "activity_key").distinct()
    recorded = {
        (row.enrolment_id, row.activity_key): row
        for row in Completion.objects.filter(kind="roleplay")
    }
    for enrolment_id, key in pairs:
        standing, row = standing_of(enrolment_id, key), recorded.get((enrolment_id, key))
        said = (row.score, row.passed) if row else None
        if standing and said != (standing.score, standing.passed):
            where = f"enrolment {enrolment_id}, conversation {key}"
            yield f"{where}: recorded {said}, its records say {standing.score}, {standing.passed}"
