"""Turns the codes of an import or export into the words a trainer reads."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.pure.exchange.problems import Loss, Lost, Reason, Refusal

REASONS: dict[Reason, str | Promise] = {
    Reason.TOO_LARGE: _("The file is over 5 MB. Split it."),
    Reason.EMPTY_FILE: _("The file is empty."),
    Reason.BINARY: _("This is no text file. Save it as text in UTF-8."),
    Reason.ENCODING: _("A letter here is damaged. Save the file as UTF-8 and try again."),
    Reason.TOO_MANY: _("There are over 2,000 questions. Split the file."),
    Reason.UNKNOWN_FORMAT: _("The format cannot be told. Choose it from the list."),
    Reason.NOT_XML: _(
        "The file is not well-formed XML: line %(line)s, column %(column)s. Export it again."
    ),
    Reason.XML_DTD: _(
        "The file declares a document type or entities. Files with them are refused."
    ),
    Reason.XML_SIZE: _("The file has too many elements, or too many inside each other."),
    Reason.NOT_MOODLE: _(
        "The file is XML, but not Moodle’s: it begins with “%(tag)s”, not “quiz”."
    ),
    Reason.NO_QUESTIONS: _("There is no question in the file."),
    Reason.PACKAGE: _("%(problem)s"),
    Reason.DESCRIPTION: _("This is a text without a question."),
    Reason.BRACES: _("A brace is missing. Answers stand between { and }, without a blank line."),
    Reason.SEVERAL_SETS: _("There is more than one set of answers between braces."),
    Reason.NO_STEM: _("The question has no text."),
    Reason.NO_ANSWERS: _("An answer is missing or empty."),
    Reason.FEW_OPTIONS: _("There are too few options."),
    Reason.NO_RIGHT: _("No option is marked as right."),
    Reason.SEVERAL_RIGHT: _("%(count)s options are marked as right where one may be chosen."),
    Reason.NOT_A_PAIR: _("“%(text)s” stands where a marked answer or a pair is expected."),
    Reason.NOT_A_NUMBER: _("“%(text)s” is no number."),
    Reason.NO_ANSWER_LINE: _("The line “ANSWER:” is missing after the options."),
    Reason.ANSWER_LETTER: _("The answer is “%(letter)s”, and no option has this letter."),
    Reason.OPTION_ORDER: _("The options are lettered %(letters)s; they go A, B, C and so on."),
    Reason.TYPE: _("Questions of the type “%(type)s” have no counterpart here."),
    Reason.NO_GAPS: _("The text has no gaps."),
    Reason.GAP_KIND: _("Gaps of the kind “%(kind)s” have no counterpart here."),
    Reason.GAP_NUMBER: _("The text has a gap %(number)s, and no choice has this number."),
    Reason.TOO_LONG: _("A text is over 20,000 characters."),
    Reason.CHARACTER: _("A text holds a character that cannot be read (%(character)s)."),
    Reason.MANY_PARTS: _("The question has too many answers."),
    Reason.WILDCARD: _("All accepted answers have an asterisk for any letters. Write them out."),
    Reason.DOES_NOT_FIT: _("%(problem)s"),
    Reason.NOT_SAVED: _("The question could not be saved."),
}

LOSSES: dict[Lost, str | Promise] = {
    Lost.FORMATTING: _("Bold, links and other formatting"),
    Lost.PICTURE: _("Pictures, sound and attached files"),
    Lost.TABLE: _("The shape of tables; their words stay"),
    Lost.NAME: _("The name in the other system: learners read “Complete el texto.” instead"),
    Lost.CATEGORY: _("The category “%(category)s”; a code at its beginning becomes a concept"),
    Lost.TAG: _("The tag “%(tag)s”"),
    Lost.PARTIAL_OPTION: _("What half-right options are worth: here one option is right"),
    Lost.WEIGHTS: _("Weights: right options count the same here, and percentages are whole"),
    Lost.PENALTIES: _("What wrong options cost: here a fixed rule says it"),
    Lost.WRONG_FEEDBACK: _("The comment on any other answer"),
    Lost.WILDCARDS: _("Accepted answers with an asterisk for any letters"),
    Lost.UNITS: _("The unit, or further units"),
    Lost.COMBINED_FEEDBACK: _("Comments on right, half-right and wrong answers as a whole"),
    Lost.HINTS: _("Hints for further tries"),
    Lost.GRADE: _("How much the question weighs: here the quiz says it"),
    Lost.FIXED_ORDER: _("The fixed order of options: here they are mixed"),
    Lost.ID_NUMBER: _("The identification number"),
    Lost.ATTACHMENTS: _("That files can be handed in"),
    Lost.TEMPLATE: _("The text that an answer begins with"),
    Lost.TOLERANCE: _("The tolerance of numbers in gaps"),
    Lost.GAP_FEEDBACK: _("Which answer of a gap each comment belongs to"),
    Lost.RIGHT_FEEDBACK: _("The comment on the right answer of a gap: here only misses have one"),
    Lost.PARTIAL_ANSWER: _("Half-right answers written in a gap: here each is right or wrong"),
    Lost.BRACKETS: _("Brackets around numbers, which would be gaps here; they become parentheses"),
    Lost.CONCEPTS: _("The concepts"),
    Lost.LEVEL: _("Level and difficulty"),
    Lost.FEEDBACK: _("The explanation shown afterwards"),
    Lost.OPTION_FEEDBACK: _("What each option or item teaches"),
    Lost.LINES: _("Line breaks within a text"),
    Lost.ARROW: _("The sign ->, which becomes →"),
    Lost.RUBRIC: _("The rubric"),
    Lost.SAMPLE: _("The example of a good answer"),
    Lost.MIN_WORDS: _("The number of words at least"),
    Lost.CREDIT_RULE: _(
        "All or nothing: Moodle marks it in part; a platform like this one reads it back"
    ),
    Lost.FOLDING: _(
        "What is forgiven (capitals, accents): Moodle has its own rule; a platform like this one"
        " reads it back"
    ),
    Lost.AS_MATCHING: _(
        "Groups: in Moodle each item is matched with its group; a platform like this one reads"
        " them back"
    ),
    Lost.CHARACTERS: _("Characters that the format cannot hold"),
    Lost.LANGUAGES: _("Translations: the file holds the questions in one language"),
    Lost.LEFT_OUT: _("The whole question: the format has nothing like it"),
    Lost.RUBRIC_ADDED: _("Nothing, but the format has no rubric: a plain one is added"),
}


def reason_words(refusal: Refusal) -> str:
    """Why something is not taken, in a sentence."""
    return str(REASONS[refusal.reason]) % {"line": refusal.line, **refusal.params}


def loss_words(loss: Loss) -> str:
    """What does not come along."""
    words = str(LOSSES[loss.lost])
    return words % dict(loss.params) if loss.params else words


def place_words(file: str, refusal: Refusal) -> str:
    """File and line, as far as there is one."""
    if not refusal.line:
        return file
    return gettext("%(file)s, line %(line)s") % {"file": file, "line": refusal.line}


def grouped(losses: Iterable[Loss]) -> list[tuple[str, list[Loss]]]:
    """Each loss once, with the questions that have it."""
    found: dict[str, list[Loss]] = {}
    for loss in losses:
        found.setdefault(loss_words(loss), []).append(loss)
    return list(found.items())
