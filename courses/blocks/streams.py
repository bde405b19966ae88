"""StreamFields whose definition stays in code, not in migrations."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class ContentField(StreamField):
    """A StreamField that leaves its block definitions out of migrations.

    The database column is JSON whatever the blocks are; with definitions every wording of a help
    text would be a migration (docs/decisions/0022).
    """

    def to_python(self, value: Any) -> StreamValue:
        """In a migration this field knows no blocks: what is stored is then kept as it is."""
        if isinstance(value, str) and not self.stream_block.child_blocks:
            return StreamValue(self.stream_block, [], raw_text=value)
        stream: StreamValue = super().to_python(value)
        return stream

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
