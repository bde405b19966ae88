"""The panel that greets authors: what needs attention, and what they do most."""

from typing import Any

from wagtail.admin.ui.components import Component

from courses.desk.matters import sections_for, shortcuts_for


class DeskPanel(Component):
    """First on the dashboard."""

    name = "desk"
    order = 1
    template_name = "courses/desk/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Sections and shortcuts of whoever is signed in."""
        request = parent_context["request"]
        return {
            "sections": sections_for(request.user),
            "shortcuts": shortcuts_for(request.user),
            "csrf_token": parent_context.get("csrf_token"),
        }
