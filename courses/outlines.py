"""Loads the shape of courses: as many queries for one course as for a hundred."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q
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
    """The live courses by key. Structure comes from the source row, texts from the translation."""
    courses = list(
        CoursePage.objects.live()
        .filter(translation_key__in=set(course_keys), locale__language_code=SOURCE)
        .only("path", "depth", "translation_key", "title", "summary")
    )
    if not courses:
        return {}
    modules, pages = _below(courses)
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
    """A module or an activity, with what its kind adds; contents stay where they are."""

    path: str
    translation_key: UUID
    title: str
    kind: str
    minutes: int
    required: bool
    weight: int
    content_hash: str
    audiences: Any


OF_AN_ACTIVITY = ("minutes", "required", "weight", "content_hash")


def _below(courses: list[CoursePage]) -> tuple[list[Row], list[Row]]:
    """The live modules and activities below courses, in order.

    One query for all kinds: their tables hang on that of pages by its primary key. Rows without
    page objects, since making those costs more than reading them.
    """
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    kinds = {model._meta.model_name: model.kind.name for model in activities.pages}
    fields = [f"{model}__{name}" for model in kinds for name in OF_AN_ACTIVITY]
    audiences = "modulepage__audiences"
    found = (
        Page.objects.live()
        .filter(below, depth__gt=min(course.depth for course in courses))
        .order_by("path")
        .values_list("path", "translation_key", "title", "modulepage__pk", audiences, *fields)
    )
    modules, pages = [], []
    size = len(OF_AN_ACTIVITY)
    for path, key, title, module, heard_by, *rest in found:
        if module is not None:
            modules.append(Row(path, key, title, "", 0, True, 0, "", heard_by))
            continue
        for number, kind in enumerate(kinds.values()):
            own = rest[number * size : (number + 1) * size]
            if own[0] is not None:
                minutes, required, weight, content_hash = own
                row = Row(path, key, title, kind, minutes, required, weight, content_hash, ())
                pages.append(row)
    return modules, pages


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
