"""Labels that Wagtail and wagtail-localize keep in the language of the first visitor."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _


class LazyBreadcrumbs:
    """For snippet viewsets, before `SnippetViewSet`: the way home in each reader's language."""

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Wagtail's, with a lazy label."""
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}]


def name_translations_report(_request: HttpRequest, items: list[Any]) -> None:
    """wagtail-localize's entry in the menu of reports."""
    report = reverse("wagtail_localize:translations_report")
    for item in items:
        if item.url == report:
            item.label = _("Translations")
