"""Asking from a screen of a lesson."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.asking import AskPlace, PlaceKind
from courses.doing import find_activity
from courses.lessons import screens_of
from courses.models import LessonPage


def find_screen(learner: User, key: UUID, anchor: str, language: str) -> AskPlace:
    """The screen with this id, of a lesson of hers. Raises Http404."""
    doing = find_activity(learner, LessonPage, key, language)
    for number, screen in enumerate(screens_of(doing.page, doing.translated), start=1):
        if screen.id == anchor:
            return AskPlace(
                LESSON.name,
                key,
                anchor,
                doing.enrolment.pk,
                activity_key=key,
                item_key=key,
                title=f"{doing.title} · {screen.title}",
                url=reverse("read_screen", args=[key, number]),
            )
    raise Http404


def lesson_urls(keys: set[UUID]) -> dict[UUID, str]:
    """Where authors change these lessons."""
    rows = LessonPage.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    return {
        key: reverse("wagtailadmin_pages:edit", args=[pk])
        for key, pk in rows.values_list("translation_key", "pk")
    }


LESSON = PlaceKind("lesson", _("Edit the lesson"), find_screen, lesson_urls)
