"""Plain addresses of what learners do with quizzes."""

from django.urls import path

from quizzes.views import changes, grants, marking, questions, quizzes, results

urlpatterns = [
    path("quizzes/<uuid:key>/", quizzes.open_quiz, name="open_quiz"),
    path("quizzes/<uuid:key>/start/", quizzes.start_attempt, name="start_attempt"),
    path("exceptions/", grants.grant_exception, name="grant_exception"),
    path("groups/<int:group>/exceptions/", grants.grant_to_group, name="grant_to_group"),
    path("marking/", marking.marking_queue, name="marking_queue"),
    path("marking/<int:answer>/", marking.mark_answer, name="mark_answer"),
    path("changes/<int:change>/seen/", changes.dismiss_change, name="dismiss_change"),
    path("attempts/<uuid:attempt>/<int:position>/", questions.show_question, name="show_question"),
    path("attempts/<uuid:attempt>/<int:position>/save/", questions.save_answer, name="save_answer"),
    path("attempts/<uuid:attempt>/review/", questions.review_attempt, name="review_attempt"),
    path("attempts/<uuid:attempt>/submit/", results.submit_attempt, name="submit_attempt"),
    path("attempts/<uuid:attempt>/result/", results.show_result, name="show_result"),
]
