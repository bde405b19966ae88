"""Several people at once in Wagtail's list: deactivated, as one alone is."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.users.views.bulk_actions.delete import DeleteBulkAction

from cms.models import User


class DeactivateBulkAction(DeleteBulkAction):
    """Takes the place of Wagtail's own "delete": what people did stays on record."""

    display_name = _("Deactivate")
    aria_label = _("Deactivate selected people")

    def annotate_items(self, items: list[User]) -> Any:
        """What somebody left behind is no obstacle: it is not deleted."""
        annotated = super().annotate_items(items)
        self.is_protected = False
        return annotated

    @classmethod
    def execute_action(
        cls, objects: list[User], model: type[User] | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        """Deactivates; the name and the pair of counts are Wagtail's."""
        people = User.objects.filter(pk__in=[person.pk for person in objects])
        return people.update(is_active=False), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(n)s person can no longer sign in. Nothing they did was deleted.",
            "%(n)s people can no longer sign in. Nothing they did was deleted.",
            num_parent_objects,
        ) % {"n": num_parent_objects}
