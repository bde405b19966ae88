"""Which language a person reads, and who may enter Wagtail's admin."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.generic import RedirectView

LANGUAGE_CODES = {code for code, _name in settings.LANGUAGES}


def language_of(request: HttpRequest) -> str:
    """The language to answer in: page prefix, the person's choice, cookie, then Spanish.

    Accept-Language is ignored on purpose: a shared computer's browser says nothing of the person.
    """
    prefix = translation.get_language_from_path(request.path_info)
    chosen = getattr(request.user, "language", "")
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    for code in (prefix, chosen, cookie):
        if code in LANGUAGE_CODES:
            return str(code)
    return settings.LANGUAGE_CODE


class NoZeroByteMiddleware:
    """An address with a zero byte leads nowhere: no page has one, and PostgreSQL refuses them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The 404 has the person's language: it is raised as if by the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], *_arguments: object
    ) -> None:
        """Raises Http404 for what scanners send, encoded as an address has it."""
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked or "\0" in request.path_info:
            raise Http404


class PersonLocaleMiddleware:
    """Activates the person's language and time zone for the length of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            zone = request.user.zone if request.user.is_authenticated else None
            with timezone.override(zone or timezone.get_default_timezone()):
                response = self.get_response(request)
        response.headers.setdefault("Content-Language", str(request.LANGUAGE_CODE))
        return response


class AddressOfFormsMiddleware:
    """An address that only takes forms says so to whoever opens it, and leads on.

    A refused form is shown again at its own address: that stays in the browser's history.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class AdminGateMiddleware:
    """Wagtail's admin exists only for those who may enter it; to others it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_arguments: object
    ) -> HttpResponse | None:
        """Sends strangers to sign in and answers 404 to people without admin access."""
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        if (
            request.resolver_match
            and request.resolver_match.url_name == "wagtailadmin_javascript_catalog"
        ):
            return None
        if getattr(view, "view_class", None) is RedirectView:
            # Addresses of Wagtail's that lead to our own: signing in, a forgotten password.
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        return None
