from quizzes.models.changes import ScoreChange
from quizzes.models.pages import Layout, QuizPage
from quizzes.models.questions import Question
from quizzes.models.records import (
    Answer,
    Confidence,
    Mark,
    QuestionVersion,
    QuizAttempt,
    QuizGrant,
    Regrade,
)
from quizzes.models.review import ReviewAnswer, ReviewCard, ReviewSitting

__all__ = [
    "Answer",
    "Confidence",
    "Layout",
    "Mark",
    "Question",
    "QuestionVersion",
    "QuizAttempt",
    "QuizGrant",
    "QuizPage",
    "Regrade",
    "ReviewAnswer",
    "ReviewCard",
    "ReviewSitting",
    "ScoreChange",
]
