"""Keeps what a person had written when the sign-in or the page expired in between."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from cms.models import User

RESEND_KEY = "form_to_resend"
P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request whose person is known: what `person_required` hands to a view."""

    user: "User"


View = Callable[Concatenate[SignedInRequest, P], HttpResponse]
GuardedView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """True for our scripts, false for a form sent by the browser itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form that was sent, in order, less the expired token and passwords."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


def person_required(view: View[P]) -> GuardedView[P]:
    """Like `login_required`, but a form sent by someone whose sign-in ran out is not lost.

    A script gets 401 with a message and the address to sign in; a form waits in the session and is
    offered again after signing in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(cast("SignedInRequest", request), *args, **kwargs)
        sign_in = resolve_url(settings.LOGIN_URL)
        if wants_json(request):
            message = _("You were signed out. Your answer is kept here: sign in to send it.")
            return JsonResponse({"message": message, "login_url": sign_in}, status=401)
        after = request.get_full_path()
        if request.method == "POST":
            after = reverse("resend")
            request.session[RESEND_KEY] = {
                "action": request.get_full_path(),
                "fields": fields_of(request),
            }
        return redirect(f"{sign_in}?{urlencode({'next': after})}")

    return cast("GuardedView[P]", guarded)
