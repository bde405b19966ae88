from django.utils.translation import gettext_lazy as _

from courses.blocks.base import LessonBlock, PlainTextBlock, ProseBlock


class ReflectionBlock(LessonBlock):
    """Think first, then reveal."""

    question = PlainTextBlock(label=_("Question"))
    answer = ProseBlock(label=_("Answer"))

    class Meta:
        template = "courses/blocks/reflection.html"
        icon = "help"
        label = _("Think first")
        description = _("A question to think about before its answer is opened")
        preview_value = {
            "question": "¿Qué promesa de su empresa reconocería un cliente?",
            "answer": "<p>La que él repetiría con sus palabras.</p>",
        }
