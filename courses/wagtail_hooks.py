"""Where Wagtail calls courses: the author's desk, published pages, and what may not be deleted."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.snippets.models import register_snippet

from cms.desk.brand import hide
from courses.desk import guards, inquiries, moderation, recounting
from courses.desk.codes import codes_script, list_codes
from courses.desk.export_course import export_buttons, export_course
from courses.desk.matters import add_sections, add_shortcuts
from courses.desk.panel import DeskPanel
from courses.desk.sections import sections, shortcuts
from courses.desk.serving import lead_to_plain_address
from courses.desk.snippets import ConceptViewSet, PeopleGroup
from courses.desk.translate import translate_behind
from courses.models import Team

register_snippet(ConceptViewSet)
register_snippet(PeopleGroup)
hooks.register("construct_settings_menu", hide({"users"}))

inquiries.lay_out()
hooks.register("register_admin_menu_item", inquiries.group_item)

add_sections(10, sections)
add_shortcuts(shortcuts)

guards.evidence.append(guards.courses_evidence)
guards.refusals[Team] = guards.team_refusal
hooks.register("before_delete_page", guards.refuse_page)
hooks.register("before_delete_snippet", guards.refuse_snippets)
hooks.register("before_bulk_action", guards.refuse_bulk)

hooks.register("before_edit_page", moderation.refuse)
hooks.register("before_create_page", moderation.refuse_new)

hooks.register("insert_editor_js", codes_script)
hooks.register("before_serve_page", lead_to_plain_address)
hooks.register("after_delete_page", recounting.on_deleted)
page_published.connect(recounting.on_published, dispatch_uid="courses.recount")
page_unpublished.connect(recounting.on_unpublished, dispatch_uid="courses.recount")
post_page_move.connect(recounting.on_moved, dispatch_uid="courses.recount")


@hooks.register("construct_homepage_panels")
def greet(_request: HttpRequest, panels: list[Any]) -> None:
    """What needs attention comes first."""
    panels.append(DeskPanel())


@hooks.register("after_bulk_action")
def recount_after_bulk(
    _request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> None:
    """Several pages were deleted at once."""
    if action_type == "delete":
        recounting.on_bulk_deleted(objects)


@hooks.register("register_page_listing_more_buttons")
def export_in_list(page: Page, user: Any, next_url: str | None = None) -> list[Any]:
    """Among what can be done with a course."""
    return export_buttons(page, user)


@hooks.register("register_page_header_buttons")
def export_on_page(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Any]:
    """The same on its own pages."""
    return export_buttons(page, user)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Ours, beside Wagtail's."""
    behind = "behind/<slug:app_label>/<slug:model_name>/<int:pk>/<slug:language>/"
    return [
        path("concepts/codes/", list_codes, name="list_codes"),
        path(behind, translate_behind, name="translate_behind"),
        path("courses/<uuid:course_key>/export/", export_course, name="export_course"),
    ]
