"""Whether two questions ask the same: a hash of what learners and markers meet."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid5

from quizzes.pure.exchange.portable import PortableQuestion

# What entries of these teach came later than imports: where it is empty, keys stay what they were.
TAUGHT_LATER = ("items", "distractors")
# Root of the keys of imported questions: the same content gets the same key on every site.
IMPORTED = UUID("0b9f5f5c-5f0a-5c0e-9d0f-3f5f6c1b7a44")


def fingerprint(question: PortableQuestion) -> str:
    """SHA-256 of kind, texts and key; names, concepts, levels and rubrics do not count.

    Most formats know no rubric: a question that came without one has a plain one here.
    """
    fields = {
        name: [_as_it_was(row) for row in each] if name in TAUGHT_LATER else each
        for name, each in question.fields.items()
        if name != "rubric"
    }
    asked = [question.kind, question.stem, fields, question.feedback]
    text = json.dumps(asked, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _as_it_was(row: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in row.items() if each or name != "feedback"}


def key_for(question: PortableQuestion) -> UUID:
    """The key that an imported question gets: importing it again finds it."""
    return uuid5(IMPORTED, fingerprint(question))
