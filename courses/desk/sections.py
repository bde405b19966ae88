"""What courses know that needs attention: people late, drafts, translations that are behind."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import HomePage, User
from courses.desk.behind import Behind, behind, other_locales, published_pages
from courses.desk.matters import ROWS_SHOWN, Matter, Section, Shortcut, unpublished
from courses.models import CoursePage, Inquiry
from courses.team_list import people_in_training, rows_of
from courses.words import ago_words

TEXT_SHOWN = 120


def sections(viewer: User) -> list[Section]:
    """In the order in which they press."""
    drafts = draft_section(
        gettext("Lessons and pages not published"),
        unpublished(Page.objects.filter(depth__gt=1).not_type(HomePage)),
        viewer,
        "wagtailadmin_pages:edit",
    )
    return [
        asked(viewer),
        late(viewer),
        drafts,
        *behind_sections(published_pages(), gettext("lessons and pages")),
    ]


def asked(viewer: User) -> Section:
    """Questions that wait for the viewer's reply, the oldest first."""
    now = timezone.now()
    waiting = Inquiry.objects.open().answerable_by(viewer)
    rows = list(waiting.select_related("enrolment__learner")[:ROWS_SHOWN])
    return Section(
        gettext("Questions without a reply"),
        gettext("Somebody asked from a lesson, a question or a debrief, and waits."),
        "help",
        [_asked_matter(each, viewer, now) for each in rows],
        waiting.count(),
        reverse("my_group"),
    )


def _asked_matter(each: Inquiry, viewer: User, now: datetime) -> Matter:
    when = ago_words(each.asked_at, now, viewer.zone)
    detail = [str(each.enrolment.learner), each.get_kind_display(), each.place_title, when]
    text = Truncator(each.text).chars(TEXT_SHOWN)
    return Matter(text, reverse("show_inquiry", args=[each.pk]), " · ".join(detail))


def late(viewer: User) -> Section:
    """People past their due date whom the viewer looks after."""
    now = timezone.now()
    found = people_in_training(viewer, now).in_state("late", now)
    total = found.count()
    rows = rows_of(found.order_by("due_at", "pk"), now, get_language() or "es", slice(ROWS_SHOWN))
    lead = ngettext(
        "%(n)s person is past the due date.", "%(n)s people are past the due date.", total
    )
    return Section(
        gettext("Late"),
        lead % {"n": total},
        "time",
        [Matter(row.name, row.url, row.state.reason) for row in (rows if total else [])],
        total,
        reverse("team") + "?state=late",
    )


def draft_section(heading: str, drafts: Any, viewer: User, edit: str, more: str = "") -> Section:
    """Drafts, the viewer's own first and then the newest."""
    found = sorted(drafts, key=lambda row: _rank(row, viewer))
    rows = [Matter(_title(row), reverse(edit, args=[row.pk]), _who(row, viewer)) for row in found]
    lead = gettext("Learners do not get this yet: finish it and publish.")
    return Section(heading, lead, "edit", rows[:ROWS_SHOWN], len(rows), more)


def _rank(row: Any, viewer: User) -> tuple[bool, float]:
    revision = row.latest_revision
    if revision is None:
        return True, 0
    return revision.user_id != viewer.pk, -revision.created_at.timestamp()


def _title(row: Any) -> str:
    """The draft's own words; the language where it is not the source's."""
    title = getattr(row, "draft_title", "") or str(row)
    source = row.locale.language_code == settings.LANGUAGE_CODE
    return title if source else f"{title} · {row.locale.language_code}"


def _who(row: Any, viewer: User) -> str:
    """Whether learners have an older version, whose change it is, and since when."""
    words = [gettext("has changes") if row.live else gettext("never published or taken back")]
    if revision := row.latest_revision:
        words.append(str(revision.user) if revision.user else "")
        words.append(ago_words(revision.created_at, timezone.now(), viewer.zone))
    return ", ".join(word for word in words if word)


def behind_sections(rows: Any, what: str) -> list[Section]:
    """One section for each language that lacks texts; none on a site with one language."""
    found = []
    for locale in other_locales():
        late_rows = behind(rows, locale)
        names = {"language": capfirst(locale.get_display_name()), "what": what}
        texts = sum(each.texts for each in late_rows)
        lead = ngettext(
            "%(n)s text, new or changed in Spanish, has no translation yet.",
            "%(n)s texts, new or changed in Spanish, have no translation yet.",
            texts,
        )
        found.append(
            Section(
                gettext("%(language)s is behind: %(what)s") % names,
                lead % {"n": texts},
                "wagtail-localize-language",
                [_behind_matter(each) for each in late_rows[:ROWS_SHOWN]],
                len(late_rows),
            )
        )
    return found


def _behind_matter(each: Behind) -> Matter:
    model = each.row._meta
    args = [model.app_label, model.model_name, each.row.pk, each.language]
    count = ngettext("%(n)s text", "%(n)s texts", each.texts) % {"n": each.texts}
    return Matter(
        str(each.row),
        detail=count if each.translated else gettext("not begun, %(count)s") % {"count": count},
        post_url=reverse("translate_behind", args=args),
        action=gettext("Translate"),
    )


def shortcuts(viewer: User) -> list[Shortcut]:
    """Lessons of the newest course, the course as learners see it, the viewer's own people."""
    found = []
    course = CoursePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).last()
    if course is not None:
        modules = course.get_children()
        # With one module its lessons are meant; with several, which one is for the author to say.
        shelf = modules[0] if len(modules) == 1 else course
        explore = reverse("wagtailadmin_explore", args=[shelf.pk])
        found.append(Shortcut(_("Edit lessons"), explore, "edit", 20))
        if course.live and course.url:
            found.append(Shortcut(_("See the course as learners do"), course.url, "view", 30))
    found.append(Shortcut(_("My group"), reverse("my_group"), "group", 40))
    found.append(Shortcut(_("My team"), reverse("team"), "user", 50))
    return found
