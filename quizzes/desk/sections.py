"""What quizzes know that needs attention: drafts of questions, translations, short draws."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.models import User
from courses.desk.matters import Matter, Section, Shortcut, unpublished
from courses.desk.sections import behind_sections, draft_section
from quizzes.bank import published_questions
from quizzes.desk.forgotten import forgotten_questions
from quizzes.desk.since import since_section
from quizzes.desk.suspects import suspects_section
from quizzes.models import Question, QuizPage
from quizzes.pure.drawing import shortages


def sections(viewer: User) -> list[Section]:
    """In the order in which they press."""
    questions = Question.objects.filter(archived=False)
    edit = "wagtailsnippets_quizzes_question:edit"
    heading = gettext("Questions not published")
    published = questions.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
    drafts = unpublished(questions.defer("content"))
    return [
        short_quizzes(),
        since_section(viewer),
        suspects_section(),
        draft_section(heading, drafts, viewer, edit, drafts_url()),
        *behind_sections(published.defer("content"), gettext("questions")),
        forgotten_questions(),
    ]


def drafts_url() -> str:
    """The bank, filtered."""
    return reverse("wagtailsnippets_quizzes_question:list") + "?state=unpublished"


def short_quizzes() -> Section:
    """Live quizzes with draws for which the bank has too few questions; two queries."""
    bank = published_questions()
    quizzes = QuizPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    rows = []
    for quiz in quizzes:
        if lacking := sum(number for _place, number in shortages(bank, quiz.draw_list)):
            detail = ngettext("lacks %(n)s question", "lacks %(n)s questions", lacking)
            url = reverse("wagtailadmin_pages:edit", args=[quiz.pk])
            rows.append(Matter(quiz.title, url, detail % {"n": lacking}))
    lead = gettext("Nobody can start an attempt: write questions, or change what is drawn.")
    return Section(gettext("Quizzes that lack questions"), lead, "warning", rows, len(rows))


def shortcuts(viewer: User) -> list[Shortcut]:
    """A new question, for those who may write one."""
    if not viewer.has_perm("quizzes.add_question"):
        return []
    url = reverse("wagtailsnippets_quizzes_question:add")
    return [Shortcut(_("New question"), url, "plus", 10)]
