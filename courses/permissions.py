"""What trainers and administrators may do with courses; granted after every migration."""

from typing import Any

from django.contrib.auth.models import Group as AuthGroup
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import Brand, User
from cms.roles import (
    ADMINISTRATORS,
    TRAINERS,
    grant,
    grant_admin_access,
    grant_translation,
    permissions_on,
)
from cms.roots import set_up_site
from courses.models import Concept, Group, Membership, Team


def set_up_roles(**_kwargs: Any) -> None:
    """Repeatable: adds what is missing, takes nothing away that an administrator gave."""
    set_up_site()
    for role in (TRAINERS, ADMINISTRATORS):
        grant_admin_access(role)
        grant_translation(role)
        grant(role, Group, ["add", "change", "view"])
        grant(role, Concept, ["add", "change", "view"])
        _grant_pages(AuthGroup.objects.get(name=role))
    # "Change user" equals superuser in Wagtail, so administrators alone have it.
    grant(ADMINISTRATORS, User, ["add", "change", "view", "delete"])
    grant(ADMINISTRATORS, Team, ["add", "change", "view", "delete"])
    grant(ADMINISTRATORS, Membership, ["add", "change", "view", "delete"])
    grant(ADMINISTRATORS, Brand, ["change"])


def _grant_pages(group: AuthGroup) -> None:
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in permissions_on(Page, ["add", "change", "publish", "lock", "unlock"]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    # Whatever the site's own model is, Wagtail asks for the permissions of its own.
    for permission in permissions_on(Image, ["add", "change", "choose"]):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
