"""How a scenario is laid out in the editor: five tabs, and blocks that open one at a time."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.blocks import BlockGroup, StructBlock

from courses.desk.inquiries import inquiries_panel
from courses.desk.tab import Tab
from roleplay.desk.checks_panel import ChecksPanel
from roleplay.desk.face_input import FaceInput
from roleplay.desk.glossary import GlossaryPanel
from roleplay.models import Profile, ScenarioPage

SITUATION = Tab(
    [
        inquiries_panel(),
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("profile"),
        FieldRowPanel([FieldPanel("channel"), FieldPanel("sector"), FieldPanel("minutes")]),
        FieldPanel("warning"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("person_name"), FieldPanel("person_age")]),
                FieldPanel("voice"),
                FieldPanel("look", widget=FaceInput),
            ],
            heading=_("The customer"),
        ),
        MultiFieldPanel(
            [FieldPanel("role"), FieldPanel("policy"), FieldPanel("limits"), FieldPanel("scene")],
            heading=_("What the learner is told"),
        ),
        PublishingPanel(),
        CommentPanel(),
    ],
    heading=_("Situation"),
    name="situation",
)
FACTS = Tab(
    [
        FieldPanel("record"),
        FieldPanel("truths"),
        FieldPanel("truth_weights"),
        FieldPanel("facts"),
    ],
    heading=_("Record and facts"),
    name="facts",
)
CONVERSATION = Tab(
    [GlossaryPanel(heading=_("The moves, and what they do to this customer")), FieldPanel("beats")],
    heading=_("Conversation"),
    name="conversation",
)
ENDINGS = Tab(
    [
        FieldPanel("endings"),
        FieldPanel("must_do", classname="desk-ticks"),
        FieldPanel("assesses", classname="desk-ticks"),
        FieldPanel("concepts"),
        FieldPanel("slug"),
    ],
    heading=_("Endings"),
    name="endings",
)
CHECKS = Tab([ChecksPanel()], heading=_("Checks and map"), name="checks")


def lay_out() -> None:
    """Gives the scenario its editor; models know nothing of the desk."""
    ScenarioPage.edit_handler = TabbedInterface([SITUATION, FACTS, CONVERSATION, ENDINGS, CHECKS])
    # `manage.py check` asks for it before the desk is there.
    ScenarioPage.get_edit_handler.cache_clear()
    # A copy is another scenario: what was published of the first is not its own.
    ScenarioPage.exclude_fields_in_copy = ["current_version"]
    _fold_blocks()


def _fold_blocks() -> None:
    """Many blocks: closed at first, each with its first words; rare fields under a heading."""
    Profile._meta.get_field("phrases").stream_block.meta.collapsed = True
    for name in ("record", "facts", "beats", "endings"):
        ScenarioPage._meta.get_field(name).stream_block.meta.collapsed = True
    beat = _block("beats", "beat")
    beat.meta.label_format = "{name}: {lines}"
    beat.meta.form_layout = BlockGroup(
        [
            "name",
            "lines",
            BlockGroup(
                ["gesture", "event", "insults_from"],
                heading=_("Gesture, event, insults"),
                classname="collapsed",
                label_format="",
            ),
            "options",
            "rules",
            "next",
        ]
    )
    beat.child_blocks["options"].meta.collapsed = True
    option = beat.child_blocks["options"].child_block
    option.meta.form_layout = BlockGroup(
        [
            "text",
            "quality",
            "moves",
            "reply",
            BlockGroup(
                ["thought", "why", "better"],
                heading=_("For the debrief"),
                classname="collapsed",
                label_format="",
            ),
            BlockGroup(
                ["next", "when", "consults", "repeats", "money", "critical", "consequence"],
                heading=_("Where it leads, what it opens, when it is offered"),
                classname="collapsed",
                label_format="",
            ),
        ]
    )


def _block(field: str, name: str) -> StructBlock:
    block: StructBlock = ScenarioPage._meta.get_field(field).stream_block.child_blocks[name]
    return block
