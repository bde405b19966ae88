"""Addresses that a page gives by the dozen."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse


@lru_cache(maxsize=8192)
def address_of(url_name: str, key: UUID | int) -> str:
    """`reverse` for one argument, remembered: the path and the team give fifty addresses a page."""
    return reverse(url_name, args=[key])
