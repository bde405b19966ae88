"""Forms of the admin that need a check of ours."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm


class SafeImageForm(BaseImageForm):
    """Refuses pictures whose unpacked size would fill the memory (decompression bombs)."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        picture = getattr(cleaned.get("file"), "image", None)
        limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        if picture and picture.width * picture.height > limit:
            message = _(
                "This picture has %(pixels)s million pixels. Reduce it to %(limit)s or fewer."
            )
            numbers = {
                "pixels": round(picture.width * picture.height / 1e6),
                "limit": round(limit / 1e6),
            }
            raise ValidationError({"file": message % numbers})
        return cleaned
