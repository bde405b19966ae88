"""Where Wagtail calls role-play: the scenario's editor, its checks, profiles, what may not go."""

from typing import Any

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.signals import init_new_page, page_published, page_unpublished, published
from wagtail.snippets.models import register_snippet

from cms import gates
from courses.desk import guards, moderation
from courses.desk.matters import add_sections, add_shortcuts
from roleplay.desk import deleting, editor, preview, publishing, starter
from roleplay.desk.checks_view import check_scenario, playtest_scenario
from roleplay.desk.face_input import show_faces
from roleplay.desk.library import explore_scenarios, library_item, only_in_source, write_scenario
from roleplay.desk.sections import sections, shortcuts
from roleplay.desk.snippets import ProfileViewSet
from roleplay.desk.trial import try_scenario
from roleplay.models import Profile, ScenarioPage

editor.lay_out()
preview.set_up()
register_snippet(ProfileViewSet)

add_sections(30, sections)
add_shortcuts(shortcuts)

guards.evidence.append(deleting.conversations_evidence)
guards.refusals[Profile] = deleting.profile_refusal
hooks.register("before_delete_page", deleting.refuse_used)
hooks.register("before_bulk_action", deleting.refuse_used_bulk)
hooks.register("before_unpublish", deleting.refuse_unpublishing_profile)

hooks.register("before_publish_page", publishing.refuse_unsound)
hooks.register("before_bulk_action", publishing.refuse_unsound_bulk)
gates.refusals.append(publishing.is_unsound)
moderation.unmoderated[ScenarioPage] = _("Scenarios need no moderation: publish it.")
hooks.register("after_publish", publishing.warn_of_unsound)
page_published.connect(publishing.on_page_published, dispatch_uid="roleplay.version")
page_unpublished.connect(publishing.on_page_unpublished, dispatch_uid="roleplay.version")
published.connect(publishing.on_published, dispatch_uid="roleplay.versions_of_profile")

init_new_page.connect(starter.on_new_page, dispatch_uid="roleplay.starter")
hooks.register("register_admin_menu_item", library_item)
hooks.register("before_create_page", only_in_source)


@hooks.register("insert_global_admin_css")
def messages_sheet() -> SafeString:
    """Our messages are shown on any page."""
    return format_html('<link rel="stylesheet" href="{}">', static("roleplay/desk/messages.css"))


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    """Ours, beside Wagtail's."""
    return [
        path("scenarios/", explore_scenarios, name="explore_scenarios"),
        path("scenarios/new/", write_scenario, name="write_scenario"),
        path("scenarios/faces/", show_faces, name="show_faces"),
        path("scenarios/<int:pk>/checks/", check_scenario, name="check_scenario"),
        path("scenarios/<int:pk>/playtest/", playtest_scenario, name="playtest_scenario"),
        path("scenarios/<int:pk>/try/", try_scenario, name="try_scenario"),
    ]
