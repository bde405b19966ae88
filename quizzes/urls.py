"""Plain addresses of what learners do with quizzes."""

from django.urls import path

from quizzes.views import (
    answers,
    changes,
    grants,
    marking,
    questions,
    quizzes,
    results,
    review,
    withdrawals,
)

urlpatterns = [
    path("quizzes/<uuid:key>/", quizzes.open_quiz, name="open_quiz"),
    path("quizzes/<uuid:key>/start/", quizzes.start_attempt, name="start_attempt"),
    path("exceptions/", grants.grant_exception, name="grant_exception"),
    path(
        "exceptions/<int:grant>/withdraw/",
        withdrawals.withdraw_exception,
        name="withdraw_exception",
    ),
    path("groups/exceptions/", grants.choose_group, name="choose_group"),
    path("groups/<int:group>/exceptions/", grants.grant_to_group, name="grant_to_group"),
    path(
        "groups/<int:group>/exceptions/<int:grant>/withdraw/",
        withdrawals.withdraw_from_group,
        name="withdraw_from_group",
    ),
    path("marking/", marking.marking_queue, name="marking_queue"),
    path("marking/<int:answer>/", marking.mark_answer, name="mark_answer"),
    path("changes/<int:change>/seen/", changes.dismiss_change, name="dismiss_change"),
    path("attempts/<uuid:attempt>/", questions.show_questions, name="show_questions"),
    path("attempts/<uuid:attempt>/save/", answers.save_answers, name="save_answers"),
    path("attempts/<uuid:attempt>/<int:position>/", questions.show_question, name="show_question"),
    path("attempts/<uuid:attempt>/<int:position>/save/", answers.save_answer, name="save_answer"),
    path("attempts/<uuid:attempt>/review/", questions.review_attempt, name="review_attempt"),
    path("attempts/<uuid:attempt>/submit/", results.submit_attempt, name="submit_attempt"),
    path("attempts/<uuid:attempt>/result/", results.show_result, name="show_result"),
    path("courses/<uuid:course>/review/", review.open_review, name="open_review"),
    path("courses/<uuid:course>/review/start/", review.start_review, name="start_review"),
    path(
        "reviews/<uuid:sitting>/<int:position>/",
        review.show_review_question,
        name="show_review_question",
    ),
    path(
        "reviews/<uuid:sitting>/<int:position>/answer/", review.answer_review, name="answer_review"
    ),
    path("reviews/<uuid:sitting>/finish/", review.finish_review, name="finish_review"),
    path("reviews/<uuid:sitting>/result/", review.show_review_result, name="show_review_result"),
]
