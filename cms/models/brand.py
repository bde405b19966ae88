"""What a company changes to make the site look like its own."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="view")
class Brand(BaseGenericSetting):
    """Name, colour and logo of the company that uses this site."""

    name = models.CharField(_("company name"), max_length=60, blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour such as #0b5c66."))],
        help_text=_("Such as #0b5c66. Contrast is kept whatever you choose."),
    )
    logo = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("name"), FieldPanel("colour"), FieldPanel("logo")]

    class Meta:
        verbose_name = _("brand")
