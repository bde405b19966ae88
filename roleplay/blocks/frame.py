"""What stands around the beats: the record, the facts, the endings, the stock phrases."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import LineBlock, PlainTextBlock
from roleplay.blocks.pieces import ConditionsBlock, NameBlock, TextBlock, moves
from roleplay.kinds import Band, EndingKind, Truth

ANY_TRUTH = [("any", _("Whatever the truth")), *Truth.choices]
REPLIES = [
    ("good", _("Any excellent line")),
    ("fair", _("Any acceptable line")),
    ("poor", _("Any weak line")),
    ("harmful", _("Any harmful line")),
    ("warning", _("Announces that it will end")),
    ("leaving", _("Leaves")),
]


def replies() -> list[tuple[str, str]]:
    """What a stock phrase may answer to: a move, a quality, or an ending."""
    return [*moves(), *REPLIES]  # type: ignore[list-item]


class RecordBlock(blocks.StructBlock):
    """A part of the customer's record."""

    name = NameBlock(help_text=_("A short name: “visits”."))
    title = LineBlock(label=_("Title"), max_length=80)
    text = PlainTextBlock(label=_("What it says"), rows=3)
    seconds = blocks.IntegerBlock(
        label=_("Seconds to open"),
        required=False,
        default=0,
        min_value=0,
        max_value=300,
        help_text=_("0: open from the start. Otherwise the customer waits."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Record entry")
        label_format = "{title}"


class FactBlock(blocks.StructBlock):
    """Something the customer does not say by itself."""

    name = NameBlock(help_text=_("A short name: “camera”."))
    text = PlainTextBlock(label=_("What the agent learns"), rows=2)
    question = TextBlock(label=_("What would have opened it"), help_text=_("For the debrief."))
    truth = blocks.ChoiceBlock(
        choices=ANY_TRUTH, label=_("Exists when"), default="any", required=False
    )
    must_discover = blocks.BooleanBlock(label=_("Must be discovered"), required=False)
    when = ConditionsBlock(label=_("Is learnt when"), min_num=1)

    class Meta:
        icon = "view"
        label = _("Hidden fact")
        label_format = "{name}"


class EndingBlock(blocks.StructBlock):
    """A way the conversation may end."""

    name = NameBlock(help_text=_("A short name: “loyal”."))
    kind = blocks.ChoiceBlock(choices=EndingKind.choices, label=_("Kind"))
    when = ConditionsBlock(
        label=_("When"),
        help_text=_("On closing, the first ending whose conditions hold. The last one needs none."),
    )
    title = LineBlock(label=_("Title"), max_length=100)
    scene = PlainTextBlock(label=_("How it ends"), rows=3)
    consequence = TextBlock(
        label=_("What comes of it"),
        help_text=_("Needed where an ending only looks good: “Three weeks later…”."),
    )

    class Meta:
        icon = "flag"
        label = _("Ending")
        label_format = "{title}"


class PhraseBlock(blocks.StructBlock):
    """A stock reply of a profile."""

    move = blocks.ChoiceBlock(choices=replies, label=_("Answers to"))
    band = blocks.ChoiceBlock(
        choices=Band.choices, label=_("When the meter is"), default="any", required=False
    )
    text = PlainTextBlock(label=_("What the customer says"))

    class Meta:
        icon = "openquote"
        label = _("Phrase")
        label_format = "{text}"
