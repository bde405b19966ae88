"""What learners asked about, on the page where an author changes it; and the way to "My group"."""

from typing import Any

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import Panel

from cms.models import User
from courses import activities
from courses.inquiries import asked_rows
from courses.models import Inquiry

SHOWN = 20


class InquiriesPanel(Panel):
    """The open questions about a lesson, a question, a scenario or an activity; read only.

    Whoever may edit the item sees the words of those she may answer; of others only how many.
    """

    class BoundPanel(Panel.BoundPanel):
        """For one item."""

        template_name = "courses/desk/inquiries.html"

        def is_shown(self) -> bool:
            """Only where somebody asked."""
            return bool(self.instance.pk) and self._open().exists()

        def _open(self) -> Any:
            return Inquiry.objects.open().about(self.instance.translation_key)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            viewer: User = self.request.user
            mine = self._open().answerable_by(viewer)
            rows = mine.select_related("enrolment__learner", "answered_by", "closed_by")[:SHOWN]
            total, own = self._open().count(), mine.count()
            return context | {
                "inquiries": asked_rows(rows, viewer, timezone.now()),
                "more": max(own - SHOWN, 0),
                "others": total - own,
            }


def lay_out() -> None:
    """Gives every kind of activity the panel; models know nothing of the desk."""
    for page in activities.pages:
        page.content_panels = [inquiries_panel(), *page.content_panels]
        # `manage.py check` asks for it before the desk is there.
        page.get_edit_handler.cache_clear()


def inquiries_panel() -> InquiriesPanel:
    """One for an editor; panels are bound to their model, so each has its own."""
    return InquiriesPanel(heading=_("Questions about it"), icon="help")


def group_item() -> MenuItem:
    """In the desk's menu, above people."""
    return MenuItem(_("My group"), reverse_lazy("my_group"), icon_name="group", order=140)
