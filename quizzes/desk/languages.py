"""In which languages questions are there, and which are behind; few queries for however many."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale

from courses.desk.behind import behind, other_locales
from quizzes.models import Question

_NAME = Question._meta.app_label, Question._meta.model_name
BOTH, MISSING, BEHIND = "both", "missing", "behind"
PAIRS = [
    (BOTH, _("In all languages")),
    (MISSING, _("A translation is missing")),
    (BEHIND, _("A translation is behind")),
]


def pair_words(questions: Iterable[Question]) -> dict[UUID, str]:
    """By question: the languages it speaks, or what is missing or behind."""
    keys = {row.translation_key for row in questions}
    locales = other_locales()
    if not keys or not locales:
        return {}
    sources = Question.objects.filter(
        translation_key__in=keys, locale__language_code=settings.LANGUAGE_CODE
    )
    there = set(
        Question.objects.filter(translation_key__in=keys, locale__in=locales).values_list(
            "translation_key", "locale_id"
        )
    )
    late = {locale.pk: _behind(sources, locale) for locale in locales}
    return {key: _words(key, locales, there, late) for key in keys}


def translate_button(question: Question) -> Button | None:
    """For the question's own page; None where every language has it."""
    there = Question.objects.filter(translation_key=question.translation_key)
    if {each.pk for each in other_locales()} <= set(there.values_list("locale_id", flat=True)):
        return None
    source = there.filter(locale__language_code=settings.LANGUAGE_CODE).first() or question
    return Button(
        _("Translate"),
        url=reverse(
            "wagtail_localize:submit_snippet_translation",
            args=[*_NAME, source.pk],
        ),
        icon_name="wagtail-localize-language",
        priority=20,
    )


def _behind(sources: QuerySet[Question], locale: Locale) -> set[UUID]:
    """Only what learners get can be behind: drafts are translated when they are published."""
    live = sources.filter(live=True)
    return {each.row.translation_key for each in behind(live, locale) if each.translated}


def _words(
    key: UUID, locales: list[Locale], there: set[tuple[UUID, int]], late: dict[int, set[UUID]]
) -> str:
    missing = [each for each in locales if (key, each.pk) not in there]
    if missing:
        return gettext("%(language)s is missing") % {"language": _inside(missing)}
    if slow := [each for each in locales if key in late[each.pk]]:
        return gettext("%(language)s is behind") % {"language": _names(slow)}
    source = Locale(language_code=settings.LANGUAGE_CODE)
    return gettext("%(first)s and %(others)s") % {
        "first": _names([source]),
        "others": _inside(locales),
    }


def _inside(locales: Iterable[Locale]) -> str:
    """Their names inside a sentence, where Spanish writes them small."""
    names = _names(locales)
    return names.lower() if get_language() == "es" else names


def _names(locales: Iterable[Locale]) -> str:
    names = dict(settings.LANGUAGES)
    return ", ".join(str(names.get(each.language_code, each.language_code)) for each in locales)


def in_pair(questions: QuerySet[Question], pair: str) -> QuerySet[Question]:
    """The questions of which a filter's choice is true."""
    locales = other_locales()
    if not locales:
        return questions if pair == BOTH else questions.none()
    lacking, late = Question.objects.none(), set()
    for locale in locales:
        here = Question.objects.filter(locale=locale, translation_key=OuterRef("translation_key"))
        lacking |= Question.objects.filter(~Exists(here))
        source = Question.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        late |= _behind(source, locale)
    missing = lacking.values("translation_key")
    if pair == MISSING:
        return questions.filter(translation_key__in=missing)
    there = questions.exclude(translation_key__in=missing)
    if pair == BEHIND:
        return there.filter(translation_key__in=late)
    return there.exclude(translation_key__in=late)
