"""Turns what checks and playtests find into sentences that tell an author what to do."""

from collections.abc import Callable, Iterable

from django.utils.text import Truncator
from django.utils.translation import get_language_info, gettext, ngettext

from roleplay.kinds import CONDITIONS, EndingKind, Truth
from roleplay.pure.checks import Finding
from roleplay.pure.script import Beat, Condition, Script

FIRST_WORDS = 8
RULE = "rule "


def finding_words(script: Script | None, finding: Finding, language: str) -> str:
    """What to mend, and where; in the reader's language, with the scenario's own words.

    Without a profile there is no script.
    """
    sentence = _sentences().get(finding.code, finding.code)
    if script is None:
        return sentence
    return sentence % {
        "place": place_words(script, finding, language),
        "beat": finding.beat,
        "detail": finding.detail,
        "number": finding.number,
        "what": _what(script, finding, language),
    }


def place_words(script: Script, finding: Finding, language: str) -> str:
    """Where it is: "The second line of “opening” (“Good morning, my name…”)"."""
    if finding.part == "endings":
        return gettext("The ending “%(name)s”") % {"name": finding.beat}
    if finding.part == "facts":
        return gettext("The fact “%(name)s”") % {"name": finding.beat}
    if finding.part == "record":
        return gettext("The record entry “%(name)s”") % {"name": finding.beat}
    beat = script.beats.get(finding.beat)
    return _place_in(script, beat, finding.option, language) if beat else gettext("The scenario")


def _place_in(script: Script, beat: Beat, option: str, language: str) -> str:
    if option.startswith(RULE):
        names = {"number": option.removeprefix(RULE), "beat": beat.name}
        return gettext("Rule %(number)s of “%(beat)s”") % names
    ids = [each.id for each in beat.options]
    if option not in ids:
        return gettext("The beat “%(name)s”") % {"name": beat.name}
    line = line_words(ids.index(option)) % {"beat": beat.name}
    said = Truncator(script.option_text(beat.name, option, language)).words(FIRST_WORDS)
    return gettext("%(line)s (“%(words)s”)") % {"line": line, "words": said} if said else line


def line_words(position: int) -> str:
    """Which line of a beat it is, from 0, with a placeholder for the beat's name."""
    ordinals = (
        gettext("The first line of “%(beat)s”"),
        gettext("The second line of “%(beat)s”"),
        gettext("The third line of “%(beat)s”"),
        gettext("The fourth line of “%(beat)s”"),
        gettext("The fifth line of “%(beat)s”"),
    )
    last = gettext("A line of “%(beat)s”")
    return ordinals[position] if position < len(ordinals) else last


def condition_words(script: Script, condition: Condition, language: str) -> str:
    """A condition as its author chose it: "Anger at most 40", "The move was made well: Listen"."""
    label = str(dict(CONDITIONS).get(condition.about, condition.about))
    return f"{label} {value_words(script, condition, language)}".strip()


def conditions_words(script: Script, conditions: Iterable[Condition], language: str) -> str:
    """All that must hold, in a line."""
    return ", ".join(condition_words(script, each, language) for each in conditions)


def value_words(script: Script, condition: Condition, language: str) -> str:
    """What a condition compares with: a move's and a truth's name, else as it is written."""
    if condition.about in {"done", "not_done"}:
        return move_words(script, condition.value, language)
    if condition.about == "truth":
        return truth_words(condition.value)
    return condition.value


def move_words(script: Script, move: str, language: str) -> str:
    """The name of a move."""
    return script.text(f"moves.{move}.label", language).text or move


def dimension_words(script: Script, dimension: str, language: str) -> str:
    """The name of a dimension."""
    return script.text(f"rubric.dimensions.{dimension}.label", language).text or dimension


def truth_words(truth: str) -> str:
    """The name of a possible truth."""
    return str(dict(Truth.choices).get(truth, truth))


def kind_words(kind: str) -> str:
    """The name of a kind of ending."""
    return str(dict(EndingKind.choices).get(kind, kind))


def bot_words(bot: str) -> str:
    """The habit of a naive agent."""
    habits = {
        "polite": gettext("Who always says the kindest line"),
        "generous": gettext("Who always says the most generous line"),
        "firm": gettext("Who always says the firmest line"),
        "longest": gettext("Who always says the longest line"),
        "first": gettext("Who always says the first line"),
        "second_best": gettext("Who always says the second best line"),
    }
    return habits.get(bot, bot)


def _what(script: Script, finding: Finding, language: str) -> str:
    """The name of what a finding is about besides its place."""
    named: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(("never_true", "always"), lambda said: _asked(script, said, language)),
        **dict.fromkeys(
            ("bypassed", "few_places"), lambda name: move_words(script, name, language)
        ),
        "no_opportunity": lambda name: dimension_words(script, name, language),
        **dict.fromkeys(("best_much_longer", "best_longest", "untranslated"), _language_words),
        "reference_ends_badly": lambda _truth: kind_words(finding.beat),
        "bot_passes": lambda _truth: bot_words(finding.beat),
    }
    namer = named.get(finding.code)
    return namer(finding.detail) if namer else finding.detail


def _asked(script: Script, said: str, language: str) -> str:
    about, _, value = said.partition(" ")
    return condition_words(script, Condition(about, value), language)


