"""Item analysis in words: a name, a value and a sentence for each figure, and for each flag."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext

from quizzes.pure.item_figures import ItemStatistics, QuizStatistics
from quizzes.pure.item_flags import ENOUGH, FEW, Code, Flag, flags, quiz_flags
from quizzes.questions.base import Part


@dataclass(frozen=True)
class Figure:
    """A figure as it is read; `value` is empty where it is undefined. A weight is of one quiz.

    `remark`: what it calls for, in a few words.
    """

    name: str
    value: str
    sentence: str
    weight: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Remark:
    """A flag as it is read: what was found, what to do, and how grave ("act", "look", "note")."""

    title: str
    advice: str
    severity: str


def number(value: float | None, digits: int = 0) -> str:
    """As the reader's language writes it; empty where there is none."""
    if value is None:
        return ""
    # No "-0": a rounding is no direction.
    return str(formats.number_format(round(value, digits) + 0.0, digits)).replace("-", "−")


def percent(value: float | None, digits: int = 0) -> str:
    """A value that is a percentage already."""
    return f"{number(value, digits)} %" if value is not None else ""


def share(value: float | None) -> str:
    """A fraction, 0-1, as a percentage."""
    return percent(None if value is None else 100 * value)


def quiz_figures(quiz: QuizStatistics) -> list[Figure]:
    """The figures of a quiz, in the order in which they make sense."""
    said = _said(quiz_flags(quiz))
    return [
        Figure(
            gettext("Mean"), percent(quiz.mean, 1), gettext("What people score on average, of 100.")
        ),
        Figure(
            gettext("Median"),
            percent(quiz.median, 1),
            gettext("Half of the attempts score less, half more."),
        ),
        Figure(
            gettext("Standard deviation"),
            percent(quiz.sd, 1),
            gettext(
                "How far scores usually lie from the mean. Where people differ, 12 to 18 is "
                "common; less means that the quiz hardly tells them apart."
            ),
        ),
        Figure(
            gettext("Skewness"),
            number(quiz.skewness, 2),
            gettext(
                "Below 0: most score high and a few far lower, as after good training. Above 0: "
                "the other way round."
            ),
        ),
        Figure(
            gettext("Kurtosis"),
            number(quiz.kurtosis, 2),
            gettext(
                "Above 0: most scores are close together and some far away. Below 0: they are "
                "spread out evenly."
            ),
        ),
        Figure(
            gettext("Cronbach’s alpha"),
            number(quiz.alpha, 2),
            gettext(
                "Whether the questions measure the same thing: 1 wholly, 0 not at all; below 0 "
                "they contradict one another. A quiz that decides something needs 0.75; short "
                "ones rarely reach it."
            ),
            remark=said(Code.ALPHA_NEGATIVE, Code.ALPHA_LOW),
        ),
        Figure(
            gettext("Error ratio"),
            percent(quiz.error_ratio),
            gettext(
                "How much of the differences between people is chance, not knowledge. Over 100 % "
                "where alpha is below 0."
            ),
        ),
        Figure(
            gettext("Standard error"),
            percent(quiz.standard_error, 1),
            gettext(
                "By how much a score may be off by chance: two out of three people would score "
                "within this of what they know."
            ),
        ),
    ]


