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
from quizzes.models import Answer, Mark, QuizAttempt
from quizzes.verbs.attempts import save_answer, submit_attempt
from quizzes.verbs.marking import append_marks
from quizzes.verbs.rubrics import Judgement, mark_answer
from tests.content import SmallCourse
from tests.doing import Reads, Starts, Takes, answers_of, right_response, wrong_response
from tests.long_quiz import SitsDown
from tests.marking import BEST, open_question, write_in
from tests.people import ClientOf, Enrolled
from tests.quizzes.every_kind import WITH_UNIT, put_instead

TAUGHT = re.compile(r"(?:Enseña|Teaches) (q\d\d-\w+)\.")
EXPLAINED = re.compile(r"(?:Explica|Explains) (q\d\d)\.")
NAMED = re.compile(r"(?:Opción|Option) (q\d\d-\w)")
MULTIPLE = "multiple_choice"
RULES = {
    "exact": "Cuenta solo cuando se eligen exactamente las correctas: con una de más o una de "
    "menos no alcanza.",
    "partial": "Cada correcta suma y cada incorrecta resta.",
}
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


@pytest.mark.parametrize("right", [0, 1, 3])
def test_the_sentence_counts_answers_in_spanish(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf, right: int
) -> None:
    page = client_of(new_hire).get(result(takes(way, right=right)))
    assert page.context["sentence"] == (
        f"Todavía no: {right} de 10 respuestas del todo correctas; para aprobar hace falta el 80 %."
    )


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


# --- what was sure, what has to be right, what was corrected -------------------------------------


def test_what_was_sure_and_wrong_comes_first(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    QuizAttempt.objects.filter(pk=attempt.pk).update(confidence=True)
    said = {2: ("guess", False), 4: ("sure", True), 6: ("sure", False), 9: ("sure", False)}
    said |= {3: ("guess", True)}
    for answer in answers_of(attempt):
        level, right = said.get(answer.position, ("think", True))
        response = right_response(answer) if right else wrong_response(answer)
        save_answer(answer, response, 0, "es", attempt.started_at, confidence=level)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    groups = page.context["groups"]
    assert [(group.title, [item.number for item in group.items]) for group in groups] == [
        ("Se daba por seguro y no era así", [6, 9]),
        ("Para repasar", [2]),
        ("Correctas, pero al azar", [3]),
        ("Las demás", [1, 4, 5, 7, 8, 10]),
    ]
    html = page.content.decode()
    places = [html.index(f"{group.title}</h3>") for group in groups]
    assert places == sorted(places)
    # What is worth looking at again is open.
    assert html.count("<details open>") == 4
    assert html.count("Antes se dijo: con seguridad.") == 3


def test_without_it_there_is_no_such_heading(
    new_hire: User, way: Enrolment, takes: Takes, client_of: ClientOf
) -> None:
    page = client_of(new_hire).get(result(takes(way, right=3)))
    assert [group.title for group in page.context["groups"]] == [""]
    assert "items__title" not in page.content.decode()


def test_a_question_that_had_to_be_right_says_so(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    for answer in answers_of(attempt):
        known = answer.position != 5
        response = right_response(answer) if known else wrong_response(answer)
        save_answer(answer, response, 0, "es", attempt.started_at)
    Answer.objects.filter(attempt=attempt, position__in=(5, 6)).update(critical=True)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    assert not page.context["attempt"]["passed"]
    assert page.context["sentence"].startswith("El puntaje alcanza")
    assert [item.number for item in page.context["items"] if item.has_to_be_right] == [5]
    assert page.content.decode().count("Para aprobar, esta pregunta tiene que estar bien.") == 1


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (Mark.Method.REGRADE, "Se corrigió la clave de esta pregunta."),
        (
            Mark.Method.VOID,
            "Esta pregunta se retiró: cuenta como correcta para todas las personas.",
        ),
    ],
)
def test_a_corrected_key_is_said_with_its_reason(
    new_hire: User,
    trainer: User,
    way: Enrolment,
    takes: Takes,
    client_of: ClientOf,
    method: str,
    words: str,
) -> None:
    attempt = takes(way, right=8)
    ninth = answers_of(attempt)[8]
    moments = {"Un primer intento.": -1, "La opción B también vale.": 0}
    for reason, hours in moments.items():
        at = timezone.now() + timedelta(hours=hours)
        mark = Mark(answer=ninth, fraction=1, method=method, by=trainer, reason=reason, at=at)
        append_marks([mark])
    page = client_of(new_hire).get(result(attempt))
    item = page.context["items"][8]
    assert item.right
    assert item.correction.void is (method == Mark.Method.VOID)
    assert f"{words} La opción B también vale." in page.content.decode()
    assert [each.number for each in page.context["items"] if each.correction] == [9]


