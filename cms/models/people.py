"""The people who sign in."""

import zoneinfo
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# The two groups that enter the author's desk.
TRAINERS = "Trainers"
ADMINISTRATORS = "Administrators"


def validate_time_zone(name: str) -> None:
    """Raises ValidationError unless `name` is an IANA time zone, such as America/Lima."""
    if name and name not in zoneinfo.available_timezones():
        raise ValidationError(_("Write a time zone such as America/Lima or America/Mexico_City."))


@cache
def _role_names() -> models.QuerySet[Group, str]:
    """Built once: nearly every page asks it of whoever is there."""
    return Group.objects.filter(name__in=[TRAINERS, ADMINISTRATORS]).values_list("name", flat=True)


class PeopleManager(UserManager["User"]):
    """Creates people with or without an e-mail address."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str | None:  # type: ignore[override]
        """Lower case, and None instead of nothing: e-mail is unique where there is one."""
        return email.strip().lower() if email and email.strip() else None


class User(AbstractUser):
    """A person. New hires often have no company mailbox on day one, so e-mail is optional."""

    username = models.CharField(
        _("employee number or user name"),
        max_length=150,
        unique=True,
        help_text=_("Used to sign in. Letters, digits and @ . + - _"),
        validators=[AbstractUser.username_validator],
        error_messages={"unique": _("Someone already has this employee number.")},
    )
    email = models.EmailField(  # type: ignore[assignment]  # noqa: DJ001 - unique where there is one
        _("e-mail"),
        null=True,
        blank=True,
        error_messages={"unique": _("Someone already has this e-mail.")},
    )
    language = models.CharField(
        _("language"), max_length=8, blank=True, choices=settings.LANGUAGES, default=""
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Empty: the time zone of the site."),
    )
    notice_read_at = models.DateTimeField(_("read what is recorded"), null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects: ClassVar[PeopleManager] = PeopleManager()

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]
        verbose_name_plural = _("people")  # type: ignore[assignment]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("Someone already has this e-mail."),
            ),
            models.CheckConstraint(
                condition=~models.Q(email=""), name="no_email_is_null_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = type(self).objects.normalize_email(self.email)
        super().save(*args, **kwargs)

    @cached_property
    def role_names(self) -> frozenset[str]:
        """Trainers, Administrators, or neither."""
        return frozenset(_role_names().filter(user=self))

    @property
    def is_administrator(self) -> bool:
        """Administrators see everybody; superusers are administrators."""
        return self.is_superuser or ADMINISTRATORS in self.role_names

    @property
    def writes(self) -> bool:
        """Trainers and administrators: who enters the author's desk."""
        return self.is_superuser or bool(self.role_names)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """This person's time zone; the site's when none was chosen."""
        return zoneinfo.ZoneInfo(self.time_zone or timezone.get_default_timezone_name())
