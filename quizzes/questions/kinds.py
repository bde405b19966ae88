"""The kinds of question there are: a new one is a file, a template, a test, a line here."""

from quizzes.questions.base import QuestionKind
from quizzes.questions.multiple_choice import MultipleChoice
from quizzes.questions.single_choice import SingleChoice
from quizzes.questions.true_false import TrueFalse

QUESTION_KINDS: tuple[QuestionKind, ...] = (SingleChoice(), MultipleChoice(), TrueFalse())
KIND_NAMED: dict[str, QuestionKind] = {kind.name: kind for kind in QUESTION_KINDS}
