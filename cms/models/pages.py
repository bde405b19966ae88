"""The page every site starts with."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HomePage(Page):
    """The root of one language. People never read it: the plain address `/` is their home."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("site root")
        verbose_name_plural = _("site roots")
