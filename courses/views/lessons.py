"""A lesson, one screen at a time, each with its own address; the place is kept here."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.asking import ask_link
from courses.doing import Doing, find_activity
from courses.journey import Done, next_step_of, station_of
from courses.lessons import Screen, ScreenPart, screens_of, stream_ids
from courses.models import KeptRule, LessonPage, LessonPlace
from courses.outlines import load_outline
from courses.verbs import lessons as verbs


@dataclass(frozen=True)
class LessonHead:
    """What every page of a lesson says of it."""

    key: UUID
    title: str
    minutes: int


@dataclass(frozen=True)
class ShownBlock:
    """A block already drawn, and the language it fell back to."""

    render: SafeString
    lang: str


@dataclass(frozen=True)
class ShownScreen:
    """A screen already drawn."""

    id: str
    title: str
    lang: str
    number: int
    total: int
    blocks: list[ShownBlock]


@dataclass(frozen=True)
class ScreenLink:
    """A line of the lesson's table of contents."""

    number: int
    title: str
    lang: str
    url: str
    here: bool
    seen: bool


def find_lesson(request: SignedInRequest, key: UUID) -> Doing:
    """The lesson for this person; 404 when it is not theirs."""
    return find_activity(request.user, LessonPage, key, get_language() or "es")


def screen_url(key: UUID, number: int) -> str:
    """The address of a screen, counted from 1."""
    return reverse("read_screen", args=[key, number])


@require_safe
@person_required
def open_lesson(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Goes to the screen where she left, or to the first."""
    doing = find_lesson(request, key)
    ids = stream_ids(doing.page.body)
    place = LessonPlace.objects.filter(enrolment=doing.enrolment, activity_key=key).first()
    number = ids.index(place.screen_id) + 1 if place and place.screen_id in ids else 1
    return redirect(screen_url(key, number))


@require_safe
@person_required
def read_screen(request: SignedInRequest, key: UUID, number: int) -> HttpResponse:
    """Shows one screen and keeps the place."""
    doing = find_lesson(request, key)
    screens = screens_of(doing.page, doing.translated)
    if not 1 <= number <= len(screens):
        raise Http404
    screen = screens[number - 1]
    place = verbs.keep_place(doing.enrolment, key, screen.id, timezone.now())
    total, last = len(screens), number == len(screens)
    context = {
        "lesson": head_of(doing),
        "screen": _drawn(request, doing, screen, number, total),
        "screens": _links(key, screens, number, set(place.seen)),
        "previous_url": screen_url(key, number - 1) if number > 1 else "",
        "next_url": "" if last else screen_url(key, number + 1),
        "is_last": last,
        "done_url": reverse("complete_lesson", args=[key]),
        "percent": number * 100 // total,
        "exit_url": reverse("home"),
        "ask": ask_link("lesson", key, screen.id),
    }
    return render(request, "courses/lesson_screen.html", context)


def head_of(doing: Doing) -> LessonHead:
    """The lesson's own facts for this reader."""
    return LessonHead(doing.page.translation_key, doing.title, doing.page.minutes)


def _drawn(
    request: SignedInRequest, doing: Doing, screen: Screen, number: int, total: int
) -> ShownScreen:
    context = {
        "request": request,
        "csrf_token": get_token(request),
        "screen_url": screen_url(doing.page.translation_key, number),
        "tried": request.GET.get("try", ""),
        **rule_context(request, doing, screen.parts),
    }
    blocks = [ShownBlock(part.render(**context), part.lang) for part in screen.parts]
    return ShownScreen(screen.id, screen.title, screen.lang, number, total, blocks)


def rule_context(
    request: SignedInRequest, doing: Doing, parts: tuple[ScreenPart, ...]
) -> dict[str, object]:
    """Whether the screen's pocket rule is kept; a query only where there is a rule."""
    rule = next((part for part in parts if part.type == "pocket_rule"), None)
    if rule is None:
        return {}
    kept = KeptRule.objects.filter(learner=request.user, block_id=rule.id).exists()
    return {
        "kept": kept,
        "keep_url": reverse("keep_rule", args=[doing.page.translation_key, rule.id]),
    }


def _links(key: UUID, screens: tuple[Screen, ...], here: int, seen: set[str]) -> list[ScreenLink]:
    return [
        ScreenLink(
            number,
            screen.title,
            screen.lang,
            screen_url(key, number),
            number == here,
            screen.id in seen,
        )
        for number, screen in enumerate(screens, start=1)
    ]


@require_POST
@person_required
def complete_lesson(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The last screen's button: the lesson is done."""
    doing = find_lesson(request, key)
    verbs.complete_lesson(doing.enrolment, key, timezone.now())
    return redirect("lesson_done", key=key)


@require_safe
@person_required
def lesson_done(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What the lesson leaves: its rule, how far the module is, the next step."""
    doing = find_lesson(request, key)
    done = Done.of(doing.enrolment)
    if key not in done.passed:
        return redirect("open_lesson", key=key)
    course = load_outline(doing.enrolment.course_key, get_language() or "es")
    if course is None:
        raise Http404
    outline = course.for_audience(doing.enrolment.audience)
    module = outline.module_of(key)
    context = {
        "lesson": head_of(doing),
        "rule": _rule_of(request, doing),
        "next_step": next_step_of(doing.enrolment, outline, done, {}),
        "module": station_of(outline, module, done) if module else None,
        "exit_url": reverse("home"),
    }
    return render(request, "courses/lesson_done.html", context)


def _rule_of(request: SignedInRequest, doing: Doing) -> dict[str, object] | None:
    parts = [part for screen in screens_of(doing.page, doing.translated) for part in screen.parts]
    rule = next((part for part in parts if part.type == "pocket_rule"), None)
    if rule is None:
        return None
    words = {"rule": rule.value["rule"], "today": rule.value["today"], "lang": rule.lang}
    return words | rule_context(request, doing, (rule,))
