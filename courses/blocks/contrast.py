from django.utils.translation import gettext_lazy as _

from courses.blocks.base import LessonBlock, PlainTextBlock


class ContrastBlock(LessonBlock):
    """The weak way and the better way, side by side, each with its reason."""

    situation = PlainTextBlock(label=_("Situation"))
    weak = PlainTextBlock(label=_("Weak"))
    weak_why = PlainTextBlock(label=_("Why it is weak"))
    better = PlainTextBlock(label=_("Better"))
    better_why = PlainTextBlock(label=_("Why it is better"))

    class Meta:
        template = "courses/blocks/contrast.html"
        icon = "sliders"
        label = _("Weak and better")
        description = _("Two ways of answering the same situation")
        preview_value = {
            "situation": "Una clienta pregunta por su pedido.",
            "weak": "Eso lo ve otra área.",
            "weak_why": "La deja sola con el problema.",
            "better": "Lo averiguo ahora y le digo a qué hora le confirmo.",
            "better_why": "Alguien responde y hay un plazo.",
        }
