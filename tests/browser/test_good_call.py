"""A furious customer is practised on until he stays, and then the call counts."""

import html
import json
import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Page, Response, expect

from cms.models import User
from courses.models import KeptRule
from roleplay.models import Assessment, Conversation, ScenarioVersion, Turn
from tests.browser.calls import (
    ASSESS,
    CUSTOMER,
    PRACTISE,
    best_line,
    cards,
    door_of,
    is_over,
    on_the_record,
    open_debrief,
    options_now,
    say,
    start,
    words_now,
)
from tests.browser.conftest import NewContext
from tests.browser.house import NEW_HIRE
from tests.browser.steps import let_in
from tests.words import spanish

Station = Callable[..., None]
LINES = 10  # of the best call
HIDDEN = {"thought", "why", "better", "question", "advice", "missing", "anchor"}
WORTH = re.compile(r"\b(good|fair|poor|harmful|critical|[DX]\d)\b")


def test_practised_until_he_stays(house: str, page: Page, station: Station) -> None:
    let_in(page.context, NEW_HIRE, house)
    page.goto("/")
    walk_to(page, PRACTISE)
    expect(page.locator("h2", has_text=CUSTOMER)).to_be_visible()
    station(page, "40-conversation-door")
    start(page)
    expect(page.locator(".customer__words")).to_be_in_viewport()
    assert sorted(cards(page)) == sorted(each.id for each in options_now(page))

    page.evaluate("window.sameDocument = true")
    faces = set()
    while not is_over(page):
        faces.add(page.locator(".customer .face").get_attribute("aria-label"))
        before = words_now(page)
        say(page, best_line(page))
        if not is_over(page):
            answered_in_place(page, before)
    assert len(faces) > 2  # he calms down for all to see
    assert Turn.objects.filter(conversation=on_the_record(page)).count() == LINES
    assert on_the_record(page).ending_kind == "loyal"
    station(page, "46-conversation-ended")

    open_debrief(page, "better")
    assert on_the_record(page).reflection == "better"
    understand(page)
    station(page, "47-debrief-passed")
    keep_a_phrase(page, 3)

    page.goto("/")
    expect(page.locator(".faces__one")).to_have_count(1)
    expect(page.locator(f"a.activity--done[href='{door_of(PRACTISE)}']")).to_have_count(1)


def test_then_it_counts(house: str, new_context: NewContext, station: Station) -> None:
    context = new_context()
    let_in(context, NEW_HIRE, house)
    page = context.new_page()
    replies: list[Response] = []
    page.goto("/")
    listen(page, replies)
    walk_to(page, ASSESS)
    who_sees = "Your manager and your trainers see the result and how it ended, not each line."
    expect(page.locator("main")).to_contain_text(spanish(who_sees))
    seen = list(texts_of(replies))
    station(page, "48-assessment-door")
    replies.clear()
    start(page)

    said = []
    while not is_over(page):
        seen += [*texts_of(replies), *texts_on(page)]
        replies.clear()
        expect(page.locator(".customer .face, .meters, .coach, [data-rewind]")).to_have_count(0)
        said.append(best_line(page))
        say(page, said[-1])
    nothing_is_given_away(seen, on_the_record(page).version, said)

    debrief = page.locator("a[href$='/debrief/']").get_attribute("href") or ""
    open_debrief(page)
    conversation = on_the_record(page)
    assessment = Assessment.objects.get(conversation=conversation)
    assert (assessment.passed, int(assessment.score)) == (True, 100)
    expect(page.locator(".verdict")).to_contain_text(spanish("Passed"))

    page.goto(door_of(ASSESS))
    expect(page.locator("form[action$='/start/']")).to_have_count(0)  # passed: nothing left to do
    page.goto("/")
    expect(page.locator(f"a.activity--done[href='{door_of(ASSESS)}'] .number")).to_have_text(
        re.compile(r"^100\s%$")
    )
    expect(page.locator(f".faces__one[href='{debrief}']")).to_be_visible()
    station(page, "49-home-with-conversations")
    her_manager_sees_the_result(manager(new_context, house), conversation, debrief, station)


def walk_to(page: Page, mode: str) -> None:
    """From the home, unfolding the module, to the door of the conversation."""
    door = page.locator(f"a.activity[href='{door_of(mode)}']")
    page.locator(".stop", has=door).locator("summary").click()
    door.click()
    page.wait_for_url(f"**{door_of(mode)}")


def answered_in_place(page: Page, before: str) -> None:
    """The page is the same, the words are new, in sight, in focus and read aloud."""
    assert page.evaluate("window.sameDocument === true")
    words = words_now(page)
    assert words != before
    expect(page.locator("[data-now]")).to_be_focused()
    expect(page.locator(".customer__words")).to_be_in_viewport()
    expect(page.locator("[role=status][data-live]")).to_have_text(
        f"{CUSTOMER}: {' '.join(words.split())}"
    )


