"""Each kind of question in the editor's list of kinds, as a learner would meet it."""

from functools import partial
from typing import Any

from courses.pure.texts import SOURCE
from quizzes.asking import look_of
from quizzes.models import Question
from quizzes.pure.content import freeze


def set_up() -> None:
    """Blocks know nothing of the desk, so their preview's context is given to them here."""
    kinds = Question._meta.get_field("content").stream_block.child_blocks
    for name, block in kinds.items():
        block.get_preview_context = partial(kind_context, name, block)


def kind_context(kind: str, block: Any, value: Any, parent_context: Any = None) -> dict[str, Any]:
    """The example a kind brings along; examples are Spanish, as what trainers write is."""
    content = freeze(kind, "", [], {SOURCE: block.get_prep_value(value)})
    return dict(parent_context or {}) | {"shown": look_of(content, SOURCE), "language": SOURCE}
