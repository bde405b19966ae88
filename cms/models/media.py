"""Pictures and documents with models of our own, so that fields can be added later."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """A picture in the site's library."""

    admin_form_fields = Image.admin_form_fields


class SiteRendition(AbstractRendition):
    """A picture at one size."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    """A file that people download."""

    admin_form_fields = Document.admin_form_fields
