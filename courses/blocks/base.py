"""What every lesson block is made of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# The fixed subset of rich text that lessons, packages and translations share.
RICH_TEXT_FEATURES = ["bold", "italic", "ul", "ol", "h3", "blockquote"]


class Worded:
    """A text that is not there is empty: never null, which nothing that reads texts expects."""

    def to_python(self, value: Any) -> str:
        """What is stored; null, as older imports stored it, is empty."""
        return value or ""

    def normalize(self, value: Any) -> str:
        """The same for what code gives, and for the default of a field that is not stored."""
        return value or ""


class KeyBlock(blocks.CharBlock):
    """A stable name inside a structure: never shown, never translated."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing for translators here."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """The name as it was."""
        return value


class LineBlock(Worded, blocks.CharBlock):
    """A line without formatting."""


class PlainTextBlock(Worded, blocks.TextBlock):
    """A few sentences without formatting."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"rows": 2} | kwargs))


class ProseBlock(blocks.RichTextBlock):
    """Formatted text, limited to what lessons use."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": RICH_TEXT_FEATURES} | kwargs))


class LessonBlock(blocks.StructBlock):
    """A block of a lesson's screen. Its template is `courses/blocks/<name>.html`."""

    class Meta:
        group = _("Lesson")
