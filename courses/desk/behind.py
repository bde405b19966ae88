"""How far translations are behind what is published in Spanish; as many queries for one as for all.

wagtail-localize keeps a copy of the source as it was when translations were last brought up to
date. Where that copy is as new as the page, the database counts its texts without translation; only
what was published since is read text by text.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.activities import pages as activity_pages
from courses.models import CoursePage, ModulePage

# An address may stay as it is in the source.
NOT_COUNTED = "slug"


@dataclass(frozen=True)
class Behind:
    """A published row of the source and the texts that the language lacks."""

    row: Any
    language: str
    texts: int
    translated: bool


def other_locales() -> list[Locale]:
    """The languages besides the source's; none on a site with one language."""
    return [each for each in Locale.objects.all() if each.language_code != settings.LANGUAGE_CODE]


def published_pages() -> QuerySet[Page]:
    """The live source rows of all that is written for learners."""
    kinds = (CoursePage, ModulePage, *activity_pages)
    return Page.objects.live().type(*kinds).filter(locale__language_code=settings.LANGUAGE_CODE)


def behind(rows: QuerySet[Any], locale: Locale) -> list[Behind]:
    """The rows whose translation lacks texts, most texts first."""
    model = rows.model
    keys = rows.values("translation_key")
    there = model.objects.filter(locale=locale, translation_key__in=keys)
    translated = set(there.values_list("translation_key", flat=True))
    counted, copied_at = _counted(keys, locale)
    known, stale = list(rows), []
    for row in known:
        copied = copied_at.get(row.translation_key)
        if copied is None or (row.last_published_at and row.last_published_at > copied):
            stale.append(row.pk)
    counted |= _read(_whole(model, stale), locale)
    found = [
        Behind(row, locale.language_code, texts, row.translation_key in translated)
        for row in known
        if (texts := counted.get(row.translation_key, 0))
    ]
    return sorted(found, key=lambda each: -each.texts)


def _counted(keys: Any, locale: Locale) -> tuple[dict[UUID, int], dict[UUID, Any]]:
    """Texts without translation in the copies, and when each copy was made; two queries."""
    sources = TranslationSource.objects.filter(
        object_id__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    done = StringTranslation.objects.filter(
        locale=locale, translation_of=OuterRef("string"), context=OuterRef("context")
    )
    missing = (
        StringSegment.objects.filter(~Exists(done), source__in=sources)
        .exclude(context__path=NOT_COUNTED)
        .values("source__object_id")
        .annotate(n=Count("pk"))
    )
    counts = {row["source__object_id"]: row["n"] for row in missing}
    return counts, dict(sources.values_list("object_id", "last_updated_at"))


def _whole(model: type[Any], pks: list[int]) -> Iterable[Any]:
    """The rows with their content: one query, for pages one more for each kind."""
    if not pks:
        return []
    rows = model.objects.filter(pk__in=pks)
    return rows.specific() if model is Page else rows


def _read(rows: Iterable[Any], locale: Locale) -> dict[UUID, int]:
    """How many texts of each row have no translation at their place; one query for all rows."""
    rows = list(rows)
    if not rows:
        return {}
    done: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    stored = StringTranslation.objects.filter(
        locale=locale, context__object_id__in=[row.translation_key for row in rows]
    ).values_list("context__object_id", "context__path", "translation_of__data")
    for key, path, text in stored:
        done[key].add((path, text))
    return {row.translation_key: len(texts_of(row) - done[row.translation_key]) for row in rows}


def texts_of(row: Any) -> set[tuple[str, str]]:
    """Every text a translator is asked for, with its path."""
    return {
        (segment.path, segment.string.data)
        for segment in extract_segments(row)
        if isinstance(segment, StringSegmentValue) and segment.path != NOT_COUNTED
    }
