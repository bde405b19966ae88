from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LessonBlock, LineBlock, PlainTextBlock, ProseBlock


class CardBlock(blocks.StructBlock):
    """One card: a title that opens a text."""

    title = LineBlock(label=_("Title"), max_length=100)
    text = ProseBlock(label=_("Text"))

    class Meta:
        label_format = "{title}"


class CardsBlock(LessonBlock):
    """Things to open one by one."""

    intro = PlainTextBlock(label=_("Introduction"), required=False)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=2, max_num=10)

    class Meta:
        template = "courses/blocks/cards.html"
        icon = "list-ul"
        label = _("Cards")
        description = _("A list to open one by one, such as the six actions")
        preview_value = {
            "intro": "Abra cada tarjeta.",
            "cards": [
                {"title": "Auditar", "text": "<p>Cinco contactos por semana.</p>"},
                {"title": "Formar", "text": "<p>Inducción, cursos y práctica.</p>"},
            ],
        }
