"""A portable question as the raw value of its kind's block, and back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from wagtail import blocks

from courses.package.rules import absent, is_text
from quizzes.pure.exchange.portable import PortableQuestion, name_from, tidy
from quizzes.questions.kinds import KIND_NAMED

# Of one question; whoever mends these sees the next.
MOST_FAULTS = 3
# The sum takes the sign from -0.0, which no file keeps.
NUMBERS: dict[type[blocks.Block], Callable[[Any], Any]] = {
    blocks.FloatBlock: lambda number: float(number) + 0.0,
    blocks.IntegerBlock: int,
}


def raw_of(question: PortableQuestion) -> dict[str, Any]:
    """What the StreamField stores; every list item gets an id."""
    question = settled(question)
    fields = dict(question.fields)
    if question.kind == "open_text" and not fields["rubric"]:
        with override(settings.LANGUAGE_CODE):
            fields["rubric"] = [usual_criterion()]
    value = {name: _listed(each) for name, each in fields.items()}
    value |= {"stem": question.stem, "feedback": question.feedback}
    return {"type": question.kind, "id": str(uuid4()), "value": value}


def usual_criterion() -> dict[str, Any]:
    """The rubric of an open question from a format that knows none."""
    levels = [
        (gettext("Does not answer what is asked"), 0),
        (gettext("Answers a part of it"), 1),
        (gettext("Answers what is asked"), 2),
    ]
    return {
        "criterion": gettext("Answer"),
        "levels": [{"text": text, "points": points} for text, points in levels],
    }


def _listed(value: Any) -> Any:
    if isinstance(value, list):
        return [{"type": "item", "id": str(uuid4()), "value": _listed(each)} for each in value]
    if isinstance(value, Mapping):
        return {name: _listed(each) for name, each in value.items()}
    return value


def portable_of(kind: str, raw: Mapping[str, Any], **labels: Any) -> PortableQuestion:
    """The question without ids; `labels` are concepts, level and difficulty."""
    plain = {name: _unlisted(each) for name, each in raw.items()}
    stem, feedback = plain.pop("stem", ""), plain.pop("feedback", "")
    question = settled(PortableQuestion(kind, "", stem, plain, feedback, **labels))
    return replace(question, name=name_from(question.stem))


def _unlisted(value: Any) -> Any:
    if isinstance(value, list):
        return [_unlisted(each["value"]) for each in value]
    if isinstance(value, Mapping):
        return {name: _unlisted(each) for name, each in value.items()}
    return value


def settled(question: PortableQuestion) -> PortableQuestion:
    """The question as the editor stores it, wherever it came from.

    Every field of its kind is there, a text that is missing is empty, 20 is 20.0 where a fraction
    could stand. What has no usual value stays None: an unfinished draft may lack it.
    """
    words = {"stem": question.stem, "feedback": question.feedback}
    fields = _settled(_block(question.kind), {**question.fields, **words})
    stem, feedback = fields.pop("stem"), fields.pop("feedback")
    return replace(question, stem=stem, fields=fields, feedback=feedback)


def _settled(block: blocks.Block, value: Any) -> Any:
    value = absent(block) if value is None else value
    if isinstance(block, blocks.StructBlock):
        return {
            name: _settled(child, value.get(name)) for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [_settled(block.child_block, each) for each in value]
    if is_text(block):
        return tidy(value)
    as_stored = next((make for kind, make in NUMBERS.items() if isinstance(block, kind)), None)
    return value if value is None or as_stored is None else as_stored(value)


@cache
def _block(kind: str) -> blocks.StructBlock:
    return KIND_NAMED[kind].block()


def misfits(question: PortableQuestion) -> list[str]:
    """What the editor would complain of, in words; empty when the question can be saved."""
    value = _block(question.kind).to_python(raw_of(question)["value"])
    return faults(question.kind, value)[:MOST_FAULTS]


def faults(kind: str, value: Any) -> list[str]:
    """The same of the value of a kind's block: each field that is wrong by its label."""
    block = _block(kind)
    try:
        value = block.clean(value)
    except ValidationError as error:
        return list(dict.fromkeys(_messages(block, error)))
    return [str(each) for each in KIND_NAMED[kind].check(value)]


def _messages(block: blocks.Block, error: Any) -> Iterator[str]:
    """Every message in the errors of blocks within blocks."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from (_about(block, each) for each in error.error_list)
        return
    for name, each in inner.items() if isinstance(inner, dict) else enumerate(inner):
        if each is not None:
            yield from _messages(child_of(block, name), each)
    for each in error.non_block_errors.as_data():
        yield from (_about(block, one) for one in each.error_list)


def child_of(block: Any, name: Any) -> blocks.Block:
    """The block of a field, or of every item in a list."""
    child: blocks.Block = (
        block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name]
    )
    return child


def _about(block: blocks.Block, error: ValidationError) -> str:
    if error.code == "required":
        return gettext("“%(field)s” is missing.") % {"field": block.label}
    return f"{block.label}: {' '.join(error.messages).rstrip('.')}."
