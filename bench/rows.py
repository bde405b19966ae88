"""What is measured: each row with its address, who asks, its floor and its goal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from bench.crowd import gather_crowd
from bench.population import Population, answers_of
from cms.models import User
from quizzes.questions.kinds import KIND_NAMED

SELECT, WAGTAIL = "one SELECT", "bare Wagtail page"
HEADERS = {"accept": "application/json"}


@dataclass
class Row:
    """One thing somebody does, again and again."""

    name: str
    url: str
    session: str
    queries: int
    floor: str = ""
    goal: float = 0.0
    # For a form: what alternates in it, and where the answer stands.
    forms: list[dict[str, Any]] = field(default_factory=list)
    heavy: bool = False


@dataclass(frozen=True)
class Counted:
    """A row measured in queries alone."""

    name: str
    queries: int
    goal: int


def signed_in(person: User) -> Client:
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(person)
    return browser


def session_of(browser: Client) -> str:
    return browser.cookies["sessionid"].value


def queries_of(ask: Callable[[], Any], *, warm: bool = True) -> int:
    """How many statements a request sends, those that begin and end transactions included."""
    if warm:
        ask()
    with CaptureQueriesContext(connection) as captured:
        reply = ask()
    if reply.status_code not in {200, 302}:
        raise RuntimeError(f"answered {reply.status_code}: {reply.content[:300]!r}")
    return len(captured)


def page(name: str, url: str, person: User, floor: str = "", goal: float = 0.0) -> Row:
    browser = signed_in(person)
    if browser.get(url).status_code != 200:
        raise RuntimeError(f"{name}: {url} shows nothing")
    return Row(name, url, session_of(browser), queries_of(lambda: browser.get(url)), floor, goal)


def rows_of(people: Population) -> list[Row]:
    """The floors first, then every page with a goal in CPU."""
    way = people.learner(lessons=1)
    sitting = people.sits(people.learner(lessons=2), answered=3)
    manager = people.person("manager")
    people.fill_team()
    learner, sitter = way.learner, sitting.enrolment.learner
    lesson = reverse("read_screen", args=[people.lessons[1], 1])
    question = reverse("show_question", args=[sitting.pk, 2])
    return [
        page(SELECT, reverse("one_select", args=[people.team.pk]), learner),
        page(WAGTAIL, reverse("bare_page", args=[f"{people.bare.slug}/"]), learner),
        page("quiz question page", question, sitter, WAGTAIL, 1.5),
        page("lesson", lesson, learner, WAGTAIL, 1.3),
        page("learner's home", reverse("home"), learner, WAGTAIL, 1.5),
        page("team page, 50 people", reverse("team"), manager, WAGTAIL, 2.0),
        save_row(people),
        *analysis_rows(people),
    ]


def save_row(people: Population) -> Row:
    """One answer, changed at every request as the page's script does it."""
    sitting = people.sits(people.learner(lessons=2))
    for answer in answers_of(sitting):
        content = answer.version.frozen
        kind = KIND_NAMED[content.kind]
        if content.kind == "single_choice":
            break
    browser = signed_in(sitting.enrolment.learner)
    url = reverse("save_answer", args=[sitting.pk, answer.position])
    forms = [{"response": chosen} for chosen in (kind.key(content), kind.slip(content))]
    turns = count()

    def save() -> Any:
        turn = next(turns)
        form = {"revision": turn, **forms[turn % 2]}
        return browser.post(url, form, headers=HEADERS)

    queries = queries_of(save)
    return Row("save one answer", url, session_of(browser), queries, SELECT, 2.5, forms)


def analysis_rows(people: Population) -> list[Row]:
    """Item analysis of ten thousand attempts, once the site has that page."""
    quiz = people.quiz
    try:
        url = reverse("quiz_analysis", args=[quiz.translation_key])
    except NoReverseMatch:
        return []
    gather_crowd(people.course, quiz, people.at)
    trainer = people.person()
    trainer.is_superuser = True
    trainer.save()
    row = page("item analysis, 10,000 attempts", url, trainer, WAGTAIL, 60.0)
    row.heavy = True
    return [row]


def counted_rows(people: Population, at: datetime) -> list[Counted]:
    """Starting an attempt, and finishing and marking ten questions."""
    # What a process remembers of questions and courses it remembers after the first person.
    people.sits(people.learner(lessons=2))
    way = people.learner(lessons=2)
    browser = signed_in(way.learner)
    start = reverse("start_attempt", args=[people.quiz.translation_key])
    browser.get(reverse("open_quiz", args=[people.quiz.translation_key]))
    started = queries_of(lambda: browser.post(start, {"idempotency_key": "s"}), warm=False)
    sitting = way.quiz_attempts.get()
    for answer in answers_of(sitting):
        content = answer.version.frozen
        key = KIND_NAMED[content.kind].key(content)
        url = reverse("save_answer", args=[sitting.pk, answer.position])
        browser.post(url, {"response": key, "revision": 0})
    submit = reverse("submit_attempt", args=[sitting.pk])
    finished = queries_of(lambda: browser.post(submit, {"idempotency_key": "e"}), warm=False)
    return [
        Counted("start an attempt", started, 15),
        Counted(f"finish and mark {sitting.answers.count()} questions", finished, 20),
    ]
