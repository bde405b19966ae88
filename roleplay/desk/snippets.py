"""Profiles at the author's desk."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.desk.lazy_labels import LazyBreadcrumbs
from roleplay.models import Profile


class ProfileViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Ways of behaving, with drafts and history; one language at a time."""

    model = Profile
    icon = "group"
    menu_label = _("Profiles")
    menu_order = 156
    add_to_admin_menu = True
    list_display: ClassVar[list[Any]] = [
        "__str__",
        "name",
        Column("lead", label=_("Leading meter"), accessor=Profile.get_lead_display),
    ]
    edit_handler = ObjectList([FieldPanel("label"), FieldPanel("acting")])
