"""What may not go live as it stands, asked where nobody sits at the editor: approval and the clock.

Wagtail asks its hooks before somebody publishes by hand. It does not where a workflow ends, nor
when `publish_scheduled` finds that a date has come: the bank may have changed since it was set.

Wagtail imports this while it loads its own models, so nothing here imports any.
"""

from collections.abc import Callable
from typing import Any

from wagtail.log_actions import log

# The action under which a page's history says that it stayed a draft.
REFUSED = "trato.refuse"
# Each says of a page or snippet, as it would go live, whether it may not; apps add theirs.
refusals: list[Callable[[Any], bool]] = []


def is_refused(revision: Any) -> bool:
    """Whether a revision may not go live; then the history says so."""
    content = revision.as_object()
    if not any(refuses(content) for refuses in refusals):
        return False
    log(content, REFUSED, revision=revision)
    return True


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Ends a workflow (WAGTAIL_FINISH_WORKFLOW_ACTION): what may not go live stays a draft."""
    revision = workflow_state.content_object.get_latest_revision()
    if not is_refused(revision):
        revision.publish(user=user)


def drop_refused(revisions: Any) -> int:
    """Takes the date from those of `revisions` that may not go live; returns how many."""
    refused = [each for each in revisions if is_refused(each)]
    for revision in refused:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    return len(refused)
