"""A manager's ten minutes: who is where, who is late and why, and the list to take along."""

import re
from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from cms.models import User
from tests.browser.conftest import NewContext
from tests.browser.steps import let_in, sign_in

Station = Callable[[Page, str], None]
MANAGER, OUTSIDER = "marta", "Pilar Nava"
LATE = {"Camila Soto", "Diego Lamas", "Óscar Benítez"}


def names(page: Page) -> set[str]:
    return {name.strip() for name in page.locator("tbody .table__name").all_inner_texts()}


def test_she_sees_who_is_late_and_why(house: str, page: Page, station: Station) -> None:
    sign_in(page, MANAGER)
    page.wait_for_url("**/team/")
    everybody = names(page)
    assert everybody > LATE
    assert OUTSIDER not in page.locator("body").inner_text()
    camila = page.locator("tbody tr", has_text="Camila Soto")
    expect(camila.locator(".state--late")).to_be_visible()
    expect(camila).to_contain_text(re.compile(r"\b3\b.*Cuestionario: el triángulo del servicio"))
    station(page, "20-team")

    page.locator(".filters__state[href*='state=late']").click()
    page.wait_for_url("**/team/?state=late")
    assert names(page) == LATE
    station(page, "21-team-late")

    page.goto("/team/?state=late&q=oscar&sort=name")  # a link from a message
    page.locator("[name=q]").fill("diego")
    page.locator("form[role=search] button").click()
    page.wait_for_url("**q=diego**")
    assert names(page) == {"Diego Lamas"}
    page.locator("[name=q]").fill("nadie se llama así")
    page.locator("[name=q]").press("Enter")
    expect(page.locator(".empty")).to_be_visible()
    station(page, "22-team-nobody")


def test_she_opens_the_page_of_one_person(house: str, page: Page, station: Station) -> None:
    let_in(page.context, MANAGER, house)
    page.goto("/team/")
    page.get_by_role("link", name="Diego Lamas").click()
    page.wait_for_url(re.compile(r"/team/\d+/$"))
    expect(page.locator("h1")).to_have_text("Diego Lamas")
    expect(page.locator(".state--late").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("60 %")
    expect(page.locator("main a.activity")).to_have_count(0)  # his lessons are his
    station(page, "23-team-person")


def test_she_takes_the_list_along(house: str, new_context: NewContext, station: Station) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    let_in(context, MANAGER, house)
    page = context.new_page()
    page.goto("/team/?state=late")
    with page.expect_download() as waiting:
        page.locator("a[href^='/team/export/']").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    sheet = load_workbook(BytesIO(waiting.value.path().read_bytes())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} == LATE
    assert len(rows[0]) == 10

    page.locator("a[href^='/team/text/']").click()
    page.wait_for_url("**/team/text/?state=late")
    station(page, "24-team-as-text")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy-status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("textarea").input_value()
    assert {line.partition(":")[0] for line in copied.splitlines()} == LATE


def test_nobody_else_and_never_the_authors_desk(house: str, page: Page, station: Station) -> None:
    let_in(page.context, MANAGER, house)
    outsider = User.objects.get(username="pilar")
    reply = page.goto(f"/team/{outsider.pk}/")
    assert reply
    assert reply.status == 404
    station(page, "25-not-hers")
    for address in ("/admin/", "/admin/pages/"):
        reply = page.goto(address)
        assert reply
        assert reply.status == 404
        expect(page.locator("body")).not_to_contain_text("Wagtail")
    page.goto("/team/?q=pilar")
    assert names(page) == set()
