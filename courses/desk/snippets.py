"""Groups, teams and concepts at the author's desk."""

from typing import Any, ClassVar, cast

from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.desk.lazy_labels import LazyBreadcrumbs
from cms.models import User
from courses.desk.forms import LANGUAGES, ConceptForm, GroupForm, name_field
from courses.desk.groups import CreateGroupView, EditGroupView, groups_of
from courses.models import Concept, Group, Team


class ConceptViewSet(LazyBreadcrumbs, SnippetViewSet):
    """The codes that lessons and questions are tagged with."""

    model = Concept
    icon = "tag"
    menu_label = _("Concepts")
    menu_order = 160
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 100
    list_display: ClassVar[list[Any]] = ["code", Column("name", label=_("Name")), "package"]
    edit_handler = ObjectList(
        [FieldPanel("code"), *(FieldPanel(name_field(code)) for code in LANGUAGES)],
        base_form_class=ConceptForm,
    )


class GroupViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Intake groups: a trainer's own, all of them for administrators."""

    model = Group
    icon = "group"
    menu_label = _("Intake groups")
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "name",
        "starts_on",
        Column("course", label=_("Course")),
        Column("people", label=_("People")),
    ]
    add_view_class = CreateGroupView
    edit_view_class = EditGroupView
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("starts_on"),
            FieldPanel("course"),
            FieldPanel("members", widget=CheckboxSelectMultiple, classname="desk-people"),
            FieldPanel("trainers", widget=CheckboxSelectMultiple, classname="desk-people"),
        ],
        base_form_class=GroupForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """With how many people each has."""
        groups = groups_of(cast("User", request.user)).annotate(
            people=Count("members", distinct=True)
        )
        return groups.select_related("course")


class TeamViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Teams with who is in them and who manages them; for administrators."""

    model = Team
    icon = "site"
    menu_label = _("Teams")
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("parent", label=_("Part of")),
        Column("people", label=_("People")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("parent"),
            InlinePanel("memberships", label=_("Member"), heading=_("Members and managers")),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        """With how many memberships each has."""
        teams = Team.objects.annotate(people=Count("memberships")).order_by("name")
        return teams.select_related("parent")


class AccountsItem(MenuItem):
    """Wagtail's list of people, beside their teams and groups instead of among settings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("cms.change_user"))


class PeopleGroup(SnippetViewSetGroup):
    """Everything about people in one place of the menu."""

    menu_label = _("People")
    menu_name = "desk-people"
    menu_icon = "group"
    menu_order = 170
    items = (GroupViewSet, TeamViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        """The accounts first."""
        url = reverse_lazy("wagtailusers_users:index")
        accounts = AccountsItem(_("Accounts"), url, name="accounts", icon_name="user", order=0)
        return [accounts, *super().get_submenu_items()]
