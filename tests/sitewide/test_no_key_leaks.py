"""What is right stays in the bank: told by no page, reply or header before it may be.

`tests/quizzes/test_show_result.py` looks for the texts of the small package; here every secret of
the bank is a word of its own, and right options look like wrong ones down to the last attribute.
What conversations keep to themselves is in `tests/roleplay/test_nothing_leaks.py`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from courses.asking import ask_url
from courses.models import Enrolment, Inquiry
from quizzes.models import Answer, Question, QuestionVersion, QuizAttempt
from quizzes.pure.content import Content
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.attempts import save_answer, start_attempt, submit_attempt
from tests.content import SmallCourse
from tests.crawling import crawl, whole
from tests.doing import answers_of, right_response, wrong_response
from tests.people import ClientOf, Enrolled

SCRIPT = {"Accept": "application/json"}
TOLD = re.compile(r"TOLD-[\w-]+")
# How a version is built: none of these belongs in anything a browser gets.
STRUCTURE = re.compile(
    r"(?i)[\"'](right|answer|key|correct|structure|texts|fraction|feedback\w*|sha256|seed)[\"']\s*:"
    r"|data-(right|answer|key|correct)\b|\b(is-|option--)(right|correct|wrong)"
)


def told(content: Content, path: str) -> str:
    """The word that stands for a secret: the question, and what of it."""
    name = content.text("stem", "es").text.removeprefix("Pregunta ").strip(".")
    return f"TOLD-{name}-{path.replace('.', '-')}"


def explanation(answer: Answer) -> str:
    return told(answer.version.frozen, "feedback")


def taught(answer: Answer) -> set[str]:
    """What the options that were chosen teach."""
    content = answer.version.frozen
    style = "feedback_{}" if content.kind == "true_false" else "options.{}.feedback"
    return {told(content, style.format(each)) for each in answer.response or []}


@pytest.fixture
def bank(course: SmallCourse) -> None:
    """Every feedback and explanation of the bank is a word found nowhere else."""
    for version in QuestionVersion.objects.all():
        content = version.frozen
        for texts in version.content["texts"].values():
            for path in texts:
                if "feedback" in path:
                    texts[path] = told(content, path)
        version.save()
    assert Question.objects.filter(current_version__content__icontains="TOLD-").count() == 14


@pytest.fixture
def way(new_hire: User, enrolled: Enrolled, bank: None) -> Enrolment:
    return enrolled(new_hire)


@pytest.fixture
def sitting(course: SmallCourse, way: Enrolment) -> QuizAttempt:
    return start_attempt(way, course.quiz_page, timezone.now())


def save(browser: Client, answer: Answer, response: list[str], **more: Any) -> Any:
    form = {"response": response, "revision": str(answer.revision)}
    address = reverse("save_answer", args=[answer.attempt_id, answer.position])
    headers = more.pop("headers", SCRIPT)
    return browser.post(address, form | more, headers=headers)


def assert_silent(text: str) -> None:
    assert not TOLD.search(text)
    assert not STRUCTURE.search(text)


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_page_before_the_end_tells(
    course: SmallCourse, way: Enrolment, client_of: ClientOf, language: str
) -> None:
    learner = way.learner
    learner.language = language
    learner.save()
    browser = client_of(learner)
    seen = crawl(browser, "/", reverse("open_quiz", args=[course.quiz]))
    started = browser.post(reverse("start_attempt", args=[course.quiz]))
    attempt = way.quiz_attempts.get()
    for answer in answers_of(attempt)[:7]:
        right = answer.position % 2
        save(browser, answer, right_response(answer) if right else wrong_response(answer))
    pages = crawl(
        browser,
        "/",
        started["Location"],
        reverse("review_attempt", args=[attempt.pk]),
        reverse("show_result", args=[attempt.pk]),
        reverse("open_quiz", args=[course.quiz]),
        "/es/",
        "/en/",
    )
    for number in range(1, 11):
        assert reverse("show_question", args=[attempt.pk, number]) in pages
    for text in [whole(started), *seen.values(), *pages.values()]:
        assert_silent(text)


def test_asking_about_a_question_tells_nothing(
    sitting: QuizAttempt, way: Enrolment, client_of: ClientOf
) -> None:
    """Neither where one asks nor what is kept of it, until the result may tell."""
    browser, learner = client_of(way.learner), way.learner
    form = {"kind": "mistake", "text": "¿Seguro?"}
    for answer in answers_of(sitting):
        save(browser, answer, right_response(answer))
        address = ask_url("question", sitting.pk, str(answer.position))
        sent = browser.post(address + "send/", form | {"idempotency_key": str(answer.position)})
        for reply in (browser.get(address), sent, browser.get(sent["Location"])):
            assert_silent(whole(reply))
    for page in crawl(browser, reverse("my_inquiries")).values():
        assert_silent(page)
    kept = Inquiry.objects.of(learner)
    assert kept.count() == 10
    for inquiry in kept:
        assert inquiry.quote == ""
        assert_silent(inquiry.place_title)


def test_no_reply_to_a_save_tells(
    sitting: QuizAttempt, way: Enrolment, client_of: ClientOf
) -> None:
    """Word for word what a reply holds: nothing of it depends on being right."""
    browser, single = client_of(way.learner), answers_of(sitting)[0]
    right, wrong = right_response(single), wrong_response(single)
    form = {"headers": {}, "go": "review"}

    replies = [save(browser, single, right)]
    assert set(json.loads(replies[0].content)) == {"revision", "saved_at"}
    replies.append(save(browser, single, wrong))
    assert replies[1].status_code == 409
    assert json.loads(replies[1].content).keys() == {"message", "revision", "fields"}
    # Her own, as stored.
    assert json.loads(replies[1].content)["fields"].count(" checked") == len(right)
    replies.append(save(browser, single, wrong, revision="1"))
    replies.append(save(browser, single, ["nothing"], revision="2"))
    assert replies[3].status_code == 400
    assert json.loads(replies[3].content).keys() == {"message"}
    replies.append(save(browser, single, right, **form))
    assert replies[4].status_code == 409
    replies.append(save(browser, single, ["nothing"], revision="2", **form))
    assert replies[5].status_code == 400
    submit_attempt(sitting, timezone.now())
    replies.append(save(browser, single, right, revision="3"))
    assert replies[6].status_code == 410
    assert json.loads(replies[6].content).keys() == {"message", "url"}
    for reply in replies:
        assert_silent(whole(reply))


def test_right_and_wrong_are_answered_alike(
    sitting: QuizAttempt, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    shapes = set()
    for answer in answers_of(sitting):
        for revision, chosen in enumerate((right_response(answer), wrong_response(answer))):
            reply = save(browser, answer, chosen, revision=str(revision))
            names = sorted(name for name, _value in reply.items())
            body = json.loads(reply.content) | {"revision": 0, "saved_at": ""}
            shapes.add((reply.status_code, *names, json.dumps(body)))
    assert len({re.sub(r"\d+", "", str(shape)) for shape in shapes}) == 1


@dataclass
class Options(HTMLParser):
    """The tags inside each option's label, with their attributes, by the option's id."""

    found: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    inside: list[Any] | None = None
    id: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "label":
            self.inside = []
        if self.inside is not None:
            own = dict(attrs)
            if tag == "input":
                self.id = own.pop("value") or ""
            self.inside.append((tag, sorted(own.items())))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label" and self.inside is not None:
            self.found[self.id], self.inside = self.inside, None


def test_right_options_look_like_wrong_ones(
    sitting: QuizAttempt, way: Enrolment, client_of: ClientOf
) -> None:
    browser = client_of(way.learner)
    for answer in answers_of(sitting):
        page = browser.get(reverse("show_question", args=[sitting.pk, answer.position]))
        options = Options()
        options.feed(page.content.decode())
        content = answer.version.frozen
        known = list(KIND_NAMED[content.kind].part_names(content, "es"))
        assert set(options.found) == set(known)
        assert all(options.found[each] == options.found[known[0]] for each in known)


def places(attempts: list[QuizAttempt]) -> Iterator[int]:
    """Where the right option stood in every question with one."""
    for attempt in attempts:
        for answer in answers_of(attempt):
            content = answer.version.frozen
            kind = KIND_NAMED[content.kind]
            if content.kind == "single_choice":
                seed = f"{attempt.pk}-{answer.position}"
                shown = kind.fields(content, "es", seed, None)["options"]
                yield [option.id for option in shown].index(kind.key(content)[0])


def test_neither_does_the_place(course: SmallCourse, way: Enrolment) -> None:
    """In the bank the right option always comes first; before a learner it stands anywhere."""
    quiz, now, attempts = course.quiz_page, timezone.now(), []
    quiz.attempts_allowed = 12
    for days in range(12, 0, -1):
        attempts.append(start_attempt(way, quiz, now - timedelta(days=2 * days)))
        submit_attempt(attempts[-1], now - timedelta(days=2 * days))
    stood = list(places(attempts))
    assert set(stood) == {0, 1, 2}
    assert all(stood.count(place) < len(stood) * 0.7 for place in range(3))


def taken(way: Enrolment, attempt: QuizAttempt, right: int) -> str:
    """Hands in with so many right; the address of the result."""
    for answer in answers_of(attempt):
        known = answer.position <= right
        response = right_response(answer) if known else wrong_response(answer)
        save_answer(answer, response, answer.revision, "es", timezone.now())
    submit_attempt(attempt, timezone.now())
    return reverse("show_result", args=[attempt.pk])


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_failed_attempt_tells_only_what_its_own_choices_teach(
    course: SmallCourse, sitting: QuizAttempt, way: Enrolment, client_of: ClientOf, language: str
) -> None:
    learner = way.learner
    learner.language = language
    learner.save()
    result = taken(way, sitting, right=5)
    pages = crawl(client_of(learner), "/", result, reverse("open_quiz", args=[course.quiz]))
    everything = "\n".join(pages.values())
    assert set(TOLD.findall(everything)) == set().union(*map(taught, answers_of(sitting)))
    assert not STRUCTURE.search(everything)
    assert set(TOLD.findall("".join(pages[each] for each in pages if each != result))) == set()


def test_the_next_attempt_tells_nothing_again(
    course: SmallCourse, sitting: QuizAttempt, way: Enrolment, client_of: ClientOf
) -> None:
    taken(way, sitting, right=5)
    again = start_attempt(way, course.quiz_page, timezone.now())
    browser = client_of(way.learner)
    for answer in answers_of(again):
        page = browser.get(reverse("show_question", args=[again.pk, answer.position]))
        assert_silent(whole(page))


def test_passed_it_is_told(sitting: QuizAttempt, way: Enrolment, client_of: ClientOf) -> None:
    """So that the silence above is no accident of the words planted."""
    result = taken(way, sitting, right=9)
    found = set(TOLD.findall(whole(client_of(way.learner).get(result))))
    assert {explanation(answer) for answer in answers_of(sitting)} <= found


def test_nobody_else_is_told(
    sitting: QuizAttempt, way: Enrolment, manager: User, colleague: User, client_of: ClientOf
) -> None:
    """A manager sees scores, never answers; a colleague gets no help from one who passed."""
    result = taken(way, sitting, right=9)
    person = reverse("show_person", args=[way.learner_id])
    for address in (person, reverse("team"), reverse("team_text")):
        assert_silent(whole(client_of(manager).get(address)))
    for other in (manager, colleague):
        assert client_of(other).get(result).status_code == 404
