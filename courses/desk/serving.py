"""Who meets what at Wagtail's own addresses: learners do everything at the plain ones."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from courses.activities import ActivityPage
from courses.desk.recounting import course_key_of
from courses.models import Enrolment


def lead_to_plain_address(
    page: Page, request: HttpRequest, _args: Any, _kwargs: Any
) -> HttpResponse | None:
    """Before a published page is served. None: the page's own template, which is the preview."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if isinstance(page, ActivityPage) and _enrolled(request.user, page):
        return redirect(page.kind.url_name, page.translation_key)
    if request.user.has_perm("wagtailadmin.access_admin"):
        return None
    if isinstance(page, ActivityPage):
        raise Http404
    return redirect("home")


def _enrolled(person: Any, page: ActivityPage) -> bool:
    key = course_key_of(page)
    mine = Enrolment.objects.of(person).alive()
    return key is not None and mine.filter(course_key=key).exists()
