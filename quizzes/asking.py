"""A question as it is put to somebody: stem, hint and the kind's own fields; no key.

Only `look_of` knows the key: it is for authors.
"""

import re
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.functional import Promise

from quizzes.pure.content import Content
from quizzes.questions.base import Accepted, Part, Response, Taught
from quizzes.questions.kinds import KIND_NAMED

PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Asked:
    """What a page needs to put a question."""

    stem_paragraphs: list[str]
    lang: str
    kind: str
    kind_hint: str | Promise
    grouped: bool
    fields: str


def asked(
    content: Content,
    language: str,
    seed: str,
    response: Response | None,
    prefix: str = "",
    wrong: str = "",
) -> Asked:
    """A question with the answer given so far, in the order that `seed` fixes.

    `prefix` comes before the names of its fields, where a page puts several questions; `wrong` is
    the id of what says why this answer was not taken.
    """
    kind, stem = KIND_NAMED[content.kind], content.text("stem", language)
    drawn = kind.fields(content, language, seed, response)
    return Asked(
        [part for part in PARAGRAPHS.split(stem.text) if part.strip()],
        stem.lang,
        kind.name,
        kind.hint_for(content),
        kind.grouped,
        render_to_string(
            kind.template, drawn | {"name": "response", "prefix": prefix, "wrong": wrong}
        ),
    )


@dataclass(frozen=True)
class Look:
    """A question for its author: as a learner meets it, and what a learner does not see."""

    question: Asked
    key: list[Accepted]
    taught: list[Taught]
    explanation: str
    by_hand: bool
    rubric: list[Part]
    sample: str


def look_of(content: Content, language: str) -> Look:
    """In the author's order, nothing answered."""
    kind = KIND_NAMED[content.kind]
    put = asked(content, language, "", None)
    return Look(
        # In the language at hand now, not in that of the page it is printed on.
        replace(put, kind_hint=str(put.kind_hint)),
        kind.accepted(content, language),
        kind.all_taught(content, language),
        content.text("feedback", language).text,
        kind.by_hand,
        kind.rubric(content, language),
        content.text("sample", language).text,
    )
