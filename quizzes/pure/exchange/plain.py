"""HTML to plain text: paragraphs and lists stay readable, the rest is named as lost."""

import html
import re
from collections.abc import Callable

import nh3

from quizzes.pure.exchange.portable import MOST_CHARACTERS, tidy
from quizzes.pure.exchange.problems import Lost, QuestionRefusedError, Reason

Lose = Callable[[Lost], None]
PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"}
LISTS = {"ul", "ol"}
KEPT = {*PARAGRAPHS, *LISTS, "li", "br", "hr", "tr", "td", "th"}
MEDIA = {"img", "audio", "video", "iframe", "object", "embed", "svg", "canvas", "source"}
TABLES = {"table", "tr", "td", "th"}
# Tags that change nothing a reader would miss.
SILENT = {"p", "div", "br", "span", "ul", "ol", "li", "hr", "body", "html", "font"}
OTHERS = {"b", "strong", "i", "em", "u", "a", "sub", "sup", "small", "big", "code", "s", "strike"}
KNOWN = "|".join(sorted({*KEPT, *MEDIA, *SILENT, *OTHERS}, key=len, reverse=True))
LOOKS_LIKE_HTML = re.compile(
    rf"</?(?:{KNOWN})(?:\s[^<>]*)?/?>|&(?:nbsp|[a-z]+acute|lt|gt|amp);", re.IGNORECASE
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
PLAIN, HTML, MARKDOWN, AUTO = "plain", "html", "markdown", "auto"


def plain_text(text: str, text_format: str, lose: Lose) -> str:
    """The text without markup. `lose` is told what went. Raises QuestionRefusedError: too long.

    `auto` is text that may hold tags, and in which a line end is one.
    """
    if len(text) > MOST_CHARACTERS:
        raise QuestionRefusedError(Reason.TOO_LONG)
    if text_format == HTML:
        return _reduced(re.sub(r"\s+", " ", text), lose)
    if text_format == AUTO and LOOKS_LIKE_HTML.search(text):
        return _reduced(tidy(text).replace("\n", "<br>"), lose)
    if text_format == MARKDOWN and re.search(r"\*\*|__|^#{1,6} |!\[|\]\(", text, re.MULTILINE):
        lose(Lost.FORMATTING)
    return tidy(text)


def _reduced(markup: str, lose: Lose) -> str:
    for lost in _losses({name.lower() for _slash, name in TAG.findall(markup)}):
        lose(lost)
    clean = nh3.clean(markup, tags=KEPT, attributes={}, link_rel=None)
    parts, at = [], 0
    for tag in TAG.finditer(clean):
        parts += [clean[at : tag.start()], _break_for(tag[2], closing=bool(tag[1]))]
        at = tag.end()
    text = html.unescape("".join([*parts, clean[at:]])).replace("\xa0", " ")
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return tidy(re.sub(r"\n{3,}", "\n\n", text))


def _break_for(name: str, *, closing: bool) -> str:
    if name in PARAGRAPHS or name in LISTS:
        return "\n\n"
    if name == "li":
        return "" if closing else "\n– "
    if name in {"td", "th"}:
        return " " if closing else ""
    return "\n\n---\n\n" if name == "hr" else "\n"


def _losses(names: set[str]) -> list[Lost]:
    found = []
    if names & MEDIA:
        found.append(Lost.PICTURE)
    if names & TABLES:
        found.append(Lost.TABLE)
    if names - MEDIA - TABLES - SILENT:
        found.append(Lost.FORMATTING)
    return found
