"""The site's addresses, and beside them the two floors."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail import hooks
from wagtail.models import Page

from cms.urls import urlpatterns as sites_own
from courses.models import Team


def one_select(request: HttpRequest, team: int) -> HttpResponse:
    """Session and person, as every address of ours, and one row by its primary key."""
    name = Team.objects.values_list("name", flat=True).get(pk=team)
    return HttpResponse(f"{request.user.pk} {name}")


def bare_page(request: HttpRequest, way: str) -> Any:
    """What Wagtail does for a page, with its own hooks. Ours would lead to a plain address."""
    found = Page.route_for_request(request, way)
    if found is None:
        raise Http404
    page, args, kwargs = found
    for hook in hooks.get_hooks("before_serve_page"):
        if hook.__module__.startswith("wagtail"):
            hook(page, request, args, kwargs)
    return page.serve(request, *args, **kwargs)


urlpatterns = [
    path("bench/select/<int:team>/", one_select, name="one_select"),
    path("bench/page/<path:way>", bare_page, name="bare_page"),
    *sites_own,
]
