"""Turns what the checks find in a quiz into words for its author."""

from django.utils.translation import gettext, ngettext

from courses.fields import as_ranges
from quizzes.levels import Difficulty, Level
from quizzes.pure.checks import Finding
from quizzes.pure.drawing import Draw


def finding_words(finding: Finding, question: str, entry: str = "") -> str:
    """What to mend, in a sentence or two.

    `question`: the first words of the one it is about; `entry`: what the entry at its place says.
    """
    values = {
        "place": finding.place,
        "n": finding.number,
        "what": finding.detail,
        "question": question,
        "entry": entry,
    }
    return _sentence(finding) % values


def entry_words(draw: Draw, question: str) -> str:
    """What an entry of a quiz says: a fixed question by its first words, or what is drawn."""
    if draw.key:
        return gettext("“%(question)s”") % {"question": question}
    tags = [
        Level(draw.level).label if draw.level else "",
        Difficulty(draw.difficulty).label if draw.difficulty else "",
    ]
    codes = as_ranges(draw.concepts) or gettext("any concept")
    drawn = gettext("draw of %(n)s from %(codes)s") % {"n": draw.count, "codes": codes}
    return ", ".join([drawn, *(str(tag) for tag in tags if tag)])


def _sentence(finding: Finding) -> str:
    counted = _counted(finding)
    return counted.get(finding.code) or _plain()[finding.code]


def _counted(finding: Finding) -> dict[str, str]:
    n = finding.number
    return {
        "short_alone": ngettext(
            "Entry %(place)s (%(entry)s) lacks %(n)s question: the bank has %(what)s that fit. "
            "Write more, or draw fewer.",
            "Entry %(place)s (%(entry)s) lacks %(n)s questions: the bank has %(what)s that fit. "
            "Write more, or draw fewer.",
            n,
        ),
        "short_together": ngettext(
            "Entry %(place)s (%(entry)s) lacks %(n)s question, which other entries need, too. "
            "Write more, or draw fewer.",
            "Entry %(place)s (%(entry)s) lacks %(n)s questions, which other entries need, too. "
            "Write more, or draw fewer.",
            n,
        ),
        "little_time": ngettext(
            "%(what)s minute for %(n)s questions is less than half a minute for each.",
            "%(what)s minutes for %(n)s questions is less than half a minute for each.",
            int(finding.detail) if finding.code == "little_time" else 0,
        ),
        "behind": ngettext(
            "“%(question)s” lacks %(n)s text in another language.",
            "“%(question)s” lacks %(n)s texts in another language.",
            n,
        ),
    }


def _plain() -> dict[str, str]:
    return {
        "asks_nothing": gettext("The quiz asks nothing yet: add a draw or a fixed question."),
        "fixed_missing": gettext("Entry %(place)s names a question that is not in the bank."),
        "fixed_archived": gettext("“%(question)s” is fixed here and archived: nobody gets it."),
        "fixed_draft": gettext("“%(question)s” is fixed here and not published."),
        "unsound": gettext("“%(question)s”: %(what)s"),
        "no_feedback": gettext("“%(question)s” teaches nothing: write what its answers teach."),
        "best_longest": gettext(
            "In %(n)s of %(what)s questions the right option is the longest. Who always takes the "
            "longest would do well: write more in others."
        ),
        "same_place": gettext(
            "In %(n)s questions the right option is %(what)s, and options are not mixed: mix them, "
            "or move some."
        ),
    }
