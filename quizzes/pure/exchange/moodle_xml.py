"""Moodle XML: what it says, question by question (question/format/xml of Moodle 4)."""

from collections.abc import Iterator

from quizzes.pure.exchange import xml_tree
from quizzes.pure.exchange.collecting import Collecting, Draft
from quizzes.pure.exchange.labels import codes_in, read_tags
from quizzes.pure.exchange.moodle_kinds import READERS, Reading
from quizzes.pure.exchange.moodle_writing import write
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import (
    FileRefusedError,
    Lost,
    Parsed,
    QuestionRefusedError,
    Reason,
)
from quizzes.pure.exchange.xml_tree import Node

__all__ = ["read", "write"]

# What Moodle writes into every question; nobody misses it.
USUAL_FEEDBACK = {
    "your answer is correct.",
    "your answer is partially correct.",
    "your answer is incorrect.",
    "respuesta correcta",
    "respuesta parcialmente correcta.",
    "respuesta incorrecta.",
    "tu respuesta es correcta.",
    "su respuesta es correcta.",
}
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read(text: str) -> Parsed:
    """Every question of the file. Raises FileRefusedError: not Moodle's XML, hostile, too many."""
    root = xml_tree.parse(text)
    if root.tag != "quiz":
        raise FileRefusedError(Reason.NOT_MOODLE, root.line, tag=root.tag[:40])
    found = Collecting()
    for node, category in _questions(root):
        tags = [each.said("text") for each in (node.first("tags") or node).all("tag")]
        name = one_line(node.said("name", "text"))
        draft = Draft(node.line, name, read_tags(tags).with_concepts(codes_in(category)))
        try:
            found.take(_question(Reading(node, draft), category), draft)
        except QuestionRefusedError as error:
            found.refuse(draft, error, node.said("questiontext", "text"))
    return found.parsed()


def _questions(root: Node) -> Iterator[tuple[Node, str]]:
    """Each question with the category it stands in; Moodle's top category is none."""
    category = ""
    for node in root.all("question"):
        if node.attributes.get("type") == "category":
            category = one_line(node.said("category", "text"))
            category = "" if category.rpartition("/")[2] == "top" else category
        else:
            yield node, category


def _question(reading: Reading, category: str) -> PortableQuestion:
    kind = reading.node.attributes.get("type", "")
    if kind == "description":
        raise QuestionRefusedError(Reason.DESCRIPTION)
    if kind not in READERS:
        raise QuestionRefusedError(Reason.TYPE, type=kind[:40] or "–")
    _note_losses(reading, category)
    ours, stem, fields = READERS[kind](reading)
    feedback = reading.words(reading.node.first("generalfeedback"))
    return reading.draft.question(ours, stem, fields, feedback)


def _note_losses(reading: Reading, category: str) -> None:
    node, draft = reading.node, reading.draft
    if category:
        draft.lose(Lost.CATEGORY, category=category)
    for tag in draft.labels.others:
        draft.lose(Lost.TAG, tag=tag)
    combined = [reading.words(node.first(name)) for name in COMBINED]
    for lost, there in (
        (Lost.COMBINED_FEEDBACK, any(e and e.casefold() not in USUAL_FEEDBACK for e in combined)),
        (Lost.HINTS, any(each.said("text") for each in node.all("hint"))),
        (Lost.GRADE, node.said("defaultgrade").rstrip("0").rstrip(".") not in {"", "1"}),
        (Lost.FIXED_ORDER, node.said("shuffleanswers") in {"0", "false"}),
        (Lost.ID_NUMBER, node.said("idnumber")),
    ):
        if there:
            draft.lose(lost)
