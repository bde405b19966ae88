"""The kinds of question there are: a new one is a file, a template, a test, a line here."""

from quizzes.pure.content import Content
from quizzes.questions.base import QuestionKind, Response
from quizzes.questions.classify import Classify
from quizzes.questions.gaps import Gaps
from quizzes.questions.matching import Matching
from quizzes.questions.multiple_choice import MultipleChoice
from quizzes.questions.numeric import Numeric
from quizzes.questions.open_text import OpenText
from quizzes.questions.ordering import Ordering
from quizzes.questions.short_text import ShortText
from quizzes.questions.single_choice import SingleChoice
from quizzes.questions.true_false import TrueFalse

QUESTION_KINDS: tuple[QuestionKind, ...] = (
    SingleChoice(),
    MultipleChoice(),
    TrueFalse(),
    Matching(),
    Ordering(),
    Numeric(),
    ShortText(),
    Gaps(),
    Classify(),
    OpenText(),
)
KIND_NAMED: dict[str, QuestionKind] = {kind.name: kind for kind in QUESTION_KINDS}

DECIMALS = 4


def fraction_by(content: Content, response: Response | None) -> float | None:
    """What an answer is worth by the key of a version, four decimals; None: a person marks it."""
    fraction = KIND_NAMED[content.kind].mark(content, response).fraction
    return None if fraction is None else round(fraction, DECIMALS)
