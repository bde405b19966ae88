"""The kinds of question there are: a new one is a file, a template, a test, a line here."""

from quizzes.questions.base import QuestionKind
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
