"""The site's addresses, and the floor that is no page of Wagtail's."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.urls import urlpatterns as sites_own
from courses.models import Team


def one_select(request: HttpRequest, team: int) -> HttpResponse:
    """Session and person, as every address of ours, and one row by its primary key."""
    name = Team.objects.values_list("name", flat=True).get(pk=team)
    return HttpResponse(f"{request.user.pk} {name}")


urlpatterns = [path("bench/select/<int:team>/", one_select, name="one_select"), *sites_own]
