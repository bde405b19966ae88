"""Forms of the admin that need a check of ours."""

import warnings
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class MeasuredImageField(WagtailImageField):
    """Reads the size in a picture's head: Wagtail unpacks it first, and only then counts."""

    def to_python(self, data: Any) -> Any:
        """Raises ValidationError for a picture that would fill the memory when unpacked."""
        pixels, limit = pixels_in(data), settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        if pixels > limit:
            message = _(
                "This picture has %(pixels)s million pixels. Reduce it to %(limit)s or fewer."
            )
            numbers = {"pixels": round(pixels / 1e6), "limit": round(limit / 1e6)}
            raise ValidationError(message % numbers)
        return super().to_python(data)


def pixels_in(upload: Any) -> int:
    """Width times height as the file says, without unpacking it; 0 for what is no picture."""
    if not hasattr(upload, "read"):
        return 0
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = Image.open(upload).size
    except Image.DecompressionBombError:
        return 2 * int(Image.MAX_IMAGE_PIXELS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return 0
    finally:
        upload.seek(0)
    return int(width * height)


class SafeImageForm(BaseImageForm):
    """Refuses pictures whose unpacked size would fill the memory (decompression bombs)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail names the field's class in a function of its own; forms without the file
            # (several pictures at once) must stay without it.
            self.fields["file"].__class__ = MeasuredImageField
