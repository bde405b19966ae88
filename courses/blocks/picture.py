from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageChooserBlock

from courses.blocks.base import LessonBlock, LineBlock


class PictureBlock(LessonBlock):
    """A picture with what it shows in words, per language."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = LineBlock(
        label=_("What it shows"),
        max_length=200,
        help_text=_("For people who do not see it. One sentence, without “picture of”."),
    )
    caption = LineBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        template = "courses/blocks/picture.html"
        icon = "image"
        label = _("Picture")
        description = _("A picture, with what it shows in words")
        preview_value = {"image": None, "alt": "", "caption": "El mostrador visto desde la fila."}
