"""Saving an intake group puts its people on the course, and says so."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext
from wagtail.snippets.views.snippets import CreateView, EditView

from cms.models import User
from courses.models import Group
from courses.verbs.enrolment import enrol_group, group_due_on


def groups_of(viewer: User) -> QuerySet[Group]:
    """The groups a viewer may see and change: trainers their own, administrators all."""
    return Group.objects.led_by(viewer)


class EnrolsMembers:
    """After saving: enrols, and tells how many and until when."""

    request: Any

    def save_instance(self) -> Group:
        """Enrols in the same request; who is on the course already keeps her own dates."""
        group: Group = super().save_instance()  # type: ignore[misc]
        now = timezone.now()
        enrolled = [each for each in enrol_group(group, now) if each.assigned_at == now]
        if enrolled:
            messages.info(self.request, enrolled_words(group, len(enrolled)))
        elif group.course is not None and not group.course.live:
            messages.warning(
                self.request,
                gettext("Nobody was enrolled: the course is not published. Save again afterwards."),
            )
        return group


def enrolled_words(group: Group, count: int) -> str:
    """ "4 people were enrolled in “Inducción”, until 12 May"."""
    names = {
        "n": count,
        "course": group.course.title if group.course else "",
        "due": formats.date_format(group_due_on(group), "DATE_FORMAT"),
    }
    return (
        ngettext(
            "%(n)s person was enrolled in “%(course)s”, due on %(due)s.",
            "%(n)s people were enrolled in “%(course)s”, due on %(due)s.",
            count,
        )
        % names
    )


class CreateGroupView(EnrolsMembers, CreateView):
    """A new group; whoever makes it leads it unless she says otherwise."""


class EditGroupView(EnrolsMembers, EditView):
    """A group, for those who lead it."""

    def get_object(self, queryset: Any = None) -> Group:
        group: Group = super().get_object(queryset)
        if not groups_of(self.request.user).filter(pk=group.pk).exists():
            raise PermissionDenied
        return group
