"""How a quiz is laid out in the editor: its questions, its rules, what the checks found."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from courses.desk.inquiries import inquiries_panel
from courses.desk.tab import Tab
from quizzes.desk.checks_panel import ChecksPanel
from quizzes.models import QuizPage

QUESTIONS = Tab(
    [
        inquiries_panel(),
        TitleFieldPanel("title"),
        FieldPanel("intro", help_text=_("Shown before somebody starts.")),
        FieldPanel(
            "draws",
            help_text=_(
                "A draw gives each attempt other questions on the same matter; a fixed question is "
                "in every attempt."
            ),
        ),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("concepts")]),
        PublishingPanel(),
        CommentPanel(),
    ],
    heading=_("Questions"),
    name="questions",
)
RULES = Tab(
    [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel(
                            "pass_mark",
                            help_text=_("Share of all points. Critical questions count besides."),
                        ),
                        FieldPanel("weight"),
                    ]
                ),
                FieldPanel("required"),
            ],
            heading=_("To pass"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "attempts_allowed",
                    help_text=_("The best one counts. A manager or trainer can grant more."),
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "wait_hours",
                            help_text=_(
                                "Before the next attempt, so that there is time to review."
                            ),
                        ),
                        FieldPanel(
                            "wait_from",
                            help_text=_(
                                "With 2, the second may follow the first at once; the third waits."
                            ),
                        ),
                    ]
                ),
                FieldPanel("time_limit"),
            ],
            heading=_("Attempts and time"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("layout"),
                FieldPanel(
                    "shuffle",
                    help_text=_("Otherwise they stand in your order, the same for everybody."),
                ),
                FieldPanel("confidence"),
            ],
            heading=_("How it is taken"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "Everybody sees the score and their own answers at once. Right answers are "
                        "never shown while another attempt could profit from them."
                    )
                ),
                FieldPanel("feedback_when"),
                FieldPanel("answers_when"),
                FieldPanel("blind_marking"),
            ],
            heading=_("What is shown afterwards, and marking by a person"),
        ),
        FieldPanel("slug"),
    ],
    heading=_("Rules"),
    name="rules",
)
CHECKS = Tab([ChecksPanel()], heading=_("Checks"), name="checks")


def lay_out() -> None:
    """Gives the quiz its editor; models know nothing of the desk."""
    QuizPage.edit_handler = TabbedInterface([QUESTIONS, RULES, CHECKS])
    # `manage.py check` asks for it before the desk is there.
    QuizPage.get_edit_handler.cache_clear()
