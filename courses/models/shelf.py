"""Concepts, and what each loaded package left on this site."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _


class Concept(models.Model):
    """A concept of the field (C01-C82, and the trainer's own). Content holds lists of codes."""

    package = models.CharField(_("package"), max_length=60, default="", blank=True)
    code = models.CharField(_("code"), max_length=16)
    names = models.JSONField(_("names"), default=dict)

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["package", "code"], name="one_code_a_package")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The name in the reader's language, else in Spanish."""
        names: dict[str, str] = self.names
        return names.get(get_language() or "") or names.get("es", "")


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """A sentence for each code that is no concept of this site, with those it may have meant."""
    wanted = list(codes)
    if not wanted:
        return []
    names = {row.code: row for row in Concept.objects.order_by("pk")}
    return [_complaint(code, names) for code in wanted if code not in names]


def _complaint(code: str, names: Mapping[str, Concept]) -> str:
    close = [str(names[each]) for each in get_close_matches(code, names, n=3, cutoff=0.5)]
    said = gettext("“%(code)s” is no concept of this site.") % {"code": code}
    hint = (
        gettext("Is it one of these: %(concepts)s?") % {"concepts": "; ".join(close)}
        if close
        else gettext("Add it under Concepts, or choose another.")
    )
    return f"{said} {hint}"


class PackageItem(models.Model):
    """An item a package brought: the hash it came with tells whether it was changed here since."""

    package = models.CharField(max_length=60)
    section = models.CharField(max_length=40)
    name = models.CharField(max_length=120, help_text="The key as written in the package.")
    key = models.UUIDField(help_text="The translation key on this site.")
    source_hash = models.CharField(max_length=64, help_text="Of the item in the package.")
    site_hash = models.CharField(max_length=64, help_text="Of what loading it left on this site.")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["package", "section", "name"], name="one_row_per_package_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.package}/{self.section}/{self.name}"
