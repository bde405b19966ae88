"""The way from "English is behind" to the translator, with today's texts in it."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TranslatableMixin

from courses.verbs.translation import refresh_source


@require_POST
def translate_behind(
    request: HttpRequest, app_label: str, model_name: str, pk: int, language: str
) -> HttpResponse:
    """Brings the translator's copy up to date and opens it; never begun: asks to begin."""
    row = _row(app_label, model_name, pk)
    edit_url = AdminURLFinder(request.user).get_edit_url(row)
    if not edit_url or not request.user.has_perm("wagtail_localize.submit_translation"):
        raise PermissionDenied
    target = type(row).objects.filter(
        translation_key=row.translation_key, locale__language_code=language
    )
    translated = target.first()
    if translated is not None and refresh_source(row):
        return redirect(AdminURLFinder(request.user).get_edit_url(translated))
    if isinstance(row, Page):
        return redirect("wagtail_localize:submit_page_translation", row.pk)
    return redirect("wagtail_localize:submit_snippet_translation", app_label, model_name, row.pk)


def _row(app_label: str, model_name: str, pk: int) -> Any:
    """A row in the source's language. Raises Http404 for whatever is not translatable."""
    try:
        model: Any = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, TranslatableMixin):
        raise Http404
    row = get_object_or_404(model, pk=pk, locale__language_code=settings.LANGUAGE_CODE)
    return row.specific if isinstance(row, Page) else row
