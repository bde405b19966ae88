"""StreamFields whose definition stays in code, not in migrations."""

from typing import Any

from wagtail.fields import StreamField


class ContentField(StreamField):
    """A StreamField that leaves its block definitions out of migrations.

    The database column is JSON whatever the blocks are; with definitions every wording of a help
    text would be a migration (docs/decisions/0022).
    """

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
