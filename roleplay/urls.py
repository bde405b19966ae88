"""Plain addresses of conversations with customers."""

from django.urls import path

from roleplay.views import activities, conversations, debriefs, grants

ONE = "conversations/<uuid:conversation>/"

urlpatterns = [
    path("practice/<uuid:key>/", activities.open_roleplay, name="open_roleplay"),
    path("practice/<uuid:key>/start/", activities.start_conversation, name="start_conversation"),
    path("practice/<uuid:key>/grants/", grants.grant_conversation, name="grant_conversation"),
    path(ONE, conversations.show_conversation, name="show_conversation"),
    path(f"{ONE}turn/", conversations.take_turn, name="take_turn"),
    path(f"{ONE}consult/", conversations.consult_record, name="consult_record"),
    path(f"{ONE}rewind/", conversations.rewind_conversation, name="rewind_conversation"),
    path(f"{ONE}reflect/", conversations.reflect, name="reflect"),
    path(f"{ONE}debrief/", debriefs.show_debrief, name="show_debrief"),
    path(f"{ONE}keep/", debriefs.keep_phrase, name="keep_phrase"),
]
