"""The concepts by code and name, for the script that offers them while an author writes codes."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from courses.models import Concept


@require_GET
def list_codes(_request: HttpRequest) -> JsonResponse:
    """Every concept of the site."""
    rows = {row.code: row.name for row in Concept.objects.order_by("pk")}
    concepts = [{"code": code, "name": name} for code, name in sorted(rows.items())]
    return JsonResponse({"concepts": concepts, "label": gettext("Concepts that fit")})


def codes_script() -> SafeString:
    """On every page of the editor: it waits for a field of codes to be entered."""
    return format_html(
        '<script type="module" src="{}" data-codes-url="{}" id="desk-codes"></script>',
        static("courses/desk/codes.js"),
        reverse("list_codes"),
    )
