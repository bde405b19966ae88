"""A learner's way through a course as pages show it: the path, the next step, where she is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext

from courses import activities
from courses.addresses import address_of
from courses.lessons import stream_ids
from courses.models import Completion, Enrolment, LessonPage, LessonPlace
from courses.outlines import SOURCE
from courses.pure.outline import Activity, Module, Outline
from courses.pure.progress import Tally, tally
from courses.words import StateWords, due_words, state_words


@dataclass(frozen=True)
class ActivityLine:
    """An activity on the path."""

    title: str
    lang: str
    kind_label: str
    icon: str
    minutes: int
    done: bool
    score: int | None
    url: str
    optional: bool = False


@dataclass(frozen=True)
class Station:
    """A module on the path: done, here or ahead."""

    number: int
    title: str
    lang: str
    state: str
    state_label: str
    minutes_left: int
    score: int | None
    percent: int
    done: int
    total: int
    activities: list[ActivityLine]


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now."""

    key: UUID
    title: str
    kind_label: str
    icon: str
    minutes: int
    url: str
    module: str
    where: str
    verb: str


@dataclass(frozen=True)
class Journey:
    """An enrolment with its course, ready to be shown."""

    title: str
    summary: str
    percent: int
    done: int
    total: int
    score: int | None
    due_on: date | None
    due_words: str
    state: StateWords
    completed: bool
    modules: list[Station]
    next_step: NextStep | None


# Activity, whether passed, score 0-100.
DoneRow = tuple[UUID, bool | None, float | None]
DONE_ROW = ("activity_key", "passed", "score")


@dataclass(frozen=True)
class Done:
    """What is finished: keys passed, scores by key."""

    passed: frozenset[UUID]
    scores: dict[UUID, float]

    @classmethod
    def of(cls, enrolment: Enrolment) -> "Done":
        """Of one enrolment, from its completions."""
        rows = enrolment.completions.all()
        return cls._read((row.activity_key, row.passed, row.score) for row in rows)

    @classmethod
    def of_all(cls, enrolments: Iterable[Enrolment]) -> "dict[int, Done]":
        """By the enrolments' primary keys; one query and no objects of rows, for long lists."""
        rows = Completion.objects.filter(enrolment__in=[each.pk for each in enrolments])
        found: dict[int, list[DoneRow]] = defaultdict(list)
        for pk, key, passed, score in rows.values_list("enrolment_id", *DONE_ROW):
            found[pk].append((key, passed, score))
        return {each.pk: cls._read(found[each.pk]) for each in enrolments}

    @classmethod
    def _read(cls, rows: Iterable[DoneRow]) -> "Done":
        passed, scores = set(), {}
        for key, is_passed, score in rows:
            if is_passed:
                passed.add(key)
            if score is not None:
                scores[key] = score
        return cls(frozenset(passed), scores)


def journey_of(
    enrolment: Enrolment, course: Outline, at: datetime, places: dict[UUID, str], links: bool = True
) -> Journey:
    """Shows an enrolment. `places` says where unfinished activities were left ("screen 3 of 6").

    `links` false: a page for somebody else, who cannot open the learner's activities.
    """
    outline = course.for_audience(enrolment.audience)
    done = Done.of(enrolment)
    now = tally(outline, done.passed, done.scores)
    stations = _stations(outline, done, links)
    completed = enrolment.completed_at is not None
    zone = enrolment.learner.zone
    return Journey(
        outline.title,
        outline.summary,
        now.percent,
        now.done,
        now.total,
        _whole(now.score),
        enrolment.due_on,
        due_words(enrolment.due_on, completed, at, zone),
        state_words(enrolment, outline, done.passed, done.scores, at),
        completed,
        stations,
        next_step_of(enrolment, outline, done, places),
    )


def _whole(score: float | None) -> int | None:
    """Scores are shown as whole numbers, rounded down: 79.9 is not 80."""
    return None if score is None else int(score)


