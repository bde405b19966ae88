"""Lists an author fills in row by row: as many rows to begin with as are needed, empty ones go."""

from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue


class Rows(blocks.ListBlock):
    """A list that starts with `min_num` rows and takes out those in which nothing was written.

    Rows are kept up to `min_num`, so that an author sees what is still to be written.
    """

    def __init__(self, child_block: Any, **kwargs: Any) -> None:
        super().__init__(child_block, **kwargs)
        if not self._has_default:
            # Called anew for every form: each gets rows, and ids inside them, of its own.
            self.meta.default = self._first_rows

    def _first_rows(self) -> list[Any]:
        least = max(1, self.meta.min_num or 0)
        return [self.child_block.get_default() for _row in range(least)]

    def get_form_state(self, value: Any) -> list[dict[str, Any]]:
        """New rows have no id until they are saved.

        The editor makes every further row from one blank one: lists inside it would all start with
        rows of the same ids, and answers name parts by these.
        """
        return [
            {"value": self.child_block.get_form_state(each.value), "id": each.original_id}
            for each in self.normalize(value).bound_blocks
        ]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """What the editor sends; a row counts as written in when anything of it was changed."""
        rows = super().value_from_datadict(data, files, prefix)
        written = [not is_blank(self.child_block, each.value) for each in rows.bound_blocks]
        spare = max(0, (self.meta.min_num or 0) - sum(written))
        kept = []
        for row, says_something in zip(rows.bound_blocks, written, strict=True):
            if says_something or spare > 0:
                kept.append(row)
                spare -= not says_something
        return ListValue(self, bound_blocks=kept)


def is_blank(block: blocks.Block, value: Any) -> bool:
    """Whether a value is what an author finds before writing: empty, or the usual one."""
    if isinstance(block, blocks.StructBlock):
        return all(is_blank(child, value.get(name)) for name, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return all(is_blank(block.child_block, each) for each in value)
    if isinstance(value, str) and not value.strip():
        return True
    usual = block.get_default()
    if isinstance(value, bool):
        return value == bool(usual)
    return value is None or value == usual or _same_number(value, usual)


def _same_number(value: Any, usual: Any) -> bool:
    """What was typed is text until it is found valid."""
    if isinstance(usual, bool) or not isinstance(usual, int | float):
        return False
    try:
        return float(value) == usual
    except (TypeError, ValueError):
        return False
