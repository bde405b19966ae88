from quizzes.models.pages import QuizPage
from quizzes.models.questions import Question
from quizzes.models.records import Answer, Mark, QuestionVersion, QuizAttempt

__all__ = ["Answer", "Mark", "Question", "QuestionVersion", "QuizAttempt", "QuizPage"]
