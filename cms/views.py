"""Plain pages of the frame: language, brand colour, expired pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from cms.brand import brand_of
from cms.resend import RESEND_KEY, fields_of, wants_json


def _way_back(request: HttpRequest) -> str:
    """The page the form was on, if it is one of ours; else home."""
    back = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        parts = urlsplit(back)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return reverse("home")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remembers the language in the person's record and in a cookie."""
    code = request.POST.get("language", "")
    response = redirect(_way_back(request))
    if code not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = code
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
    )
    return response


@require_GET
@cache_control(max_age=300)
def brand_css(request: HttpRequest) -> HttpResponse:
    """The company's colour as a style sheet: a strict policy forbids it inline."""
    colour = brand_of(request).colour
    rule = f":root {{ --brand-chosen: {colour}; }}\n" if colour else ""
    return HttpResponse(rule, content_type="text/css; charset=utf-8")


def expired_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form whose page grew old (Django's CSRF failure); what was written is kept.

    Only a form that came from our own pages is shown again for resending; a form sent by another
    site is not.
    """
    if wants_json(request):
        message = _("This page has expired. Your answer is kept here: reload the page to send it.")
        return JsonResponse({"message": message}, status=403)
    origin = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    if urlsplit(origin).netloc != request.get_host():
        return render(request, "403.html", status=403)
    context = {"action": request.get_full_path(), "fields": fields_of(request)}
    return render(request, "resend.html", context, status=403)


@login_required
@require_GET
def resend(request: HttpRequest) -> HttpResponse:
    """After signing in again: the form that was under way, ready to be sent."""
    kept: dict[str, Any] | None = request.session.pop(RESEND_KEY, None)
    if kept is None:
        return redirect("home")
    return render(request, "resend.html", kept)


def not_there(request: HttpRequest) -> HttpResponse:
    """For addresses of Wagtail's that this site does not have."""
    raise Http404
