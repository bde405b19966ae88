"""Writes an item and its translation, so that trainers find every text in Wagtail's translator."""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

SetTexts = Callable[[Any, str], None]


def write_draft(row: Any, set_texts: SetTexts, languages: Iterable[str]) -> None:
    """Saves drafts of an existing row and of the translations it has; what is live stays live."""
    for language in languages:
        locale = Locale.objects.get(language_code=language)
        here = row if row.locale_id == locale.pk else row.get_translation_or_none(locale)
        if here is not None:
            draft = here.get_latest_revision_as_object()
            set_texts(draft, language)
            draft.save_revision()


def publish_translated(row: Any, set_texts: SetTexts, languages: Iterable[str]) -> None:
    """Publishes the row in its own language, then its translations from the same item."""
    source = row.locale.language_code
    set_texts(row, source)
    row.save_revision().publish()
    row.refresh_from_db()
    for language in languages:
        if language != source:
            _publish_translation(row, set_texts, language)


def keep_translations(row: Any, translated: Mapping[str, Any]) -> None:
    """Shows translators what rows of other languages say already; the rows stay as they are."""
    source, _created = TranslationSource.update_or_create_from_instance(row)
    for language, there in translated.items():
        locale = Locale.objects.get(language_code=language)
        Translation.objects.get_or_create(source=source, target_locale=locale)
        _fill_strings(source, locale, _strings_of(there))


def _publish_translation(row: Any, set_texts: SetTexts, language: str) -> None:
    locale = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.update_or_create_from_instance(row)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    translated = copy.copy(row)
    set_texts(translated, language)
    _fill_strings(source, locale, _strings_of(translated))
    translation.save_target(publish=True)


def _strings_of(instance: Any) -> dict[str, list[str]]:
    """The texts of an instance by path, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _fill_strings(source: Any, locale: Any, texts: dict[str, list[str]]) -> None:
    """Pairs each source string with the text at the same path and place."""
    segments = StringSegment.objects.filter(source=source).select_related("context")
    places: dict[str, int] = defaultdict(int)
    wanted: dict[tuple[int, int], str] = {}
    for segment in segments.order_by("order"):
        path = segment.context.path
        place = places[path]
        places[path] += 1
        if place < len(texts[path]):
            wanted[segment.string_id, segment.context_id] = texts[path][place]
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale=locale, context__in={context for _string, context in wanted}
        )
    }
    for pair, text in wanted.items():
        row = stored.get(pair)
        if row is None:
            string, context = pair
            StringTranslation.objects.create(
                translation_of_id=string, context_id=context, locale=locale, data=text
            )
        elif row.data != text:
            row.data = text
            row.save(update_fields=["data"])
