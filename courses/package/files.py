"""How an export is written down: readable YAML, and files named after what they hold."""

import hashlib
import re
from typing import Any

import yaml
from django.utils.text import slugify

from courses.package.keys import is_key

WIDTH = 100
# A map or a list this short stands on one line; so does any list of codes.
ONE_LINE = 64
CODE = 8
# A space between words, or between the paragraphs of a rich text.
WORD_END = re.compile(r"(?<! ) (?! )")
BLOCK_START = re.compile(r"<(p|ul|ol|li|h3|blockquote)>")
# Line ends that only quotation marks keep.
ODD_END = re.compile("[\r\x85\u2028\u2029]")
LINE_END = re.compile("[\n\r\x85\u2028\u2029]")
STRING = "tag:yaml.org,2002:str"


def stem_of(item: dict[str, Any]) -> str:
    """The name of an item's file without its ending: the same wherever the item is exported."""
    name = str(item.get("key", ""))
    if not is_key(name):
        plain = slugify(name)
        return plain if plain == name else f"{plain}-{_short(name)}".strip("-")
    words = item.get("title") or item.get("name") or {}
    title = next(iter(words.values()), "") if isinstance(words, dict) else ""
    return f"{slugify(title)[:60].strip('-')}-{name[:8]}".strip("-")


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


class Dumper(yaml.SafeDumper):
    """YAML as people write it: long texts folded, small maps on one line, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """What stands twice is written twice."""
        return True

    def represent(self, data: Any) -> None:
        """The whole file; its outermost map or list is never on one line."""
        node: Any = self.represent_data(data)
        node.flow_style = False
        self.serialize(node)

    def represent_mapping(self, tag: Any, mapping: Any, flow_style: Any = None) -> Any:
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = _length(node) <= ONE_LINE
        return node

    def represent_sequence(self, tag: Any, sequence: Any, flow_style: Any = None) -> Any:
        node = super().represent_sequence(tag, sequence, flow_style)
        codes = all(isinstance(each, str | int) and len(str(each)) <= CODE for each in sequence)
        node.flow_style = codes or _length(node) <= ONE_LINE
        return node

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Lists are indented."""
        return super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> Any:
        """Lines that matter stand as they are; what is too long for its line is folded."""
        style = super().choose_scalar_style()
        event: Any = self.event
        analysis: Any = self.analysis
        text = event.value
        if event.tag != STRING or self.simple_key_context:
            return style
        block = analysis.allow_block and not self.flow_level and not text[:1].isspace()
        if LINE_END.search(text):
            return "|" if block and not ODD_END.search(text) else '"'
        too_long = self.column + len(text) + 3 > WIDTH
        return ">" if block and too_long else style

    def write_folded(self, text: str) -> None:
        """One long line, broken between words and before each paragraph."""
        self.write_indicator(">-", True)
        line, room = "", WIDTH - (self.indent or 0)
        for word in WORD_END.split(text):
            full = len(line) + 1 + len(word) > room
            if line and (full or (BLOCK_START.match(word) and line.endswith(">"))):
                self._write_line(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        self._write_line(line)
        self.write_line_break()

    def _write_line(self, line: str) -> None:
        self.write_line_break()
        self.write_indent()
        self.stream.write(line)


def _length(node: Any) -> int:
    """About how long a map or list is on one line; longer than any line if it cannot be on one."""
    if isinstance(node, yaml.MappingNode):
        if any(isinstance(value, yaml.MappingNode) for _name, value in node.value):
            return WIDTH
        return sum(_part(name) + _part(value) + 4 for name, value in node.value)
    return sum(_part(each) + 2 for each in node.value)


def _part(node: Any) -> int:
    if isinstance(node, yaml.ScalarNode):
        return WIDTH if LINE_END.search(node.value) else len(node.value)
    return _length(node) if node.flow_style else WIDTH


def yaml_of(data: Any) -> str:
    """The text of a file."""
    text: str = yaml.dump(data, Dumper=Dumper, width=WIDTH, allow_unicode=True, sort_keys=False)
    return text
