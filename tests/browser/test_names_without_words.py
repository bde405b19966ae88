"""Where a phone shows a sign without its word, the word is still its name."""

from typing import Any

import pytest
from playwright.sync_api import expect

from cms.models import User
from tests.browser.conftest import NewContext
from tests.browser.steps import let_in
from tests.content import SmallCourse
from tests.doing import Starts
from tests.people import Enrolled
from tests.reviewing import sitting_about

LEAVES = {
    "lesson": "Salir de la lección; el avance queda guardado",
    "quiz": "Salir del cuestionario; las respuestas quedan guardadas",
    "review": "Salir del repaso; lo respondido queda guardado",
}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ways_out_and_back_have_names(
    course: SmallCourse,
    new_hire: User,
    enrolled: Enrolled,
    starts: Starts,
    live_server: Any,
    new_context: NewContext,
    width: int,
) -> None:
    attempt = starts(enrolled(new_hire))
    sitting = sitting_about(attempt)
    context = new_context(viewport={"width": width, "height": 740})
    let_in(context, new_hire.username, live_server.url)
    page = context.new_page()
    places = {
        "lesson": course.screen(2),
        "quiz": f"/attempts/{attempt.pk}/2/",
        "review": f"/reviews/{sitting.pk}/1/",
    }
    for place, address in places.items():
        page.goto(address)
        expect(page.locator(".screen-head a").first).to_have_accessible_name(LEAVES[place])
        back = page.locator(".screen-bar__back")
        assert back.count() == (place != "review")
        if back.count():
            expect(back).to_have_accessible_name("Anterior")
