"""Loads the shape of courses: as many queries for one course as for a hundred."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from courses import activities
from courses.models import CoursePage, ModulePage
from courses.pure.outline import Activity, Module, Outline

SOURCE = settings.LANGUAGE_CODE
STEP = Page.steplen


def load_outline(course_key: UUID, language: str = SOURCE) -> Outline | None:
    """The live course with this key, texts in `language`; None if it is not published."""
    return load_outlines([course_key], language).get(course_key)


def load_outlines(course_keys: Iterable[UUID], language: str = SOURCE) -> dict[UUID, Outline]:
    """The live courses by key. Structure comes from the source row, texts from the translation."""
    courses = list(
        CoursePage.objects.live().filter(
            translation_key__in=set(course_keys), locale__language_code=SOURCE
        )
    )
    if not courses:
        return {}
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    modules = list(ModulePage.objects.live().filter(below).order_by("path"))
    pages = [page for model in activities.pages for page in _rows(model, below)]
    titles = _translated_titles([*courses, *modules, *pages], language)
    summaries = _translated_summaries(courses, language)
    inside: dict[str, list[ActivityRow]] = defaultdict(list)
    for page in sorted(pages, key=lambda each: each.path):
        inside[page.path[:-STEP]].append(page)
    shaped: dict[str, list[Module]] = defaultdict(list)
    for row in modules:
        siblings = shaped[row.path[:-STEP]]
        siblings.append(_module(row, len(siblings) + 1, inside[row.path], titles, language))
    return {
        course.translation_key: Outline(
            course.translation_key,
            *_text(course, titles, language),
            summaries.get(course.translation_key) or course.summary,
            tuple(shaped[course.path]),
        )
        for course in courses
    }


ActivityRow = Any


def _rows(model: type[activities.ActivityPage], below: Q) -> Iterable[ActivityRow]:
    """One query per kind of activity; contents stay where they are."""
    fields = ["path", "translation_key", "title", "minutes", "required", "weight", "content_hash"]
    rows: Iterable[ActivityRow] = model.objects.live().filter(below).only(*fields)
    return rows


def _translated_titles(rows: list[Any], language: str) -> dict[UUID, str]:
    if language == SOURCE:
        return {}
    keys = [row.translation_key for row in rows]
    translated = Page.objects.live().filter(
        translation_key__in=keys, locale__language_code=language
    )
    return dict(translated.values_list("translation_key", "title"))


def _translated_summaries(courses: list[CoursePage], language: str) -> dict[UUID, str]:
    if language == SOURCE:
        return {}
    keys = [course.translation_key for course in courses]
    rows = CoursePage.objects.live().filter(
        translation_key__in=keys, locale__language_code=language
    )
    return dict(rows.values_list("translation_key", "summary"))


def _text(row: Any, titles: dict[UUID, str], language: str) -> tuple[str, str]:
    """The title and the language it fell back to ("" when it is in the reader's)."""
    if language == SOURCE:
        return row.title, ""
    title = titles.get(row.translation_key)
    return (title, "") if title else (row.title, SOURCE)


def _module(
    row: ModulePage, number: int, pages: list[ActivityRow], titles: dict[UUID, str], language: str
) -> Module:
    inside = tuple(
        Activity(
            page.translation_key,
            page.kind.name,
            *_text(page, titles, language),
            page.minutes,
            page.required,
            page.weight,
            page.content_hash,
        )
        for page in pages
    )
    title, lang = _text(row, titles, language)
    return Module(row.translation_key, number, title, lang, tuple(row.audiences), inside)
