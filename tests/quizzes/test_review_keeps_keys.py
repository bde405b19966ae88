"""A review tells nothing of a question before it is answered; then only of that one."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import User
from quizzes.models import QuestionVersion, ReviewSitting
from quizzes.pure.content import Content
from quizzes.verbs.review import start_review
from tests.content import SmallCourse
from tests.crawling import crawl, whole
from tests.people import ClientOf
from tests.reviewing import PassedAgo, questions_of, wrong_of

TOLD = re.compile(r"TOLD-(q\d\d)")
STRUCTURE = re.compile(
    r"(?i)[\"'](right|key|correct|structure|texts|fraction|feedback\w*|sha256|seed)[\"']\s*:"
    r"|data-(right|answer|key|correct)\b|\b(is-|option--)(right|correct|wrong)"
)


def name_of(content: Content) -> str:
    return content.text("stem", "es").text.removeprefix("Pregunta ").strip(".")


@pytest.fixture
def sitting(course: SmallCourse, new_hire: User, passed_ago: PassedAgo) -> ReviewSitting:
    """With a word of its own in every feedback and explanation of the bank."""
    for version in QuestionVersion.objects.all():
        for texts in version.content["texts"].values():
            for path in texts:
                if "feedback" in path:
                    texts[path] = f"TOLD-{name_of(version.frozen)}"
        version.save()
    passed_ago(new_hire, days=3)
    return start_review(new_hire, course.key, 5, timezone.now())


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_is_told_before_the_answer(
    course: SmallCourse,
    new_hire: User,
    sitting: ReviewSitting,
    client_of: ClientOf,
    language: str,
) -> None:
    new_hire.language = language
    new_hire.save()
    browser = client_of(new_hire)
    questions = questions_of(sitting)
    places = [reverse("show_review_question", args=[sitting.pk, n]) for n in range(1, 6)]
    door = reverse("open_review", args=[course.key])
    result = reverse("show_review_result", args=[sitting.pk])
    answered: set[str] = set()
    for answer, place in zip(questions, places, strict=True):
        # The quiz's own result may tell what it asked: passed, it tells everything.
        pages = crawl_reviews(browser, door, result, *places)
        assert {each for text in pages for each in TOLD.findall(text)} == answered
        assert not any(STRUCTURE.search(text) for text in pages)
        refused = browser.post(f"{place}answer/", {"response": ["no such"]})
        assert not TOLD.search(whole(refused))
        reply = browser.post(f"{place}answer/", {"response": wrong_of(answer)})
        assert not TOLD.search(whole(reply))
        answered.add(name_of(answer.version.frozen))
    told = crawl_reviews(browser, *places)
    assert {each for text in told for each in TOLD.findall(text)} == answered
    assert len(answered) == 5


def crawl_reviews(browser: Client, *starts: str) -> list[str]:
    """The pages of the review and what they link to, finished quizzes aside."""
    pages = crawl(browser, *starts)
    return [
        text
        for address, text in pages.items()
        if not address.endswith("/result/") or address.startswith("/reviews/")
    ]


def test_right_options_look_like_wrong_ones(
    new_hire: User, sitting: ReviewSitting, client_of: ClientOf
) -> None:
    browser = client_of(new_hire)
    for answer in questions_of(sitting):
        place = reverse("show_review_question", args=[sitting.pk, answer.position])
        page = browser.get(place).content.decode()
        tags = re.findall(r'<input[^>]*name="response"[^>]*>', page)
        assert len(tags) > 1
        assert len({re.sub(r'value="[^"]*"', "", tag) for tag in tags}) == 1
