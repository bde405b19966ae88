"""Wagtail's admin as the author's desk: our look, our words, nothing that calls outside."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.home import RecentEditsPanel

from cms.desk.brand import admin_colour, admin_sheet, hide
from cms.desk.lazy_labels import name_translations_report
from cms.desk.people_bulk import DeactivateBulkAction
from cms.gates import REFUSED
from cms.models import Brand

hooks.register("insert_global_admin_css", admin_sheet)
hooks.register("construct_main_menu", hide({"help", "snippets"}))
hooks.register("construct_reports_menu", hide({"workflows", "workflow-tasks"}))
hooks.register("construct_reports_menu", name_translations_report)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", DeactivateBulkAction, order=100)


@hooks.register("insert_global_admin_css")
def brand_colour() -> SafeString:
    """Read at each page, so that a new colour shows at once."""
    return admin_colour(Brand.load().colour)


@hooks.register("construct_main_menu")
def name_in_our_words(_request: HttpRequest, items: list[Any]) -> None:
    """ "Pages" are the courses."""
    for item in items:
        if item.name == "explorer":
            item.label = _("Courses")


@hooks.register("construct_page_action_menu")
def who_writes_publishes(items: list[Any], _request: HttpRequest, _context: Any) -> None:
    """No "submit for moderation": everybody who enters the desk may publish."""
    items[:] = [item for item in items if item.name != "action-submit"]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Names for the history of a page."""
    actions.register_action(REFUSED, _("Hold back"), _("Not published: the checks find errors"))


@hooks.register("construct_homepage_panels")
def keep_what_helps(_request: HttpRequest, panels: list[Any]) -> None:
    """Of Wagtail's own panels only the last edits; apps add theirs."""
    panels[:] = [panel for panel in panels if isinstance(panel, RecentEditsPanel)]
