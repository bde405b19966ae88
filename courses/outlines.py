"""Loads the shape of courses: as many queries for one course as for a hundred."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from courses import activities
from courses.models import CoursePage
from courses.pure.outline import Activity, Module, Outline

SOURCE = settings.LANGUAGE_CODE
STEP = Page.steplen
# Title and summary by translation key; the summary is empty for all but courses.
Texts = dict[UUID, tuple[str, str]]


def load_outline(course_key: UUID, language: str = SOURCE) -> Outline | None:
    """The live course with this key, texts in `language`; None if it is not published."""
    return load_outlines([course_key], language).get(course_key)


def load_outlines(course_keys: Iterable[UUID], language: str = SOURCE) -> dict[UUID, Outline]:
    """The live courses by key. Structure comes from the source row, texts from the translation.

    One query where the courses stand where they stood, a second one in another language.
    """
    courses, modules, pages = _courses_with_all_below(set(course_keys))
    if not courses:
        return {}
    texts = _translated([*courses, *modules, *pages], language)
    inside: dict[str, list[Row]] = defaultdict(list)
    for page in pages:
        inside[page.path[:-STEP]].append(page)
    shaped: dict[str, list[Module]] = defaultdict(list)
    for row in modules:
        siblings = shaped[row.path[:-STEP]]
        siblings.append(_module(row, len(siblings) + 1, inside[row.path], texts, language))
    return {
        course.translation_key: Outline(
            course.translation_key,
            *_text(course, texts, language),
            texts.get(course.translation_key, ("", ""))[1] or course.summary,
            tuple(shaped[course.path]),
        )
        for course in courses
    }


class Row(NamedTuple):
    """A course, a module or an activity, with what its kind adds; contents stay where they are."""

    path: str
    translation_key: UUID
    title: str
    summary: str = ""
    audiences: Any = ()
    kind: str = ""
    minutes: int = 0
    required: bool = True
    weight: int = 0
    content_hash: str = ""


OF_AN_ACTIVITY = ("minutes", "required", "weight", "content_hash")


Rows = tuple[list[Row], list[Row], list[Row]]

# Where each course stood when it was last looked for: a guess that every reading verifies.
_path_by_key: dict[UUID, str] = {}


def _courses_with_all_below(keys: set[UUID]) -> Rows:
    """The live courses with these keys, their modules and activities, each in order."""
    if keys <= _path_by_key.keys():
        found = _rows_below({key: _path_by_key[key] for key in keys})
        if len(found[0]) == len(keys):
            return found
    # Never read yet, moved, or not published.
    courses = CoursePage.objects.live().filter(
        translation_key__in=keys, locale__language_code=SOURCE
    )
    paths = dict(courses.values_list("translation_key", "path"))
    _path_by_key.update(paths)
    return _rows_below(paths)


@cache
def _live_pages() -> QuerySet[Page, Any]:
    """The columns of `_rows_below`; built once, since finding them takes longer than reading."""
    models = [model._meta.model_name for model in activities.pages]
    pages: QuerySet[Page] = Page.objects.live().order_by("path")
    return pages.values_list(
        *("path", "translation_key", "title", "coursepage__summary", "modulepage__audiences"),
        *(f"{model}__{name}" for model in models for name in OF_AN_ACTIVITY),
    )


def _rows_below(paths: dict[UUID, str]) -> Rows:
    """Live pages at and below the paths: courses that are there, modules, activities.

    One query for all kinds: their tables hang on that of pages by its primary key. Rows without
    page objects, since making those costs more than reading them.
    """
    if not paths:
        return [], [], []
    kinds = [model.kind.name for model in activities.pages]
    found = _live_pages().filter(reduce(or_, (Q(path__startswith=path) for path in paths.values())))
    courses, modules, pages = [], [], []
    size = len(OF_AN_ACTIVITY)
    for path, key, title, summary, audiences, *rest in found:
        if summary is not None:
            if paths.get(key) == path:
                courses.append(Row(path, key, title, summary))
        elif audiences is not None:
            modules.append(Row(path, key, title, audiences=audiences))
        else:
            for number, kind in enumerate(kinds):
                own = rest[number * size : (number + 1) * size]
                if own[0] is not None:
                    pages.append(Row(path, key, title, "", (), kind, *own))
    return courses, modules, pages


def _translated(rows: list[Any], language: str) -> Texts:
    """Titles and, of courses, summaries in another language."""
    if language == SOURCE:
        return {}
    keys = [row.translation_key for row in rows]
    translated = Page.objects.live().filter(
        translation_key__in=keys, locale__language_code=language
    )
    texts = translated.values_list("translation_key", "title", "coursepage__summary")
    return {key: (title, summary or "") for key, title, summary in texts}


def _text(row: Any, texts: Texts, language: str) -> tuple[str, str]:
    """The title and the language it fell back to ("" when it is in the reader's)."""
    if language == SOURCE:
        return row.title, ""
    title, _summary = texts.get(row.translation_key, ("", ""))
    return (title, "") if title else (row.title, SOURCE)


def _module(row: Row, number: int, pages: list[Row], texts: Texts, language: str) -> Module:
    inside = tuple(
        Activity(
            page.translation_key,
            page.kind,
            *_text(page, texts, language),
            page.minutes,
            page.required,
            page.weight,
            page.content_hash,
        )
        for page in pages
    )
    title, lang = _text(row, texts, language)
    return Module(row.translation_key, number, title, lang, tuple(row.audiences), inside)