@pytest.mark.parametrize(("comment", "opened"), [("Bien contado.", 1), ("", 0)])
def test_a_comment_is_in_sight_also_where_all_is_right(
    new_hire: User,
    trainer: User,
    way: Enrolment,
    starts: Starts,
    client_of: ClientOf,
    comment: str,
    opened: int,
) -> None:
    at = timezone.now()
    answer = write_in(starts(way, at), open_question(), "Se saluda y se pregunta.", at)
    mark_answer(answer, Judgement(BEST, comment), trainer, 0, at)
    html = client_of(new_hire).get(result(answer.attempt)).content.decode()
    assert html.count("item--right") == 10
    assert html.count("<details open>") == opened
    assert ("Bien contado." in html) is bool(comment)


# --- partly right, and waiting for a person: the quiz with every kind ----------------------------


def half_right(answer: Answer) -> list[str]:
    """Right but for the last part."""
    right, wrong = right_response(answer), wrong_response(answer)
    return [*right[:-1], wrong[-1]]


@pytest.mark.parametrize("passed", [True, False])
def test_which_part_is_right_is_told_only_with_the_key(
    new_hire: User, sits_down: SitsDown, client_of: ClientOf, passed: bool
) -> None:
    attempt = sits_down(new_hire)
    parted = next(each for each in answers_of(attempt) if each.version.frozen.kind == "matching")
    save_answer(parted, half_right(parted), 0, "es", attempt.started_at)
    submit_attempt(attempt, attempt.started_at)
    QuizAttempt.objects.filter(pk=attempt.pk).update(score=90, passed=passed)
    page = client_of(new_hire).get(result(attempt))
    item = next(each for each in page.context["items"] if each.number == parted.position)
    assert not item.right
    assert item.worth in {50, 67}
    told = [part.right for part in item.yours]
    assert told == ([*[True] * (len(told) - 1), False] if passed else [None] * len(told))
    assert ("no es correcto" in page.content.decode()) is passed
    assert f"{item.worth} %" in page.content.decode()


@pytest.mark.parametrize(
    ("given", "told"), [(1, "2 partes sin responder"), (2, "1 parte sin responder")]
)
def test_parts_left_empty_are_counted(
    new_hire: User, sits_down: SitsDown, client_of: ClientOf, given: int, told: str
) -> None:
    attempt = sits_down(new_hire)
    parted = next(each for each in answers_of(attempt) if len(pairs_of(each)) == 3)
    save_answer(parted, right_response(parted)[:given], 0, "es", attempt.started_at)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    items = {each.number: each for each in page.context["items"]}
    assert items.pop(parted.position).lacks == told
    assert not any(each.lacks for each in items.values())
    assert page.content.decode().count("sin responder") == page.content.decode().count(told) == 1


def test_a_number_without_its_unit_is_told_why_it_earned_nothing(
    new_hire: User, way: Enrolment, starts: Starts, client_of: ClientOf
) -> None:
    attempt = starts(way)
    first = answers_of(attempt)[0]
    put_instead(first, WITH_UNIT)
    save_answer(first, ["12,5"], 0, "es", attempt.started_at)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    assert page.context["items"][0].worth == 0
    assert '<dd class="quiet">Falta la unidad</dd>' in page.content.decode()
    assert "min" not in "".join(part.text for part in page.context["items"][0].yours)


def pairs_of(answer: Answer) -> list[str]:
    return right_response(answer) if "=" in "".join(right_response(answer)) else []


def test_the_rule_told_is_the_one_that_held(
    new_hire: User, sits_down: SitsDown, client_of: ClientOf
) -> None:
    attempt = sits_down(new_hire)
    several = [each for each in answers_of(attempt) if each.version.frozen.kind == MULTIPLE]
    for answer in several:
        save_answer(answer, wrong_response(answer), 0, "es", attempt.started_at)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    rules = {each.number: str(each.rule) for each in page.context["items"] if each.rule}
    assert rules == {each.position: RULES[credit_of(each)] for each in several}
    assert {credit_of(each) for each in several} == set(RULES)
    assert all(rule in page.content.decode() for rule in RULES.values())


def credit_of(answer: Answer) -> str:
    credit: str = answer.version.frozen.structure["credit"]
    return credit


def test_what_a_person_marks_is_waited_for(
    new_hire: User, sits_down: SitsDown, client_of: ClientOf
) -> None:
    attempt = sits_down(new_hire)
    written = next(each for each in answers_of(attempt) if each.version.frozen.kind == "open_text")
    save_answer(written, ["Se le escribió ese mismo día."], 0, "es", attempt.started_at)
    submit_attempt(attempt, attempt.started_at)
    page = client_of(new_hire).get(result(attempt))
    assert page.context["attempt"]["passed"] is None
    assert [each.number for each in page.context["items"] if each.waiting] == [written.position]
    html = page.content.decode()
    assert html.count("La está corrigiendo una persona") == 1
    assert "Explica" not in html
