"""The kinds of question there are. A new kind is one file, one template, one test, one line here."""

from quizzes.questions.base import QuestionKind
from quizzes.questions.multiple_choice import MultipleChoice
from quizzes.questions.single_choice import SingleChoice
from quizzes.questions.true_false import TrueFalse

QUESTION_KINDS: tuple[QuestionKind, ...] = (SingleChoice(), MultipleChoice(), TrueFalse())
KIND_NAMED: dict[str, QuestionKind] = {kind.name: kind for kind in QUESTION_KINDS}
