"""The team as a spreadsheet, opened again: what is text stays text."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cms.models import User
from tests.content import SmallCourse
from tests.doing import Reads, Takes
from tests.people import ClientOf, Enrolled, MakePerson, Teams
from tests.words import spanish


def opened(answer: Any) -> Worksheet:
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="trato-')
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def column(sheet: Worksheet, number: int) -> list[Any]:
    return [row[number] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_the_same_people_with_numbers_and_dates(
    course: SmallCourse,
    manager: User,
    new_hire: User,
    colleague: User,
    outsider: User,
    enrolled: Enrolled,
    client_of: ClientOf,
    reads: Reads,
    takes: Takes,
) -> None:
    hers = enrolled(new_hire, due_in=5)
    enrolled(colleague, due_in=9)
    enrolled(outsider)
    reads(hers, course.greet)
    takes(hers, right=7)

    sheet = opened(client_of(manager).get(reverse("export_team")))

    assert sheet.title == spanish("My team")
    assert sheet["A1"].value == spanish("Name")
    assert sheet["A1"].font.bold
    assert column(sheet, 0) == ["Ana Prieto", "Beto Ramos"]
    assert column(sheet, 1) == ["1001", "1002"]  # numbers of people are no numbers to add up
    assert isinstance(sheet["E2"].value, datetime)
    assert sheet["E2"].value.date() == hers.due_on
    assert (sheet["H2"].value, sheet["H2"].number_format) == (0.33, "0%")
    assert column(sheet, 8) == [70, None]


@pytest.mark.parametrize("name", ["=1+1", "+49", "@SUM(A1)", "-2", '=HYPERLINK("http://x";"y")'])
def test_a_name_is_never_a_formula(
    manager: User,
    person: MakePerson,
    teams: Teams,
    enrolled: Enrolled,
    client_of: ClientOf,
    name: str,
) -> None:
    enrolled(person("=2+2", name, "Ríos", team=teams.morning))
    sheet = opened(client_of(manager).get(reverse("export_team")))
    for place in ("A2", "B2"):
        assert sheet[place].data_type == "s"
    assert sheet["A2"].value == f"{name} Ríos"
    assert sheet["B2"].value == "=2+2"


def test_the_filters_go_along(
    manager: User, new_hire: User, colleague: User, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(new_hire)
    enrolled(colleague)
    sheet = opened(client_of(manager).get(reverse("export_team"), {"q": "beto"}))
    assert column(sheet, 0) == ["Beto Ramos"]


def test_a_control_character_in_a_name_is_no_error(
    manager: User, person: MakePerson, teams: Teams, enrolled: Enrolled, client_of: ClientOf
) -> None:
    enrolled(person("1700", "A\x07na", "Ríos", team=teams.morning))
    sheet = opened(client_of(manager).get(reverse("export_team")))
    assert column(sheet, 0) == ["Ana Ríos"]
