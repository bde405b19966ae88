"""Bringing the translator's copy of a text up to date, and nothing a learner gets."""

from typing import Any

from django.db import transaction
from wagtail_localize.models import TranslationSource


@transaction.atomic
def refresh_source(row: Any) -> bool:
    """Shows translators the texts as they are published now; False where none was translated yet.

    Only wagtail-localize's own tables change. It never publishes by itself: that would put Spanish
    where a translation is missing (docs/decisions/0028).
    """
    source = TranslationSource.objects.get_for_instance_or_none(row)
    if source is None:
        return False
    source.update_from_db()
    return True


def unpublish_translations(row: Any) -> int:
    """What is taken back in the source's language is taken back in all; returns how many."""
    translations = row.get_translations().filter(live=True)
    for translation in translations:
        translation.unpublish()
    return len(translations)
