"""Ten kinds of question, a token in every key, feedback and rubric: no page tells one too early.

`test_no_key_leaks.py` looks at options closely; here every text that only authors and markers, or
learners afterwards, may read is a word of its own, in both languages, and everything that a
learner's browser can get is searched for it, before the end and after.
"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from quizzes.models import Answer, QuestionVersion, QuizAttempt
from quizzes.verbs.attempts import save_answer, submit_attempt
from tests.crawling import crawl, whole
from tests.doing import answers_of, form_of, right_response, wrong_response
from tests.long_quiz import SitsDown
from tests.people import ClientOf

SCRIPT = {"Accept": "application/json"}
TOKEN = re.compile(r"TOLD-[\w-]+")
# Never seen by a learner: the rubric and the sample are for whoever marks.
FOR_MARKERS = re.compile(r"(^|\.)(rubric|sample)(\.|$)")
# Seen afterwards only: what answers teach, and what is accepted where words are written.
SECRET = re.compile(r"(^|\.)feedback|^answers\..*\.text$|^gaps\..*\.answers$")
# Numbers that are right, as somebody could type them: found nowhere but in the bank.
RIGHT_NUMBERS = {"30": "83017", "216": "94021"}
STRUCTURE = re.compile(
    r"(?i)[\"'](right|answer|key|correct|structure|texts|fraction|feedback\w*|sha256|seed"
    r"|tolerance|credit|rubric|sample|accepted)[\"']\s*:"
    r"|data-(right|answer|key|correct)=|\b(is-|option--)(right|correct|wrong)"
)


def token(content: Any, path: str) -> str:
    """The word that stands for one secret text of one question."""
    named = re.search(r"t\d\d", content.text("feedback", "es").text)
    assert named
    return f"TOLD-{named[0]}-{path.replace('.', '-')}"


def is_picked(content: Any, path: str) -> bool:
    """An accepted word that is also one of those to pick from has to be on the page."""
    return path.startswith("gaps.") and bool(
        content.text(path.replace(".answers", ".choices"), "es").text
    )


def plant(version: QuestionVersion) -> None:
    content = version.frozen
    for texts in version.content["texts"].values():
        for path in texts:
            secret = FOR_MARKERS.search(path) or SECRET.search(path)
            if secret and not is_picked(content, path):
                texts[path] = token(content, path)
    if content.kind == "numeric":
        for each in version.content["structure"]["answers"]:
            each["value"] = float(RIGHT_NUMBERS[f"{each['value']:g}"])
            each["tolerance"] = 0.0
    version.save()


@pytest.fixture
def planted(long_quiz: object) -> None:
    """Every question of the long quiz with tokens in it."""
    versions = [each for each in QuestionVersion.objects.all() if "K10" in each.frozen.concepts]
    assert len(versions) == 25
    for version in versions:
        plant(version)


def assert_silent(text: str) -> None:
    assert not TOKEN.search(text)
    assert not STRUCTURE.search(text)
    assert not any(number in text for number in RIGHT_NUMBERS.values())


def save(browser: Client, answer: Answer, response: list[str], revision: int, **more: str) -> Any:
    form: dict[str, Any] = {"revision": str(revision), **more}
    form |= form_of(answer, response)
    url = reverse("save_answer", args=[answer.attempt_id, answer.position])
    return browser.post(url, form, headers=SCRIPT)


@pytest.mark.parametrize("layout", ["one", "all"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_before_the_end_nothing_is_told(
    planted: None,
    new_hire: User,
    sits_down: SitsDown,
    client_of: ClientOf,
    layout: str,
    language: str,
) -> None:
    new_hire.language = language
    new_hire.save()
    attempt = sits_down(new_hire, layout=layout, confidence=True, time_limit=60)
    browser, texts = client_of(new_hire), []
    for answer in answers_of(attempt):
        wrong = wrong_response(answer)
        texts.append(whole(save(browser, answer, wrong, 0, confidence="sure")))
        # Another tab with the same old page: the reply brings the stored fields.
        conflict = save(browser, answer, right_response(answer) or ["otra cosa"], 0)
        assert conflict.status_code == 409
        # What is in it is what the page itself sent.
        said = whole(conflict)
        texts.append(said)
    pages = crawl(
        browser,
        "/",
        reverse("open_quiz", args=[attempt.activity_key]),
        reverse("show_question", args=[attempt.pk, 1]),
        reverse("review_attempt", args=[attempt.pk]),
        reverse("show_result", args=[attempt.pk]),
    )
    expected = 25 if layout == "one" else 1
    found = [each for each in pages if each.startswith(f"/attempts/{attempt.pk}/")]
    assert len(found) >= expected
    for text in [*texts, *pages.values()]:
        assert_silent(text)


def take(attempt: QuizAttempt, *, right: bool) -> str:
    """Hands in, all right or all wrong, and marked to the end; the address of the result."""
    for answer in answers_of(attempt):
        if answer.version.frozen.kind != "open_text":
            response = right_response(answer) if right else wrong_response(answer)
            save_answer(answer, response, 0, "es", timezone.now())
    submit_attempt(attempt, timezone.now())
    return reverse("show_result", args=[attempt.pk])


def secrets(answers: list[Answer], pattern: str) -> set[str]:
    return {
        token(answer.version.frozen, path)
        for answer in answers
        for path in answer.version.frozen.texts["es"]
        if re.search(pattern, path)
    }


def test_a_failed_attempt_tells_neither_key_nor_explanation(
    planted: None, new_hire: User, sits_down: SitsDown, client_of: ClientOf
) -> None:
    attempt = sits_down(new_hire)
    result = take(attempt, right=False)
    found = set(TOKEN.findall(whole(client_of(new_hire).get(result))))
    answers = answers_of(attempt)
    assert found, "what wrong answers teach is shown"
    assert not found & secrets(answers, r"^feedback$|^answers\..*\.text$|^gaps\..*\.answers$")
    assert not found & secrets(answers, FOR_MARKERS.pattern)


def test_passed_the_key_is_told_and_the_rubric_is_not(
    planted: None, new_hire: User, sits_down: SitsDown, client_of: ClientOf
) -> None:
    """So that the silence above is no accident of the words planted."""
    attempt = sits_down(new_hire)
    result = take(attempt, right=True)
    QuizAttempt.objects.filter(pk=attempt.pk).update(score=100, passed=True)
    text = whole(client_of(new_hire).get(result))
    found, answers = set(TOKEN.findall(text)), answers_of(attempt)
    assert secrets(answers, r"^feedback$") <= found
    assert not found & secrets(answers, FOR_MARKERS.pattern)
    assert all(number in text for number in RIGHT_NUMBERS.values())