def understand(page: Page) -> None:
    """All a debrief of a call without a fault has, and nothing of one with faults."""
    for title in ("done", "ended", "never", "curve", "turns", "facts", "stages", "mystery", "next"):
        expect(page.locator(f"#{title}-title")).to_be_visible()
    expect(page.locator("#worst-title, .never, .verdict__reasons")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(LINES)
    expect(page.locator(".turn__better blockquote")).to_have_count(0)
    expect(page.locator(".curve__dot")).to_have_count(LINES)
    page.locator(".curve__dot").nth(4).click()
    expect(page).to_have_url(re.compile(r"#turn-5$"))
    expect(page.locator("#turn-5 .turn__body")).to_be_visible()
    expect(page.locator("#turn-5")).to_be_in_viewport()
    page.locator("[data-open-all]").click()
    expect(page.locator(".turn__body:visible")).to_have_count(LINES)
    page.locator("[data-open-all]").click()
    expect(page.locator(".turn__body:visible")).to_have_count(0)


def keep_a_phrase(page: Page, turn: int) -> None:
    """Into "my rules", found there, and out again."""
    note = page.locator(f"#turn-{turn}")
    phrase = note.locator(".turn__said > span:last-child").inner_text()
    note.locator("summary").click()
    note.locator(".turn__keep button").click()
    expect(page).to_have_url(re.compile(rf"#turn-{turn}$"))
    note.locator(".turn__kept a").click()
    page.wait_for_url("**/my-rules/")
    expect(page.locator(".pocket-rule__text")).to_have_text(phrase)
    expect(page.locator(f".pocket-rule a[href='{door_of(PRACTISE)}']")).to_be_visible()
    page.locator("button[name=drop]").click()
    expect(page.locator(".pocket-rule")).to_have_count(0)
    assert not KeptRule.objects.filter(learner__username=NEW_HIRE).exists()


def listen(page: Page, replies: list[Response]) -> None:
    def hear(reply: Response) -> None:
        replies.append(reply)

    page.on("response", hear)


def texts_of(replies: list[Response]) -> Iterator[str]:
    """What the server told the browser, as a curious reader could read it."""
    for reply in replies:
        kind = reply.headers.get("content-type", "")
        if "json" in kind:
            yield from map(html.unescape, map(str, json.loads(reply.text()).values()))
        elif kind.startswith("text/") and reply.status < 300:
            yield html.unescape(reply.text())


def texts_on(page: Page) -> Iterator[str]:
    yield html.unescape(page.content())
    assert not WORTH.search(page.locator("#stage").evaluate("stage => stage.outerHTML"))


def nothing_is_given_away(seen: list[str], version: ScenarioVersion, said: list[str]) -> None:
    """No thought, reason, ending or answer that was not earned came over the line."""
    everything = "\n".join(" ".join(each.split()) for each in seen)
    for texts in version.content["texts"].values():
        shown = {
            text
            for path, text in texts.items()
            if path.endswith(".text") or (path.endswith(".reply") and path.split(".")[-2] in said)
        }
        for path, text in texts.items():
            *_, option, last = path.split(".")
            hidden = last in HIDDEN or path.startswith("scenario.endings.")
            hidden = hidden or (last == "reply" and option not in said)
            if hidden and len(text) > 12 and text not in shown:
                assert " ".join(text.split())[:60] not in everything, path
    assert words_of(version, said[0], "text") in everything  # the search does find what is there


def words_of(version: ScenarioVersion, option: str, name: str) -> str:
    texts = version.content["texts"]["es"]
    return next(text for path, text in texts.items() if path.endswith(f"{option}.{name}"))


def manager(new_context: NewContext, house: str) -> Page:
    context = new_context()
    let_in(context, "marta", house)
    return context.new_page()


def her_manager_sees_the_result(
    page: Page, conversation: Conversation, debrief: str, station: Station
) -> None:
    person = User.objects.get(username=NEW_HIRE)
    page.goto("/team/")
    expect(page.locator("tr", has_text="Valentina Mora")).to_contain_text(re.compile(r"100\s%"))
    page.goto(f"/team/{person.pk}/")
    row = page.locator("tr", has_text=conversation.version.script.text("scenario.title", "es").text)
    expect(row).to_contain_text(re.compile(r"100\s%"))
    expect(row.locator(".state")).to_be_visible()
    shown = page.locator("body").inner_text()
    for turn in conversation.turns.all():
        assert words_of(conversation.version, turn.what, "text") not in shown
    station(page, "50-team-person-conversations")
    for address in (debrief, debrief.replace("debrief/", "")):
        reply = page.goto(address)
        assert reply
        assert reply.status == 404
