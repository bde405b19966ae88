"""Plain addresses of what learners and managers do."""

from django.urls import path

from courses.views import home, inquiries, lessons, my_group, notice, person, rules, team

urlpatterns = [
    path("", home.home, name="home"),
    path("notice/", notice.acknowledge_notice, name="acknowledge_notice"),
    path("lessons/<uuid:key>/", lessons.open_lesson, name="open_lesson"),
    path("lessons/<uuid:key>/<int:number>/", lessons.read_screen, name="read_screen"),
    path("lessons/<uuid:key>/complete/", lessons.complete_lesson, name="complete_lesson"),
    path("lessons/<uuid:key>/done/", lessons.lesson_done, name="lesson_done"),
    path("lessons/<uuid:key>/rules/<str:block>/", rules.keep_rule, name="keep_rule"),
    path("my-rules/", rules.my_rules, name="my_rules"),
    path("ask/<slug:place>/<uuid:key>/<str:anchor>/", inquiries.open_ask, name="open_ask"),
    path("ask/<slug:place>/<uuid:key>/<str:anchor>/send/", inquiries.ask, name="ask"),
    path("my-questions/", inquiries.my_inquiries, name="my_inquiries"),
    path("group/", my_group.my_group, name="my_group"),
    path("group/questions/<int:inquiry>/", my_group.show_inquiry, name="show_inquiry"),
    path("group/questions/<int:inquiry>/answer/", my_group.answer_inquiry, name="answer_inquiry"),
    path("group/questions/<int:inquiry>/close/", my_group.close_inquiry, name="close_inquiry"),
    path("team/", team.team, name="team"),
    path("team/export/", team.export_team, name="export_team"),
    path("team/text/", team.team_text, name="team_text"),
    path("team/<int:person>/", person.show_person, name="show_person"),
]
