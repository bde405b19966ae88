"""A number in the editor: named in its row as the author writes numbers, 9 and not 9.0."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.field_block import FieldBlockAdapter


class FigureBlock(blocks.FloatBlock):
    """A number, stored as a float."""

    def value_for_form(self, value: Any) -> Any:
        """What was typed and is no number stays as it was typed."""
        return f"{value:.12g}" if isinstance(value, float) else value


class FigureBlockAdapter(FieldBlockAdapter):
    """Its script knows the decimal mark."""

    js_constructor = "trato.FigureBlock"

    @cached_property
    def media(self) -> forms.Media:
        """After Wagtail's own."""
        media: forms.Media = super().media + forms.Media(js=["quizzes/desk/figure-block.js"])
        return media


register(FigureBlockAdapter(), FigureBlock)
