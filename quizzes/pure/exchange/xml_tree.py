"""XML that nobody vouches for, as small nodes that know their lines."""

import re
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from quizzes.pure.exchange.problems import FileRefusedError, Reason

MOST_NODES = 150_000
DEEPEST = 30
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(slots=True)
class Node:
    """An element: `text` is what stands in it outside its children."""

    tag: str
    line: int
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list["Node"]:
        """Its children of that name."""
        return [each for each in self.children if each.tag == tag]

    def first(self, tag: str) -> "Node | None":
        """Its first child of that name."""
        return next((each for each in self.children if each.tag == tag), None)

    def said(self, *path: str) -> str:
        """The text of a child (or a child's child), without blanks around it; "" if none."""
        node: Node | None = self
        for tag in path:
            node = node.first(tag) if node else None
        return node.text.strip() if node else ""


class Builder:
    """What the parser tells of the file becomes nodes; too many or too deep is refused."""

    def __init__(self) -> None:
        self.expat: Any = None
        self.root: Node | None = None
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        line = self.expat.CurrentLineNumber
        self._count += 1
        if self._count > MOST_NODES or len(self._open) >= DEEPEST:
            raise FileRefusedError(Reason.XML_SIZE, line)
        node = Node(tag, line, dict(attributes))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def end(self, _tag: str) -> None:
        """The innermost element closes."""
        self._open.pop().text = "".join(self._texts.pop())

    def data(self, text: str) -> None:
        """Text in the innermost element."""
        if self._texts:
            self._texts[-1].append(text)

    def close(self) -> Node | None:
        """The outermost element."""
        return self.root


def parse(text: str) -> Node:
    """The outermost element. Raises FileRefusedError with the line.

    Refused are a document type, entities of one's own, anything outside the file (defusedxml),
    what is no XML, over 150,000 elements and over 30 levels.
    """
    builder = Builder()
    parser = DefusedXMLParser(
        target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    builder.expat = parser.parser
    try:
        # The text is decoded already; what the declaration says of its encoding is past.
        parser.feed(_without_declaration(text))
        parser.close()
    except DefusedXmlException as error:
        raise FileRefusedError(Reason.XML_DTD, builder.expat.CurrentLineNumber) from error
    except ParseError as error:
        line, before = error.position
        raise FileRefusedError(Reason.NOT_XML, line, column=str(before + 1)) from error
    if builder.root is None:
        raise FileRefusedError(Reason.NOT_XML, 1, column="1")
    return builder.root


def _without_declaration(text: str) -> str:
    found = DECLARATION.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text
