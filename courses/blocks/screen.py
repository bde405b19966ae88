"""A lesson is a list of screens; a screen is one idea made of a few blocks."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import camel_case_to_spaces
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LineBlock


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks named in `settings.LESSON_BLOCKS`: `PocketRuleBlock` is called `pocket_rule`."""
    found = []
    for path in settings.LESSON_BLOCKS:
        block_class: type[blocks.Block] = import_string(path)
        words = camel_case_to_spaces(block_class.__name__.removesuffix("Block"))
        found.append((words.replace(" ", "_"), block_class()))
    return found


class ScreenBlock(blocks.StructBlock):
    """One screen: a title and its blocks. Under 120 words reads well on a phone."""

    title = LineBlock(label=_("Title"), max_length=80)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            [("blocks", blocks.StreamBlock(lesson_blocks(), label=_("Blocks")))], **kwargs
        )

    class Meta:
        icon = "doc-full"
        label = _("Screen")
        label_format = "{title}"
        template = "courses/blocks/screen.html"
