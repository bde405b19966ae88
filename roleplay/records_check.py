"""Proves that every stored conversation still plays, ends and scores as it did."""

from collections.abc import Iterator

from courses.models import Completion
from roleplay.frozen import sha256_of
from roleplay.models import Assessment, Conversation, ScenarioVersion
from roleplay.pure.engine import NotOfferedError
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
        where = f"conversation {row.pk}"
        try:
            history = history_of(row, list(row.turns.all()))
        except NotOfferedError as error:
            yield f"{where}: a turn could not have been taken ({error})"
            continue
        if (history.last.ending, history.last.ending_kind) != (row.ending, row.ending_kind):
            said = row.ending or "open"
            yield f"{where}: recorded {said}, its turns say {history.last.ending or 'open'}"
        elif row.assessed and history.last.over:
            now = f"{float(verdict_of(history).competence):.4f}"
            first = row.assessments.filter(method=Assessment.Method.AUTOMATIC).first()
            then = "never" if first is None else f"{first.score:.4f}"
            if then != now:
                yield f"{where}: scored {then}, its turns say {now}"


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
