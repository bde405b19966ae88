"""What trainers write: the quiz page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from courses.activities import ActivityPage, Kind
from courses.blocks.streams import ContentField
from courses.models import unknown_codes
from courses.pure.texts import SOURCE
from quizzes.blocks import DrawBlock, FixedBlock
from quizzes.levels import Difficulty, Level
from quizzes.models.questions import Question
from quizzes.pure.access import When
from quizzes.pure.drawing import Draw


class Layout(models.TextChoices):
    """How many questions a page shows."""

    ONE = "one", _("One question at a time")
    ALL = "all", _("All on one page")


class FeedbackWhen(models.TextChoices):
    """When what one's own answers teach is shown."""

    ALWAYS = When.ALWAYS, _("After every attempt")
    CLOSED = When.CLOSED, _("When passed, or without attempts left")


class AnswersWhen(models.TextChoices):
    """When right answers are shown: never while another attempt could profit."""

    CLOSED = When.CLOSED, _("When passed, or without attempts left")
    NEVER = When.NEVER, _("Never")


# As long as a wait may be: a month.
LONGEST_WAIT = 720
# More than anybody answers in one go; an attempt is stored, shown and marked as a whole.
MOST_QUESTIONS = 200


def contradictions(quiz: "QuizPage") -> dict[str, str | Promise]:
    """Rules that make no sense, alone or together, by field; empty when all do."""
    wrong: dict[str, str | Promise] = {}
    if quiz.wait_hours > LONGEST_WAIT:
        wrong["wait_hours"] = _("Write 720 hours at most: that is a month.")
    # The usual 2 says nothing where there are fewer attempts; after the last one nobody waits.
    elif quiz.wait_hours and quiz.wait_from >= max(quiz.attempts_allowed, 3):
        wrong["wait_from"] = _("No attempt follows this one: nobody would ever wait.")
    if quiz.feedback_when == When.CLOSED and quiz.answers_when == When.NEVER:
        wrong["answers_when"] = _(
            "Then somebody who failed would learn nothing until the end, and no answer after it: "
            "show what answers teach after every attempt, or the right answers at the end."
        )
    return wrong


def too_many_words(count: int) -> str:
    """What there is to say when an attempt would ask so many questions; usually nothing."""
    if count <= MOST_QUESTIONS:
        return ""
    words = _("An attempt would ask %(n)s questions; %(most)s are the most there can be.")
    return str(words % {"n": count, "most": MOST_QUESTIONS})


def _draw(kind: str, value: Any) -> Draw:
    """A block of a quiz as the pure module takes it."""
    points = value["points"] or 1
    if kind == "fixed":
        return Draw(1, key=value["question"], points=points, critical=value["critical"])
    return Draw(
        value["count"],
        frozenset(value["concepts"] or ()),
        value["level"] or "",
        value["difficulty"] or "",
        points=points,
    )


class QuizPage(ActivityPage):
    """A quiz: questions drawn from the bank for each attempt."""

    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        help_text=_("How much its score counts in the course's score."),
    )
    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark (%)"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    wait_hours = models.PositiveSmallIntegerField(
        _("hours to wait"), default=24, help_text=_("Between attempts; 0: none.")
    )
    wait_from = models.PositiveSmallIntegerField(
        _("waiting starts after attempt"), default=2, validators=[MinValueValidator(1)]
    )
    time_limit = models.PositiveSmallIntegerField(
        _("time limit (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Empty: none. It can be extended for a person or a group."),
    )
    layout = models.CharField(
        _("layout"), max_length=10, choices=Layout.choices, default=Layout.ONE
    )
    shuffle = models.BooleanField(_("mix questions and options"), default=True)
    confidence = models.BooleanField(
        _("ask how sure one is"),
        default=False,
        help_text=_("Sure, think so or guess, before anything is shown. It changes no score."),
    )
    feedback_when = models.CharField(
        _("what answers teach is shown"),
        max_length=10,
        choices=FeedbackWhen.choices,
        default=FeedbackWhen.ALWAYS,
    )
    answers_when = models.CharField(
        _("right answers are shown"),
        max_length=10,
        choices=AnswersWhen.choices,
        default=AnswersWhen.CLOSED,
    )
    blind_marking = models.BooleanField(
        _("mark without names"),
        default=False,
        help_text=_("Whoever marks open answers does not see whose they are."),
    )
    # No `min_num`: Wagtail would complain in red of a new quiz before anybody touched it. That
    # there is a question is asked by the field when it is published, and by the checks.
    draws: StreamField = ContentField(
        [("draw", DrawBlock()), ("fixed", FixedBlock())], verbose_name=_("questions")
    )

    kind = Kind("quiz", _("Quiz"), "quiz", "open_quiz")
    # Whatever changes what a learner gets, or when.
    hashed_fields = (
        *ActivityPage.hashed_fields,
        "intro",
        "pass_mark",
        "attempts_allowed",
        "wait_hours",
        "wait_from",
        "time_limit",
        "layout",
        "shuffle",
        "confidence",
        "feedback_when",
        "answers_when",
        "draws",
    )
    template = "quizzes/quiz_preview.html"
    # How these are laid out in the editor is said at the desk (`quizzes.desk.editor`).
    content_panels = [*ActivityPage.content_panels, FieldPanel("intro"), FieldPanel("draws")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def clean(self) -> None:
        """Raises ValidationError with rules that contradict each other and draws that cannot be."""
        super().clean()
        wrong: dict[str, Any] = dict(contradictions(self))
        draws = self.draw_list
        unknown = unknown_codes(sorted({code for draw in draws for code in draw.concepts}))
        fixed = [draw.key for draw in draws if draw.key]
        if len(set(fixed)) < len(fixed):
            unknown.append(str(_("A fixed question stands twice: an attempt asks it once.")))
        if words := too_many_words(self.question_count):
            unknown.append(words)
        if unknown:
            wrong["draws"] = unknown
        if wrong:
            raise ValidationError(wrong)

    @property
    def draw_list(self) -> list[Draw]:
        """The draws as the pure module takes them."""
        return [_draw(child.block_type, child.value) for child in self.draws]

    @property
    def question_count(self) -> int:
        """How many questions an attempt has."""
        return sum(draw.count for draw in self.draw_list)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """For the editor's preview: the rules and draws; no attempt is made."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        asked = self._fixed_questions()
        draws = [
            {
                "count": draw.count,
                "asked": asked.get(str(draw.key), ""),
                "critical": draw.critical,
                "points": draw.points,
                "concepts": sorted(draw.concepts),
                "level_label": Level(draw.level).label if draw.level else "",
                "difficulty_label": Difficulty(draw.difficulty).label if draw.difficulty else "",
            }
            for draw in self.draw_list
        ]
        return context | {"quiz": self, "draws": draws}

    def _fixed_questions(self) -> dict[str, str]:
        """The words of those that everybody gets, by key; in this row's language, else Spanish."""
        keys, own = [draw.key for draw in self.draw_list if draw.key], self.locale.language_code
        rows = Question.objects.filter(
            translation_key__in=keys, locale__language_code__in={SOURCE, own}
        ).values_list("translation_key", "summary", "locale__language_code")
        return {str(key): words for key, words, _l in sorted(rows, key=lambda row: row[2] == own)}
