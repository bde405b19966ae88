"""What to do after a conversation: one button, chosen by how it went and what was weakest."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from courses.journey import Done, next_step_of
from courses.models import Enrolment, LessonPage
from courses.outlines import load_outline
from courses.pure.outline import Outline
from roleplay.kinds import Mode
from roleplay.models import RoleplayPage
from roleplay.pure.assessment import Verdict
from roleplay.pure.script import Script
from roleplay.sitting import Sitting
from roleplay.verbs.conversations import permission_to_start
from roleplay.words import refusal_words

Step = dict[str, Any]


def weakest_dimension(script: Script, verdict: Verdict) -> str:
    """The dimension that cost most score; empty when nothing was lost."""
    lost = [
        ((1 - each.share) * script.profile.weights.get(each.dimension, 0), each.dimension)
        for each in verdict.levels
        if each.share < 1
    ]
    return max(lost)[1] if lost else ""


def next_step_after(sitting: Sitting, verdict: Verdict, weakest: str) -> dict[str, Any]:
    """The main button and the quiet ones beside it.

    Passed: on along the path. Not yet: the lesson on what was weakest, or the same customer again.
    """
    conversation = sitting.conversation
    outline = load_outline(conversation.enrolment.course_key, sitting.language)
    course = outline.for_audience(conversation.enrolment.audience) if outline else None
    again, reason, attempts = _again(sitting)
    lesson = _lesson(sitting, course, weakest) if course else None
    onward = _onward(conversation.enrolment, course) if course else None
    wanted = [onward, again] if verdict.passed else [lesson, again, onward]
    if not verdict.passed and conversation.mode != Mode.ASSESS:
        wanted = [again, lesson, onward]
    first: dict[str, Step] = {}
    for each in filter(None, wanted):
        first.setdefault(each["url"], each)
    steps = list(first.values())
    home = {"words": "", "url": reverse("home"), "label": gettext("Back to the path"), "kind": ""}
    return {
        "next_step": steps[0] if steps else home,
        "more": [*steps[1:], *([home] if steps else [])],
        "closed_reason": reason,
        "attempts_words": attempts,
    }


def _again(sitting: Sitting) -> tuple[Step | None, str, str]:
    """The same once more; else why not; and how many attempts are left where they count."""
    conversation = sitting.conversation
    pages = RoleplayPage.objects.live().filter(translation_key=conversation.activity_key)
    page = pages.filter(locale__language_code="es").first()
    if page is None:
        return None, "", ""
    permission = permission_to_start(conversation.enrolment, page)
    if not permission.allowed:
        passed = permission.refusal is not None and permission.refusal.value == "passed"
        return None, "" if passed else refusal_words(permission), ""
    several = len(page.scenarios) > 1
    label = gettext("Another customer") if several else gettext("Talk to them again")
    url = reverse("open_roleplay", args=[conversation.activity_key])
    step = {"words": _title(sitting), "url": url, "label": label, "kind": "again"}
    return step, "", _attempts_words(permission.left)


def _attempts_words(left: int | None) -> str:
    if left is None:
        return ""
    return ngettext("%(n)s attempt left", "%(n)s attempts left", left) % {"n": left}


def _title(sitting: Sitting) -> str:
    return sitting.text("scenario.title").text


def _onward(enrolment: Enrolment, course: Outline) -> Step | None:
    step = next_step_of(enrolment, course, Done.of(enrolment), {})
    if step is None:
        return None
    return {"words": step.title, "url": step.url, "label": gettext("Continue"), "kind": "onward"}


def _lesson(sitting: Sitting, course: Outline, weakest: str) -> Step | None:
    """The lesson of the course that teaches most of what was weakest."""
    rows = sitting.script.rubric.get("dimensions", [])
    codes = {code for row in rows if row["name"] == weakest for code in row["lesson"]}
    titles = {each.key: each.title for each in course.activities() if each.kind == "lesson"}
    concepts = dict(
        LessonPage.objects.filter(
            translation_key__in=titles, locale__language_code="es"
        ).values_list("translation_key", "concepts")
    )
    found = [(len(codes & set(concepts.get(key) or ())), key) for key in titles]
    most = max(found, key=lambda pair: pair[0], default=(0, None))
    if not most[0] or most[1] is None:
        return None
    url = reverse("open_lesson", args=[most[1]])
    read = most[1] in Done.of(sitting.conversation.enrolment).passed
    label = gettext("Reread") if read else gettext("Read")
    return {"words": titles[most[1]], "url": url, "label": label, "kind": "lesson"}
