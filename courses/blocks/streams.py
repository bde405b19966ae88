"""StreamFields whose definition stays in code, not in migrations."""

import json
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
        stream: StreamValue
        if self.stream_block.child_blocks or isinstance(value, StreamValue):
            stream = super().to_python(value)
        else:
            raw = json.loads(value) if isinstance(value, str) and value else value
            # Lazy: what nobody unpacks is written back as it came.
            stream = StreamValue(self.stream_block, raw or [], is_lazy=True)
            stream._stream_field = self  # noqa: SLF001 - as Wagtail's own to_python does
        return stream

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        kwargs.pop("default", None)
        return name, path, [[]], kwargs