def _stations(outline: Outline, done: Done, links: bool) -> list[Station]:
    stations: list[Station] = []
    here_found = False
    for module in outline.modules:
        now = tally(_only(outline, module), done.passed, done.scores)
        state = "done" if now.complete else "ahead" if here_found else "here"
        here_found = here_found or state == "here"
        stations.append(_station(module, now, state, done, links))
    return stations


def _only(outline: Outline, module: Module) -> Outline:
    return Outline(outline.key, outline.title, outline.lang, outline.summary, (module,))


def station_of(outline: Outline, module: Module, done: Done) -> Station:
    """One module of the path."""
    now = tally(_only(outline, module), done.passed, done.scores)
    return _station(module, now, "done" if now.complete else "here", done, links=True)


def _station(module: Module, now: Tally, state: str, done: Done, links: bool) -> Station:
    begun = now.done or any(each.key in done.passed for each in module.activities)
    ahead = gettext("Under way") if begun else gettext("Ahead")
    labels = {"done": gettext("Done"), "here": gettext("You are here"), "ahead": ahead}
    if not links:
        labels["here"] = gettext("Here now")
    return Station(
        module.number,
        module.title,
        module.lang,
        state,
        labels[state],
        now.minutes_left,
        _whole(now.score),
        now.percent,
        now.done,
        now.total,
        [_line(activity, done, links) for activity in module.activities],
    )


def _line(activity: Activity, done: Done, links: bool) -> ActivityLine:
    kind = activities.kinds[activity.kind]
    return ActivityLine(
        activity.title,
        activity.lang,
        str(kind.label),
        kind.icon,
        activity.minutes,
        activity.key in done.passed,
        _whole(done.scores.get(activity.key)),
        address_of(kind.url_name, activity.key) if links else "",
        optional=not activity.required,
    )


def next_step_of(
    enrolment: Enrolment, outline: Outline, done: Done, places: dict[UUID, str]
) -> NextStep | None:
    """Where the learner is if that is unfinished, else the first thing not done."""
    activity = outline.next_after(done.passed, enrolment.here_key)
    if activity is None:
        return None
    kind, module = activities.kinds[activity.kind], outline.module_of(activity.key)
    begun = activity.key == enrolment.here_key
    return NextStep(
        activity.key,
        activity.title,
        str(kind.label),
        kind.icon,
        activity.minutes,
        address_of(kind.url_name, activity.key),
        module.title if module else "",
        places.get(activity.key, ""),
        gettext("Continue") if begun else gettext("Start"),
    )


def left_before(outline: Outline, done: Done, key: UUID) -> list[ActivityLine]:
    """What its module asks for before an activity and is not done yet."""
    module = outline.module_of(key)
    before: list[Activity] = []
    for activity in module.activities if module else ():
        if activity.key == key:
            break
        before.append(activity)
    return [
        _line(each, done, links=True)
        for each in before
        if each.required and each.key not in done.passed
    ]


@cache
def _places() -> QuerySet[LessonPlace, Any]:
    """The screen of each place and its lesson's body: no page need be made to count its screens."""
    lesson = LessonPage.objects.filter(
        translation_key=OuterRef("activity_key"), locale__language_code=SOURCE
    )
    return LessonPlace.objects.values_list("screen_id", Subquery(lesson.values("body")))


def place_words(enrolment: Enrolment) -> dict[UUID, str]:
    """ "Screen 3 of 6" of the lesson opened last, by its key, if that is where she left it."""
    key = enrolment.here_key
    if key is None:
        return {}
    places = _places().filter(enrolment=enrolment, activity_key=key)
    screen, body = next(iter(places), ("", None))
    ids = stream_ids(body) if body else []
    if screen not in ids:
        return {}
    numbers = {"n": ids.index(screen) + 1, "total": len(ids)}
    return {key: gettext("screen %(n)s of %(total)s") % numbers}
