"""The text formats by name, and how to tell which one a file is in."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quizzes.pure.exchange import aiken, gift, moodle_xml
from quizzes.pure.exchange.portable import PortableQuestion
from quizzes.pure.exchange.problems import FileRefusedError, Parsed, Reason, Written

XML_START = re.compile(r"\s*<(\?xml|quiz|!DOCTYPE|!--)")
AIKEN_MARK = re.compile(r"^\s*ANSWER\s*:\s*[A-Z]\b", re.MULTILINE)


@dataclass(frozen=True)
class Format:
    """A format of text files: how it is read and written, and how its files end."""

    name: str
    ending: str
    read: Callable[[str], Parsed]
    write: Callable[[Iterable[PortableQuestion]], Written]


FORMATS = {
    each.name: each
    for each in (
        Format("gift", "gift.txt", gift.read, gift.write),
        Format("aiken", "aiken.txt", aiken.read, aiken.write),
        Format("moodle_xml", "xml", moodle_xml.read, moodle_xml.write),
    )
}
PACKAGE = "package"
ZIP_START = b"PK"


def told(text: str) -> Format:
    """The format a text is in. Raises FileRefusedError when it looks like none."""
    if XML_START.match(text):
        return FORMATS["moodle_xml"]
    if AIKEN_MARK.search(text):
        return FORMATS["aiken"]
    if "{" in text or "::" in text:
        return FORMATS["gift"]
    raise FileRefusedError(Reason.UNKNOWN_FORMAT)
