"""In migrations a ContentField knows no blocks, and what is stored passes through untouched."""

import json
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps

from courses.blocks.streams import ContentField
from courses.models import LessonPage
from quizzes.models import Question, QuizPage
from tests.content import SmallCourse

FIELDS: list[tuple[Any, str]] = [(LessonPage, "body"), (QuizPage, "draws"), (Question, "content")]


@pytest.fixture(scope="module")
def then() -> StateApps:
    """The models as the last migrations describe them."""
    loader = MigrationLoader(None)
    return loader.project_state().apps


def stored(model: Any, name: str) -> dict[Any, str]:
    """The JSON in the database, as text."""
    table, column = model._meta.db_table, model._meta.get_field(name).column
    pk = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {pk}, {column} FROM {table}")  # noqa: S608 - our own words
        return dict(cursor.fetchall())


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_saving_an_old_model_keeps_what_is_stored(
    course: SmallCourse, then: StateApps, model: Any, name: str
) -> None:
    before = stored(model, name)
    assert before
    assert all(json.loads(each) for each in before.values())
    old = then.get_model(model._meta.app_label, model.__name__)
    for row in old.objects.all():
        row.save()
    assert stored(model, name) == before


def test_a_data_migration_may_change_what_stands_beside(
    course: SmallCourse, then: StateApps
) -> None:
    before = stored(LessonPage, "body")
    old = then.get_model("courses", "LessonPage")
    rows = list(old.objects.all())
    for row in rows:
        row.minutes = 9
    old.objects.bulk_update(rows, ["minutes", "body"])
    assert set(LessonPage.objects.values_list("minutes", flat=True)) == {9}
    assert stored(LessonPage, "body") == before
    assert [screen.value["title"] for screen in course.lesson_page(course.greet).body] == [
        "La puerta se abre",
        "Dos maneras",
        "Para llevar",
    ]


def test_migrations_hold_no_blocks() -> None:
    for model, name in FIELDS:
        field = model._meta.get_field(name)
        assert isinstance(field, ContentField)
        _name, path, args, kwargs = field.deconstruct()
        assert path == "courses.blocks.streams.ContentField"
        assert args == [[]]
        assert "block_lookup" not in kwargs
        # What a migration makes of it again says the same of itself.
        assert ContentField(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


def test_with_its_blocks_it_is_an_ordinary_stream() -> None:
    field = LessonPage._meta.get_field("body")
    assert [each.block_type for each in field.to_python('[{"type": "screen", "value": {}}]')] == [
        "screen"
    ]
    assert list(field.to_python("")) == []
