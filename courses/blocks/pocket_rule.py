from django.utils.translation import gettext_lazy as _

from courses.blocks.base import LessonBlock, PlainTextBlock


class PocketRuleBlock(LessonBlock):
    """The rule to keep, and one thing to do with it today."""

    rule = PlainTextBlock(label=_("Rule"), max_length=200)
    today = PlainTextBlock(label=_("Use it today"))

    class Meta:
        template = "courses/blocks/pocket_rule.html"
        icon = "thumbtack"
        label = _("Pocket rule")
        description = _("The rule a lesson leaves behind; learners can keep it")
        preview_value = {
            "rule": "Antes de culpar a una persona, mire la herramienta que tiene.",
            "today": "Anote la regla que más veces tuvo que explicar hoy.",
        }
