"""Text with escapes resolved, and a mask in which only the marks of the format show."""

from dataclasses import dataclass
from itertools import pairwise

ESCAPED = {each: each for each in "~=#{}:\\"} | {"n": "\n"}
# Stands in the mask for an escaped character; no text that is read has it.
HIDDEN = "\0"


@dataclass(frozen=True)
class Marked:
    """`mask` is `text` with escaped characters hidden: look in the mask, take from both."""

    text: str
    mask: str

    def __getitem__(self, part: slice) -> "Marked":
        return Marked(self.text[part], self.mask[part])

    def __bool__(self) -> bool:
        return bool(self.text)

    def strip(self) -> "Marked":
        """Without blanks around it that nobody escaped."""
        start = len(self.mask) - len(self.mask.lstrip())
        return self[start : start + len(self.mask.strip())]

    def partition(self, mark: str) -> tuple["Marked", bool, "Marked"]:
        """What stands before the first `mark`, whether there is one, and what stands after it."""
        at = self.mask.find(mark)
        if at < 0:
            return self, False, self[:0]
        return self[:at], True, self[at + len(mark) :]

    def split_before(self, marks: str) -> list["Marked"]:
        """The parts that begin with one of `marks`; what stands before the first comes first."""
        places = [at for at, each in enumerate(self.mask) if each in marks]
        edges = [0, *places, len(self.mask)]
        return [self[start:end] for start, end in pairwise(edges)]

    def with_blank(self, start: int, end: int, blank: str) -> "Marked":
        """With `blank` in place of what stands from start to end."""
        before, after = self[:start], self[end:]
        return Marked(before.text + blank + after.text, before.mask + blank + after.mask)


def marked(source: str) -> Marked:
    """Resolves the escapes of GIFT; a backslash before anything else is a backslash."""
    text, mask, at = [], [], 0
    while (found := source.find("\\", at)) >= 0:
        text.append(source[at:found])
        mask.append(source[at:found])
        escaped = ESCAPED.get(source[found + 1 : found + 2])
        text.append(escaped or "\\")
        mask.append(HIDDEN)
        at = found + (2 if escaped else 1)
    return Marked("".join([*text, source[at:]]), "".join([*mask, source[at:]]))


def escape(text: str) -> str:
    """The text as GIFT writes it, on one line."""
    for each in "\\~=#{}:":
        text = text.replace(each, f"\\{each}")
    return text.replace("\n", "\\n")