def item_figures(item: ItemStatistics) -> list[Figure]:
    """The figures of a question."""
    said = _said(flags(item))
    return [
        Figure(
            gettext("Facility"),
            share(item.facility),
            gettext("What people earn of it on average: 100 % is very easy, 0 % very hard."),
            remark=said(Code.HARD, Code.EASY, Code.BELOW_GUESS),
        ),
        Figure(
            gettext("Standard deviation"),
            share(item.sd),
            gettext(
                "How much marks differ. At most 50 % for right or wrong; near 0 everybody gets the "
                "same."
            ),
        ),
        Figure(
            gettext("Random guess"),
            share(item.guess),
            gettext("What blind guessing earns on average. Facility should be well above."),
        ),
        Figure(
            gettext("Intended weight"),
            percent(item.intended_weight, 1),
            gettext("Its share of the points of the quiz."),
            weight=True,
        ),
        Figure(
            gettext("Effective weight"),
            percent(item.effective_weight, 1),
            gettext(
                "Its share in what makes scores differ. Far below what was intended, it decides "
                "little; blank, it works against the rest."
            ),
            weight=True,
        ),
        Figure(
            gettext("Discrimination index"),
            percent(item.discrimination),
            gettext(
                "Whether who does well in the rest gets it right: from 30 % good, under 20 % weak, "
                "below 0 probably a wrong key."
            ),
            remark=said(Code.AGAINST, Code.WEAK),
        ),
        Figure(
            gettext("Discriminative efficiency"),
            percent(item.efficiency),
            gettext(
                "The same in percent of the most its facility allows: very easy and very hard "
                "questions cannot discriminate much."
            ),
            remark=said(Code.DUBIOUS),
        ),
    ]


def _said(found: Iterable[Flag]) -> Callable[..., str]:
    """Gives the words for the first of some codes that was found; empty without one."""
    titles = {flag.code: _words()[flag.code][0] for flag in found}
    return lambda *codes: next((titles[code] for code in codes if code in titles), "")


def remarks(found: Iterable[Flag], names: Mapping[str, Part] | None = None) -> list[Remark]:
    """The flags of a question or a quiz, in words; options by their texts."""
    words = _words()
    said = []
    for flag in found:
        title, advice = words[flag.code]
        texts = [names[part].text if names and part in names else part for part in flag.parts]
        quoted = ", ".join(f"“{text}”" for text in texts)
        said.append(Remark(title, f"{quoted}: {advice}" if quoted else advice, flag.severity))
    return said


def _words() -> dict[Code, tuple[str, str]]:
    return {
        Code.TOO_FEW: (
            gettext("Too few attempts to judge"),
            gettext("Figures are shown, but nothing is concluded from fewer than %(n)s attempts.")
            % {"n": FEW},
        ),
        Code.EARLY: (
            gettext("Too early for some figures"),
            gettext(
                "With fewer than %(n)s attempts only difficulty is judged: correlations of so few "
                "are mostly chance."
            )
            % {"n": ENOUGH},
        ),
        Code.HARD: (
            gettext("Very hard"),
            gettext("Fewer than one point in five is earned. Is it taught, and asked clearly?"),
        ),
        Code.EASY: (
            gettext("Nearly everybody gets it right"),
            gettext(
                "It says little about who knows. Fine to open a quiz with, or for what matters."
            ),
        ),
        Code.BELOW_GUESS: (
            gettext("Worse than guessing"),
            gettext("Blind guessing would earn more. Look at the key, and for what misleads."),
        ),
        Code.AGAINST: (
            gettext("Works against the rest: is the key right?"),
            gettext("Who does well in the rest gets this wrong more often. Look at the key first."),
        ),
        Code.DUBIOUS: (
            gettext("Hardly tells people apart"),
            gettext("Whether somebody gets it right has little to do with the rest of the quiz."),
        ),
        Code.WEAK: (
            gettext("Tells people apart only weakly"),
            gettext("Look for wording that even people who know can take in two ways."),
        ),
        Code.LURES_BEST: (
            gettext("A wrong option draws the best"),
            gettext(
                "people of the top third choose it more often than those of the bottom third. It "
                "may be right, or nearly."
            ),
        ),
        Code.NEVER_CHOSEN: (
            gettext("An option nobody chooses"),
            gettext("it tempts nobody. Write one that somebody who does not know would believe."),
        ),
        Code.ALPHA_NEGATIVE: (
            gettext("The questions contradict one another"),
            gettext("Alpha is below 0. Begin with the questions marked below: a key may be wrong."),
        ),
        Code.ALPHA_LOW: (
            gettext("Scores are to a large part chance"),
            gettext(
                "Alpha is under 0.5. More questions help, and better ones: begin with those marked "
                "below."
            ),
        ),
    }
