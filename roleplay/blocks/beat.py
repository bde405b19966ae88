"""A beat: the customer speaks, the agent has two to five lines to choose from."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from roleplay.blocks.pieces import (
    ConditionsBlock,
    MoveBlock,
    NameBlock,
    ReferenceBlock,
    TextBlock,
    critical_errors,
)
from roleplay.kinds import Band, Quality

NEXT_HELP = _("The name of a beat or an ending, or “close”.")


# Four lines to write, one of each quality; learners get them shuffled anyway.
BLANK_OPTIONS: list[dict[str, Any]] = [
    {"text": "", "quality": quality.value}
    for quality in (Quality.FAIR, Quality.HARMFUL, Quality.GOOD, Quality.POOR)
]


class LineBlock(blocks.StructBlock):
    """What the customer says, for a band of the meter that leads the profile."""

    band = blocks.ChoiceBlock(
        choices=Band.choices, label=_("When the meter is"), default="any", required=False
    )
    text = PlainTextBlock(label=_("What the customer says"), rows=3)

    class Meta:
        icon = "openquote"
        label = _("Line")
        label_format = "{text}"


class OptionBlock(blocks.StructBlock):
    """Something the agent may say: the words, how good they are, what they do."""

    text = PlainTextBlock(label=_("What the agent says"), rows=3)
    quality = blocks.ChoiceBlock(choices=Quality.choices, label=_("Quality"))
    moves = blocks.ListBlock(
        MoveBlock(),
        label=_("Moves"),
        min_num=1,
        max_num=3,
        help_text=_("What the line does, the main thing first. The second and third count half."),
    )
    reply = TextBlock(
        label=_("What the customer answers"), help_text=_("Empty: a stock phrase of the profile.")
    )
    thought = TextBlock(label=_("What the customer thought"), help_text=_("For the debrief."))
    why = TextBlock(label=_("Why it works, or not"), help_text=_("For the debrief, as a coach."))
    better = TextBlock(label=_("A better phrase"), help_text=_("Empty: the excellent line."))
    consequence = TextBlock(label=_("What happens then"))
    consults = ReferenceBlock(of="record", label=_("Opens the record entry"), required=False)
    repeats = blocks.BooleanBlock(label=_("Asks for something already said"), required=False)
    money = blocks.IntegerBlock(label=_("Money granted"), required=False, default=0, min_value=0)
    critical = blocks.ChoiceBlock(
        choices=critical_errors, label=_("Critical error"), required=False, default=""
    )
    when = ConditionsBlock(label=_("Offered only when"))
    next = ReferenceBlock(
        of="places", label=_("Goes on at"), required=False, help_text=_("Empty: as the beat says.")
    )

    class Meta:
        icon = "comment"
        label = _("What the agent may say")
        label_format = "{quality}: {text}"


class RuleBlock(blocks.StructBlock):
    """Where the beat leads when its conditions hold."""

    when = ConditionsBlock(label=_("When"), min_num=1)
    next = ReferenceBlock(of="places", label=_("Goes on at"), help_text=NEXT_HELP)

    class Meta:
        anonymous = True
        icon = "redirect"
        label = _("Rule")
        label_format = "{next}"


class BeatBlock(blocks.StructBlock):
    """A moment of the conversation."""

    name = NameBlock(
        help_text=_("A short name, by which other beats lead here: “opening”."),
    )
    lines = blocks.ListBlock(LineBlock(), label=_("What the customer says"), min_num=1)
    gesture = TextBlock(label=_("Gesture or sound"), rows=1)
    insults_from = blocks.IntegerBlock(
        label=_("Insults from this anger on"),
        required=False,
        default=101,
        min_value=0,
        max_value=101,
        help_text=_("0: always. 101: never."),
    )
    event = TextBlock(label=_("Something happens"), rows=1)
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("What the agent may say"),
        min_num=2,
        max_num=5,
        default=BLANK_OPTIONS,
    )
    rules = blocks.ListBlock(
        RuleBlock(),
        label=_("Rules"),
        default=[],
        required=False,
        help_text=_("The first rule whose conditions hold decides where it goes on."),
    )
    next = ReferenceBlock(of="places", label=_("Otherwise it goes on at"), help_text=NEXT_HELP)

    class Meta:
        icon = "openquote"
        label = _("Beat")
        label_format = "{name}"
