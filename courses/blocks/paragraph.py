from django.utils.translation import gettext_lazy as _

from courses.blocks.base import LessonBlock, ProseBlock


class ParagraphBlock(LessonBlock):
    """Plain reading text."""

    text = ProseBlock(label=_("Text"))

    class Meta:
        template = "courses/blocks/paragraph.html"
        icon = "pilcrow"
        label = _("Text")
        description = _("A few paragraphs: one idea, under 120 words")
        preview_value = {"text": "<p>El cliente no ve áreas: ve una sola empresa.</p>"}
