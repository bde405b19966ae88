"""Profiles at the author's desk."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.desk.lazy_labels import LazyBreadcrumbs
from roleplay.desk.checks_panel import editor_media
from roleplay.desk.deleting import scenarios_with
from roleplay.desk.profile_form import ProfileForm
from roleplay.models import Profile


class ScenariosPanel(Panel):
    """Which scenarios are played with a profile; read only."""

    class BoundPanel(Panel.BoundPanel):
        """For one profile."""

        template_name = "roleplay/desk/profile_scenarios.html"

        @property
        def media(self) -> forms.Media:
            """The whole editor's: this panel is always there."""
            return editor_media("profile_editor.js")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = scenarios_with(self.instance) if self.instance.pk else []
            return context | {"scenarios": found}


ABOUT = ObjectList(
    [
        FieldPanel("label"),
        FieldPanel("name"),
        FieldPanel("acting"),
        FieldPanel("summary"),
        FieldPanel("lead"),
        FieldPanel("hides_anger"),
        FieldPanel("leaves_silently_at"),
        FieldPanel("trap"),
        ScenariosPanel(heading=_("Scenarios with this profile")),
    ],
    heading=_("Profile"),
)
NUMBERS = ObjectList(
    [
        FieldPanel("initial"),
        FieldPanel("weights"),
        FieldPanel("irritation"),
        FieldPanel("table"),
    ],
    heading=_("Reactions"),
    classname="desk-wide",
)
PHRASES = ObjectList([FieldPanel("phrases")], heading=_("Stock phrases"))


class ProfileViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Ways of behaving, with drafts and history; one language at a time."""

    model = Profile
    icon = "user"
    menu_label = _("Profiles")
    menu_order = 156
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("summary", label=_("How to recognise it")),
        Column("lead", label=_("Leading meter"), accessor=Profile.get_lead_display),
    ]
    edit_handler = TabbedInterface([ABOUT, NUMBERS, PHRASES], base_form_class=ProfileForm)
