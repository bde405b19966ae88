"""Turns what the checks find in a quiz into words for its author."""

from django.utils.translation import gettext, ngettext

from quizzes.pure.checks import Finding


def finding_words(finding: Finding, question: str) -> str:
    """What to mend, in a sentence or two; `question`: the first words of the one it is about."""
    values = {
        "place": finding.place,
        "n": finding.number,
        "what": finding.detail,
        "question": question,
    }
    return _sentence(finding) % values


def _sentence(finding: Finding) -> str:
    counted = _counted(finding)
    return counted.get(finding.code) or _plain()[finding.code]


def _counted(finding: Finding) -> dict[str, str]:
    n = finding.number
    return {
        "short_alone": ngettext(
            "Entry %(place)s lacks %(n)s question: the bank has %(what)s that fit. Write more, or "
            "draw fewer.",
            "Entry %(place)s lacks %(n)s questions: the bank has %(what)s that fit. Write more, or "
            "draw fewer.",
            n,
        ),
        "short_together": ngettext(
            "Entry %(place)s lacks %(n)s question, which other entries need, too. Write more, or "
            "draw fewer.",
            "Entry %(place)s lacks %(n)s questions, which other entries need, too. Write more, or "
            "draw fewer.",
            n,
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
        "little_time": gettext(
            "%(what)s minutes for %(n)s questions is less than half a minute for each."
        ),
    }
