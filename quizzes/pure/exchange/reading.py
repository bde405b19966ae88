"""From the bytes of an upload to text, or to one reason why not."""

import re
from typing import IO

from quizzes.pure.exchange.problems import FileRefusedError, Reason

MAX_BYTES = 5 * 1024 * 1024
UTF8_BOM, UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# A letter beyond ASCII as UTF-8 writes it.
UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def read_limited(file: IO[bytes]) -> bytes:
    """The content, of which never more than the limit is read. Raises FileRefusedError."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise FileRefusedError(Reason.TOO_LARGE)
    return content


def text_of(content: bytes) -> str:
    """The text, with Unix line ends. UTF-8 with or without BOM, UTF-16 with one, Windows-1252.

    Raises FileRefusedError: empty, too large, not text, or UTF-8 with damage, whose line it names.
    """
    if len(content) > MAX_BYTES:
        raise FileRefusedError(Reason.TOO_LARGE)
    text = _decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise FileRefusedError(Reason.BINARY, text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise FileRefusedError(Reason.EMPTY_FILE)
    return text


def _decoded(content: bytes) -> str:
    marked = content.startswith((UTF8_BOM, *UTF16_BOMS))
    if not content.startswith(UTF16_BOMS):
        content = content.removeprefix(UTF8_BOM)
    try:
        return content.decode("utf-16" if content.startswith(UTF16_BOMS) else "utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if marked or _is_damaged_utf8(content):
            raise FileRefusedError(Reason.ENCODING, line) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(Reason.ENCODING, line) from error


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether most letters beyond ASCII are UTF-8: read as anything else they would be garbage."""
    letters = UTF8_LETTER.findall(content)
    good = sum(len(letter) for letter in letters)
    return good > len(BEYOND_ASCII.findall(content)) - good
