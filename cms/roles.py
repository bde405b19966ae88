"""The two groups that enter Wagtail's admin, and how apps grant them permissions."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from cms.models.people import ADMINISTRATORS, TRAINERS

__all__ = ["ADMINISTRATORS", "TRAINERS", "grant", "grant_admin_access", "permissions_on"]


def permissions_on(model: type[models.Model], actions: Iterable[str]) -> list[Permission]:
    """The permissions for these actions, made first where a fresh database lacks them."""
    create_permissions(apps.get_app_config(model._meta.app_label), verbosity=0)
    kind = ContentType.objects.get_for_model(model)
    codenames = [f"{action}_{model._meta.model_name}" for action in actions]
    return list(Permission.objects.filter(content_type=kind, codename__in=codenames))


def grant(role: str, model: type[models.Model], actions: Iterable[str]) -> None:
    """Gives the role these actions on a model ("add", "change", "publish" ...); repeatable."""
    group, _created = Group.objects.get_or_create(name=role)
    group.permissions.add(*permissions_on(model, actions))


def grant_admin_access(role: str) -> None:
    """Lets the role enter Wagtail's admin."""
    group, _created = Group.objects.get_or_create(name=role)
    kind, _created = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _created = Permission.objects.get_or_create(
        content_type=kind, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    group.permissions.add(access)
