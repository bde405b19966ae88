"""What every page's frame needs: brand, navigation, languages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.brand import brand_of
from cms.navigation import links_for


@dataclass(frozen=True)
class LanguageChoice:
    """A language in its own name, and whether the page is in it."""

    code: str
    name: str
    here: bool


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`; lazy, so that a fragment pays for nothing it does not show."""
    names = {"es": "Español", "en": "English"}
    here = get_language()
    return {
        "site_brand": SimpleLazyObject(lambda: brand_of(request)),
        "nav": SimpleLazyObject(lambda: links_for(request)),
        "languages": [
            LanguageChoice(code, names.get(code, str(name)), code == here)
            for code, name in settings.LANGUAGES
        ],
    }
