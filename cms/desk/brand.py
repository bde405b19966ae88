"""Wagtail's admin in the company's colour."""

import colorsys
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The house petrol in HSL: Wagtail derives its whole palette from these three numbers.
PETROL = (192, 56, 20)


def admin_sheet() -> SafeString:
    """The link to our style sheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))


def admin_colour(colour: str) -> SafeString:
    """The company's colour for Wagtail; dark enough for white words, whatever was chosen."""
    hue, saturation, lightness = hsl_of(colour) if colour else PETROL
    return format_html(
        "<style>:root {{ --desk-hue: {}; --desk-saturation: {}%; --desk-lightness: {}%; }}</style>",
        hue,
        saturation,
        min(lightness, 24),
    )


def hsl_of(colour: str) -> tuple[int, int, int]:
    """Hue in degrees, saturation and lightness in percent of "#0b5c66"."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return round(hue * 360), round(saturation * 100), round(lightness * 100)


def hide(noise: set[str]) -> Any:
    """A `construct_*_menu` hook that takes entries out by name."""

    def construct(_request: HttpRequest, items: list[Any]) -> None:
        items[:] = [item for item in items if item.name not in noise]

    return construct