def _language_words(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def _sentences() -> dict[str, str]:
    return _names() | _reach() | _craft() | _played()


def _names() -> dict[str, str]:
    return {
        "no_profile": gettext("Choose the profile of the customer."),
        "no_brief": gettext("The situation lacks texts: %(number)s. Write them."),
        "no_text": gettext("%(place)s lacks texts: %(number)s. Write them."),
        "no_beats": gettext("Write the first beat: the conversation starts there."),
        "no_endings": gettext("Write an ending: a conversation without one cannot be played."),
        "unknown_move": gettext(
            "%(place)s names the move “%(detail)s”, which is not in the list: choose another."
        ),
        "assesses_nothing": gettext("Tick what the scenario assesses."),
        "truths_without_weights": gettext(
            "Write as many weights as there are possible truths ticked."
        ),
        "missing_default": gettext("%(place)s: say where it goes on when no rule holds."),
        "number_of_options": gettext(
            "%(place)s has %(number)s lines to choose from: write two to five."
        ),
        "unknown_target": gettext(
            "%(place)s leads to “%(detail)s”, which is no beat and no ending: write the name of "
            "one, or “close”."
        ),
        "no_quality": gettext("%(place)s: choose its quality."),
        "number_of_moves": gettext("%(place)s: choose one, two or three moves."),
        "unknown_entry": gettext(
            "%(place)s opens “%(detail)s”, which is not in the customer's record: write the name "
            "of an entry."
        ),
        "unknown_critical": gettext(
            "%(place)s names the critical error “%(detail)s”, which is not in the list: choose "
            "another."
        ),
        "unknown_condition": gettext(
            "%(place)s has the condition “%(detail)s”, which is not in the list: choose another."
        ),
        "unknown_value": gettext(
            "%(place)s has a condition on “%(detail)s”, and nothing has that name: write the name "
            "of a fact, a move, an entry of the record or a truth."
        ),
        "not_a_number": gettext(
            "%(place)s has a condition that compares with “%(detail)s”: write a whole number from "
            "0 to 100."
        ),
    }


def _reach() -> dict[str, str]:
    return {
        "dead_end": gettext("%(place)s leads to no ending: give it a way out."),
        "unreachable_beat": gettext(
            "Nobody gets to the beat “%(beat)s”: lead a line or a rule there, or delete it."
        ),
        "unreachable_ending": gettext(
            "No conversation ends with “%(beat)s”: ask less for it, or delete it."
        ),
        "hidden_fact": gettext(
            "Nobody can learn the fact “%(beat)s”: change when it is learnt, or delete it."
        ),
        "bypassed": gettext(
            "The ending “%(beat)s” can be reached without “%(what)s”, which must be done: ask for "
            "it in the ending's conditions."
        ),
        "never_true": gettext("%(place)s: “%(what)s” never holds. Change the condition."),
        "always": gettext("%(place)s: “%(what)s” always holds. The condition can go."),
        "walk_cut_short": gettext(
            "The scenario has too many ways to look at all of them here: what is said to be out of "
            "reach may be rare. The playtest looks longer."
        ),
    }


def _craft() -> dict[str, str]:
    return {
        "few_places": gettext(
            "“%(what)s” is needed to end well, and beats where it can be done well: %(number)s. "
            "Offer it in two at least."
        ),
        "few_places_for_fact": gettext(
            "The fact “%(what)s” must be discovered, and places where it can be: %(number)s. "
            "Give a second chance."
        ),
        "no_opportunity": gettext(
            "“%(what)s” is assessed, and no excellent line shows it: add such a move to one, or "
            "take the tick away."
        ),
        "many_critical": gettext(
            "Beats with critical errors: %(number)s. Keep them to three, or the rest is not heard."
        ),
        "not_four_qualities": gettext(
            "%(place)s: offer four lines, one of each quality, as it is on the best way."
        ),
        "few_defensible": gettext(
            "Decisions where two lines can be defended and the customer's state decides: "
            "%(number)s. Make it three."
        ),
        "no_temptation": gettext(
            "Nothing tempts to a solution too soon: in one of the first three beats, let an "
            "acceptable or weak line offer one before the customer was heard."
        ),
        "best_much_longer": gettext(
            "%(place)s gives itself away: in %(what)s it is much longer than the others. Shorten "
            "it, or write more in another."
        ),
        "best_longest": gettext(
            "In %(what)s, beats where the excellent line is the longest: %(number)s. Who always "
            "takes the longest would do well: write more in others."
        ),
        "few_warm_traps": gettext(
            "Beats with a kind line that is wrong: %(number)s. Put one in half of them, or "
            "kindness alone does well."
        ),
        "untranslated": gettext("Texts without %(what)s translation: %(number)s."),
    }


def _played() -> dict[str, str]:
    return {
        "reference_below_100": gettext(
            "The excellent line everywhere gives %(number)s of 100: look for a beat on the way "
            "whose excellent line comes too soon, or has a weak move."
        ),
        "reference_ends_badly": gettext(
            "The excellent line everywhere ends as “%(what)s”, and a better ending exists: change "
            "the conditions of the better one."
        ),
        "random_scores": gettext(
            "Lines at random give %(number)s of 100 on average: make weak lines cost more."
        ),
        "bot_passes": gettext(
            "%(what)s passes with %(number)s of 100: make this habit fail in some beats."
        ),
    }


def counted_words(errors: int, warnings: int) -> str:
    """ "2 things to mend, 1 hint"; empty when there is neither."""
    said = []
    if errors:
        text = ngettext("%(n)s thing to mend", "%(n)s things to mend", errors)
        said.append(text % {"n": errors})
    if warnings:
        said.append(ngettext("%(n)s hint", "%(n)s hints", warnings) % {"n": warnings})
    return ", ".join(said)
