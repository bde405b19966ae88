"""The course as a file: what trainers take to another site, or keep."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.models import CoursePage
from courses.package.exporting import exported, package_of, write_zip
from courses.package.reading import PackageError

MOST_REASONS = 5


@require_GET
def export_course(request: HttpRequest, course_key: UUID) -> HttpResponseBase:
    """What is published of the course, as a package in a zip. 404 for who may not edit it."""
    course = CoursePage.objects.filter(
        translation_key=course_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    if course is None or not course.permissions_for_user(request.user).can_edit():
        raise Http404
    back = redirect("wagtailadmin_explore", course.pk)
    if not course.live:
        said = gettext("Publish the course first: an export holds what learners get.")
        messages.error(request, said)
        return back
    archive = BytesIO()
    try:
        with exported(package_of(course), course_key) as export:
            write_zip(export, archive)
    except PackageError as error:
        reasons = " · ".join(problem.here for problem in error.problems[:MOST_REASONS])
        said = gettext("The course was not exported. What to mend: %(reasons)s")
        messages.error(request, said % {"reasons": reasons})
        return back
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=f"{export.stem}.zip")


def export_buttons(page: Page, user: Any) -> list[Button]:
    """For a course in lists and on its own page, in whichever language it is looked at."""
    course = page.cached_content_type.model_class() is CoursePage
    if not course or not page.permissions_for_user(user).can_edit():
        return []
    url = reverse("export_course", args=[page.translation_key])
    return [Button(_("Export the course"), url=url, icon_name="download", priority=40)]
