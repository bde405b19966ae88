"""Pictures and documents with models of our own, so that fields can be added later."""

import hashlib
from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture in the site's library, named by its content when packages bring or take it."""

    sha256 = models.CharField(max_length=64, editable=False, default="", db_index=True)

    admin_form_fields = Image.admin_form_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the hash of a new file."""
        if self.file and not getattr(self.file, "_committed", True):
            self.file.seek(0)
            self.sha256 = hashlib.sha256(self.file.read()).hexdigest()
            self.file.seek(0)
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    """A file that people download."""

    admin_form_fields = Document.admin_form_fields
