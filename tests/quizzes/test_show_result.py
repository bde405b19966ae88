"""The result: what it came to, what it taught, and the key only where nothing can profit from it.

The texts of the small package name their question and option ("Enseña q03-true.", "Explica q03."),
so a page that tells too much is caught by its words.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.models import Enrolment
from quizzes.models import Answer, QuizAttempt
from tests.content import SmallCourse
from tests.doing import Reads, Starts, Takes, answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled

TAUGHT = re.compile(r"(?:Enseña|Teaches) (q\d\d-\w+)\.")
EXPLAINED = re.compile(r"(?:Explica|Explains) (q\d\d)\.")
NAMED = re.compile(r"(?:Opción|Option) (q\d\d-\w)")
OURS = re.compile(r'(?:href|action)="(/[^"#]*)')


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled) -> Enrolment:
    return enrolled(new_hire)


def result(attempt: QuizAttempt) -> str:
    return reverse("show_result", args=[attempt.pk])


def tag(answer: Answer) -> str:
    """The question's own token, q01 to q14."""
    return answer.version.frozen.text("stem", "es").text.removeprefix("Pregunta ").strip(".")


def crawl(browser: Client, *starts: str) -> dict[str, str]:
    """Every page that can be reached by links from some addresses, signing out aside."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in seen or re.match(r"/(static|media|accounts|language|admin)", address):
            continue
        answer = browser.get(address)
        if "Location" in answer.headers:
            waiting.append(answer["Location"])
        seen[address] = "" if answer.streaming else answer.content.decode()
        waiting += OURS.findall(seen[address])
    return seen


@pytest.mark.parametrize("language", ["es", "en"])
def test_before_the_end_no_page_tells_what_is_right(
    course: SmallCourse,
    new_hire: User,
    way: Enrolment,
    reads: Reads,
    starts: Starts,
    client_of: ClientOf,
    language: str,
) -> None:
    new_hire.language = language
    new_hire.save()
    reads(way, course.greet)
    attempt = starts(way)
    browser = client_of(new_hire)
    replies = []
    for answer in answers_of(attempt):
        form = {"response": wrong_response(answer), "revision": "0", "idempotency_key": "k"}
        url = reverse("save_answer", args=[attempt.pk, answer.position])
        replies.append(browser.post(url, form, headers={"Accept": "application/json"}).content)
    questions = [reverse("show_question", args=[attempt.pk, number]) for number in range(1, 11)]
    pages = crawl(browser, "/", *questions, reverse("review_attempt", args=[attempt.pk]))
    assert len(pages) > 20
    everything = "\n".join([*pages.values(), *(reply.decode() for reply in replies)])
    assert NAMED.search(everything)  # the questions were seen
    assert not TAUGHT.search(everything)
    assert not EXPLAINED.search(everything)


def test_a_failed_attempt_teaches_only_what_was_chosen(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(way, right=5)
    browser = client_of(new_hire)
    pages = crawl(browser, "/", result(attempt))
    everything = "\n".join(pages.values())
    chosen = {
        f"{tag(answer)}-{letter}"
        for answer in answers_of(attempt)
        for letter in option_names(answer, answer.response or [])
    }
    assert set(TAUGHT.findall(everything)) == chosen
    assert not EXPLAINED.search(everything)
    # Not even the text of a right option that was not chosen.
    choices = {each for each in chosen if not each.endswith(("true", "false"))}
    assert set(NAMED.findall(pages[result(attempt)])) == choices
    context = browser.get(result(attempt)).context
    assert context["key_hidden_reason"]
    assert {item.key for item in context["items"]} == {None}
    assert context["attempts_left"] == 2
    assert context["retry"]["allowed"]


def option_names(answer: Answer, ids: list[str]) -> list[str]:
    """The letters of chosen options as the package wrote them (ids on the site are uuids)."""
    content = answer.version.frozen
    if content.kind == "true_false":
        return ids
    texts = (content.text(f"options.{each}.text", "es").text for each in ids)
    return [text[-1] for text in texts]


def test_passing_opens_everything(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(way, right=8)
    page = client_of(new_hire).get(result(attempt))
    html = page.content.decode()
    tags = {tag(answer) for answer in answers_of(attempt)}
    assert set(EXPLAINED.findall(html)) == tags
    assert page.context["key_hidden_reason"] == ""
    for answer, item in zip(answers_of(attempt), page.context["items"], strict=True):
        assert item.right is (answer.position <= 8)
        assert len(item.key) == len(right_response(answer))
    assert page.context["attempt"]["passed"]
    assert not page.context["retry"]["allowed"]


def test_with_no_attempt_left_the_key_is_shown_of_all(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    now = timezone.now()
    attempts = [takes(way, right=2, at=now - timedelta(days=days)) for days in (9, 8, 1)]
    for attempt in attempts:
        page = client_of(new_hire).get(result(attempt))
        assert len(EXPLAINED.findall(page.content.decode())) == 10
        assert page.context["attempts_left"] == 0


def test_after_passing_the_failed_one_may_be_seen_whole(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    failed = takes(way, right=2, at=timezone.now() - timedelta(days=1))
    assert not EXPLAINED.search(client_of(new_hire).get(result(failed)).content.decode())
    takes(way, right=10)
    assert EXPLAINED.search(client_of(new_hire).get(result(failed)).content.decode())


def test_what_to_read_again_is_what_was_missed_most(
    course: SmallCourse, new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    browser = client_of(new_hire)
    for answer in answers_of(attempt):
        greeting = answer.version.frozen.concepts == ("K01",)
        form = {
            "response": right_response(answer) if greeting else wrong_response(answer),
            "revision": "0",
        }
        browser.post(reverse("save_answer", args=[attempt.pk, answer.position]), form)
    page = browser.post(reverse("submit_attempt", args=[attempt.pk]), follow=True)
    assert [(each.title, each.concept) for each in page.context["reread"]] == [
        ("Escuchar hasta el final", "Escucha")
    ]
    assert page.context["reread"][0].url == reverse("open_lesson", args=[course.listen])


@pytest.mark.parametrize(
    ("right", "sentence"),
    [
        (10, "All 10 right. You know this."),
        (8, "Passed, with 8 of 10 right."),
        (3, "Not yet: 3 of 10 right, and 80 % is needed."),
    ],
)
def test_the_sentence(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf, right: int, sentence: str
) -> None:
    new_hire.language = "en"
    new_hire.save()
    page = client_of(new_hire).get(result(takes(way, right=right)))
    assert page.context["sentence"] == sentence
    assert page.context["attempt"]["score"] == right * 10


def test_an_open_attempt_has_no_result_yet(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    answer = client_of(new_hire).get(result(attempt))
    assert answer["Location"] == reverse("show_question", args=[attempt.pk, 1])


def test_a_result_is_its_learners(
    way: Enrolment, colleague: User, manager: User, takes: Takes, client_of: ClientOf
) -> None:
    attempt = takes(way)
    for person in (colleague, manager):
        assert client_of(person).get(result(attempt)).status_code == 404
