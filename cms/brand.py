"""The company's brand as pages show it, from the cache that every process shares.

Every page asks for it and it changes once a year; with a logo it takes three queries.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from cms.models import Brand, SiteImage

CACHE_KEY = "brand"
# What a reader put into the cache while somebody saved the brand is wrong for so long at most.
SECONDS = 60


@dataclass(frozen=True)
class SiteBrand:
    """Name, logo address and colour; the colour is empty when the company chose none."""

    name: str
    logo_url: str
    colour: str


def brand_of(request: HttpRequest) -> SiteBrand:
    """The brand of the site; no query where it is remembered."""
    known = cache.get(CACHE_KEY)
    if isinstance(known, SiteBrand):
        return known
    brand = _load(request)
    cache.set(CACHE_KEY, brand, SECONDS)
    return brand


def _load(request: HttpRequest) -> SiteBrand:
    brand = Brand.load(request_or_site=request)
    logo = brand.logo.get_rendition("max-320x80").url if brand.logo_id else ""
    return SiteBrand(brand.name or settings.WAGTAIL_SITE_NAME, logo, brand.colour)


def connect() -> None:
    """Has every process that saves a brand or a picture tell all the others."""
    for model in (Brand, SiteImage):
        post_save.connect(forget_brand, sender=model)
        post_delete.connect(forget_brand, sender=model)


def forget_brand(**_kwargs: Any) -> None:
    """At once for whoever saves it, and for everybody when the change is in the database."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
