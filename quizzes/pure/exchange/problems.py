"""What cannot be taken and what is lost, as codes; `quizzes.exchange_words` has the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quizzes.pure.exchange.portable import PortableQuestion

Params = Mapping[str, str]


class Reason(StrEnum):
    """Why a file, or one question in it, is not taken."""

    # The whole file.
    TOO_LARGE = "too_large"
    EMPTY_FILE = "empty_file"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_MANY = "too_many"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_XML = "not_xml"
    XML_DTD = "xml_dtd"
    XML_SIZE = "xml_size"
    NOT_MOODLE = "not_moodle"
    NO_QUESTIONS = "no_questions"
    PACKAGE = "package"
    # One question.
    DESCRIPTION = "description"
    BRACES = "braces"
    SEVERAL_SETS = "several_sets"
    NO_STEM = "no_stem"
    NO_ANSWERS = "no_answers"
    FEW_OPTIONS = "few_options"
    NO_RIGHT = "no_right"
    SEVERAL_RIGHT = "several_right"
    NOT_A_PAIR = "not_a_pair"
    NOT_A_NUMBER = "not_a_number"
    NO_ANSWER_LINE = "no_answer_line"
    ANSWER_LETTER = "answer_letter"
    OPTION_ORDER = "option_order"
    TYPE = "type"
    NO_GAPS = "no_gaps"
    GAP_KIND = "gap_kind"
    GAP_NUMBER = "gap_number"
    TOO_LONG = "too_long"
    CHARACTER = "character"
    MANY_PARTS = "many_parts"
    WILDCARD = "wildcard"
    DOES_NOT_FIT = "does_not_fit"
    NOT_SAVED = "not_saved"


class Lost(StrEnum):
    """What a question loses on its way in or out."""

    FORMATTING = "formatting"
    PICTURE = "picture"
    TABLE = "table"
    NAME = "name"
    CATEGORY = "category"
    TAG = "tag"
    PARTIAL_OPTION = "partial_option"
    WEIGHTS = "weights"
    PENALTIES = "penalties"
    WRONG_FEEDBACK = "wrong_feedback"
    WILDCARDS = "wildcards"
    UNITS = "units"
    COMBINED_FEEDBACK = "combined_feedback"
    HINTS = "hints"
    GRADE = "grade"
    FIXED_ORDER = "fixed_order"
    ID_NUMBER = "id_number"
    ATTACHMENTS = "attachments"
    TEMPLATE = "template"
    TOLERANCE = "tolerance"
    GAP_FEEDBACK = "gap_feedback"
    RIGHT_FEEDBACK = "right_feedback"
    PARTIAL_ANSWER = "partial_answer"
    BRACKETS = "brackets"
    CONCEPTS = "concepts"
    LEVEL = "level"
    FEEDBACK = "feedback"
    OPTION_FEEDBACK = "option_feedback"
    LINES = "lines"
    ARROW = "arrow"
    RUBRIC = "rubric"
    SAMPLE = "sample"
    MIN_WORDS = "min_words"
    CREDIT_RULE = "credit_rule"
    FOLDING = "folding"
    AS_MATCHING = "as_matching"
    CHARACTERS = "characters"
    LANGUAGES = "languages"
    LEFT_OUT = "left_out"
    RUBRIC_ADDED = "rubric_added"


@dataclass(frozen=True)
class Refusal:
    """A question (or, with an empty name, the file) that is not taken. Lines count from 1."""

    line: int
    name: str
    reason: Reason
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class Loss:
    """Something of a question that does not come along. Line 0: it was on its way out."""

    line: int
    name: str
    lost: Lost
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class Parsed:
    """What a file holds: the questions that can be taken, and everything else by name."""

    questions: tuple[PortableQuestion, ...]
    refusals: tuple[Refusal, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Written:
    """A file's text, how many questions stand in it, and what it does not hold."""

    text: str
    count: int
    losses: tuple[Loss, ...]


class FileRefusedError(Exception):
    """Nothing of the file can be taken; `refusal` says where and why."""

    def __init__(self, reason: Reason, line: int = 0, **params: str) -> None:
        super().__init__(f"{reason} (line {line})")
        self.refusal = Refusal(line, "", reason, params)


class QuestionRefusedError(Exception):
    """This question cannot be taken; those around it can."""

    def __init__(self, reason: Reason, **params: str) -> None:
        super().__init__(str(reason))
        self.reason, self.params = reason, params
