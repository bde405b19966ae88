"""On a question's page: marks that its former key gave after a regrade, and the way to another."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from quizzes.corrections import Former, by_former_key
from quizzes.desk.regrading import plan_url


class FormerKeyPanel(Panel):
    """Read only; there only while such marks exist or may still come."""

    class BoundPanel(Panel.BoundPanel):
        """For one question."""

        template_name = "quizzes/desk/former_key.html"

        def is_shown(self) -> bool:
            """Attempts under way at a regrade keep the key they began with."""
            former = self._former if self.instance.pk else None
            return bool(former and (former.changes or former.under_way))

        @cached_property
        def _former(self) -> Former | None:
            return by_former_key(self.instance.translation_key)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            former = self._former
            if former is None:
                return context
            regrade = former.regrade
            return context | {
                "left": len(former.changes),
                "under_way": former.under_way,
                "plan_url": plan_url(self.instance, regrade.policy, regrade.activity_key),
            }


def former_key_panel() -> FormerKeyPanel:
    """One for the editor of questions."""
    return FormerKeyPanel(heading=_("Marks by the former key"), icon="rotate")
