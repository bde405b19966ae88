from django.utils.translation import gettext_lazy as _

from courses.blocks.base import LessonBlock, LineBlock, ProseBlock


class ExampleBlock(LessonBlock):
    """A short story from one sector."""

    sector = LineBlock(label=_("Sector"), max_length=40)
    title = LineBlock(label=_("Title"), max_length=80)
    text = ProseBlock(label=_("Text"))

    class Meta:
        template = "courses/blocks/example.html"
        icon = "openquote"
        label = _("Case")
        description = _("A short story from a real counter, shop or call centre")
        preview_value = {
            "sector": "Hotel",
            "title": "El desayuno de las 5:30",
            "text": "<p>Uno de cada tres huéspedes salía antes del alba.</p>",
        }
