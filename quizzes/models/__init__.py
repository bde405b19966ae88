from quizzes.models.pages import QuizPage
from quizzes.models.questions import Question
from quizzes.models.records import Answer, AttemptGrant, Mark, QuestionVersion, QuizAttempt

__all__ = [
    "Answer",
    "AttemptGrant",
    "Mark",
    "Question",
    "QuestionVersion",
    "QuizAttempt",
    "QuizPage",
]
