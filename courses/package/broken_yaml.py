"""What is wrong with a file that is no well-formed YAML, in our words, and what to do.

The parser's are English and name tokens; they stay for what is so rare that nobody met it yet.
"""

from dataclasses import dataclass

import yaml
from django.utils.translation import gettext_noop as _

from courses.package.said import Said


@dataclass(frozen=True)
class Fault:
    """A kind of fault: how the parser's sentence begins, and ours.

    `begins` is the parser's place, where what is not closed was opened: it notices at the end of
    the file.
    """

    parser: str
    words: str
    begins: bool = False


COLON = _("a colon (:) with a space stands in the text; put the whole text in quotes")
INDENT = _("the indentation does not fit the lines above; begin it where its neighbours begin")
UNCLOSED = _("a quotation mark is opened here and never closed")
BRACKET = _("a bracket is opened here and never closed, or a comma is missing in it")
SIGN = _("a text cannot begin with this sign, nor a line with a tab; use quotes, or spaces")
ESCAPE = _("a backslash stands in double quotes; use single quotes")
NAME = _("after the name a colon (:) with a space is missing")
BAR = _("after | or > the text begins in the next line")
TAG = _("a text cannot begin with !; put it in quotes")
PARTS = _("--- stands in the middle; one file is one document")

FAULTS = (
    Fault("mapping values are not allowed", COLON),
    Fault("expected <block end>", INDENT),
    Fault("found unexpected end of stream", UNCLOSED, begins=True),
    Fault("found unexpected document separator", UNCLOSED, begins=True),
    Fault("expected ',' or ", BRACKET, begins=True),
    Fault("found character", SIGN),
    Fault("found unknown escape character", ESCAPE),
    Fault("could not find expected ':'", NAME, begins=True),
    Fault("expected chomping or indentation", BAR),
    Fault("could not determine a constructor", TAG),
    Fault("but found another document", PARTS),
)


def explain(error: yaml.MarkedYAMLError) -> tuple[int | None, Said]:
    """The line, from 1, if the parser knows it, and what is wrong there."""
    said = error.problem or ""
    fault = next((each for each in FAULTS if said.startswith(each.parser)), None)
    mark = error.context_mark if fault and fault.begins else error.problem_mark
    line = mark.line + 1 if mark else None
    if isinstance(said, Said):
        return line, said
    if fault:
        return line, Said(fault.words)
    return line, Said(_("is not well-formed YAML (%(cause)s); mend this line"), cause=said)
