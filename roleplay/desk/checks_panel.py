"""The tab with the checks, the playtest and the map: read when it is asked for."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse
from wagtail.admin.panels import Panel


def editor_media(script: str) -> forms.Media:
    """The desk's style sheet and one of its modules."""
    module: Any = Script(f"roleplay/desk/{script}", type="module")
    return forms.Media(css={"all": ["roleplay/desk/scenario.css"]}, js=[module])


class ChecksPanel(Panel):
    """Of what was saved last. A script fetches it when the tab is opened, and after each saving."""

    class BoundPanel(Panel.BoundPanel):
        """For one scenario."""

        template_name = "roleplay/desk/checks_panel.html"

        @property
        def media(self) -> forms.Media:
            """The whole editor's: this panel is always there."""
            return editor_media("scenario_editor.js")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            # 0 stands for the number that a page gets when it is saved.
            args = [self.instance.pk or 0]
            return context | {
                "unsaved": not self.instance.pk,
                "checks_url": reverse("check_scenario", args=args),
                "playtest_url": reverse("playtest_scenario", args=args),
                "try_url": reverse("try_scenario", args=args),
            }
