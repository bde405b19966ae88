"""The two groups that enter Wagtail's admin, and how apps grant them permissions."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from cms.models.people import ADMINISTRATORS, TRAINERS

__all__ = [
    "ADMINISTRATORS",
    "TRAINERS",
    "grant",
    "grant_admin_access",
    "grant_translation",
    "permissions_on",
]


def permissions_on(model: type[models.Model], actions: Iterable[str]) -> list[Permission]:
    """The permissions for these actions, made first where a fresh database lacks them.

    Wagtail makes "publish" of a snippet only after the last app was migrated: too late for ours.
    """
    create_permissions(apps.get_app_config(model._meta.app_label), verbosity=0)
    kind = ContentType.objects.get_for_model(model)
    codenames = {f"{action}_{model._meta.model_name}": action for action in actions}
    found = list(Permission.objects.filter(content_type=kind, codename__in=codenames))
    for codename in codenames.keys() - {permission.codename for permission in found}:
        # Wagtail adds "publish" to snippets only after our own turn at the end of `migrate`.
        name = f"Can {codenames[codename]} {model._meta.verbose_name_raw}"
        fresh, _created = Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        found.append(fresh)
    return found


def grant(role: str, model: type[models.Model], actions: Iterable[str]) -> None:
    """Gives the role these actions on a model ("add", "change", "publish" ...); repeatable."""
    group, _created = Group.objects.get_or_create(name=role)
    group.permissions.add(*permissions_on(model, actions))


def grant_admin_access(role: str) -> None:
    """Lets the role enter Wagtail's admin."""
    _grant_named(role, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")


def grant_translation(role: str) -> None:
    """Lets the role translate what it may edit."""
    _grant_named(
        role, "wagtail_localize", "translation", "submit_translation", "Can submit translations"
    )


def _grant_named(role: str, app_label: str, model: str, codename: str, name: str) -> None:
    """A permission that Wagtail makes in a migration; made again where tables were emptied."""
    group, _created = Group.objects.get_or_create(name=role)
    kind, _created = ContentType.objects.get_or_create(app_label=app_label, model=model)
    permission, _created = Permission.objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )
    group.permissions.add(permission)
