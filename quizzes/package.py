"""The sections that quizzes own: questions and quiz pages."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from wagtail.models import Locale

from courses.package.codec import Codec, codec_for
from courses.package.courses_section import ActivitySection
from courses.package.encoder import Encoder, filled
from courses.package.files import stem_of
from courses.package.keys import key_of
from courses.package.page_section import SOURCE, comparable, language_rows
from courses.package.reading import Item, Package
from courses.package.said import Said
from courses.package.sections import Loading, Section
from courses.package.translations import publish_translated, write_draft
from courses.package.writing import Exporting
from quizzes.blocks import USUAL_COUNT
from quizzes.levels import Difficulty, Level
from quizzes.models import Question, QuizPage
from quizzes.models.pages import AnswersWhen, FeedbackWhen, Layout, contradictions, too_many_words
from quizzes.pure.access import When
from quizzes.pure.drawing import Candidate, Draw
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.questions import publish_version

OWN = {"key", "kind", "level", "difficulty", "concepts"}
# Where the one block of a question stands.
PATH = "content.question"
# A file may not hold over 2 MB; a question is some 2 KB.
MOST_IN_A_FILE = 300
# The file of questions that no quiz of the course draws.
OTHERS = "others"


class QuestionsSection(Section):
    """Questions, many to a file."""

    name, files, order = "questions", "questions/*.yaml", 30

    def check(self, item: Item, package: Package) -> list[str]:
        kind = KIND_NAMED.get(str(item.data.get("kind", "")))
        if kind is None:
            words = _("kind: “%(kind)s” is none; there are %(known)s")
            return [Said(words, kind=item.data.get("kind"), known=", ".join(KIND_NAMED))]
        problems: list[str] = []
        if item.data.get("level") not in Level.values:
            known = ", ".join(Level.values)
            problems.append(Said(_("level: choose one of %(known)s"), known=known))
        if item.data.get("difficulty", Difficulty.MEDIUM) not in Difficulty.values:
            known = ", ".join(Difficulty.values)
            problems.append(Said(_("difficulty: choose one of %(known)s"), known=known))
        for language in package.languages:
            codec = codec_for(package, item, language)
            question = Question()
            self._set(question, item, codec)
            problems += codec.problems
            if not codec.problems and language == SOURCE:
                problems += [str(each) for each in kind.check(question.content[0].value)]
        return list(dict.fromkeys(problems))

    def _set(self, question: Question, item: Item, codec: Codec) -> None:
        kind = str(item.data["kind"])
        block = Question._meta.get_field("content").stream_block
        fields = {name: value for name, value in item.data.items() if name not in OWN}
        value = codec.value(block.child_blocks[kind], fields, PATH)
        raw = {"type": kind, "id": codec.id_of(PATH), "value": value}
        question.content = block.to_python([raw])
        question.level = item.data.get("level", Level.UNDERSTAND)
        question.difficulty = item.data.get("difficulty", Difficulty.MEDIUM)
        question.concepts = list(item.data.get("concepts", []))

    def load(self, item: Item, loading: Loading) -> UUID:
        key = loading.key(item.name)

        def set_texts(question: Any, language: str) -> None:
            self._set(question, item, codec_for(loading.package, item, language, write=True))

        row = Question.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
        if row is None:
            locale = Locale.objects.get(language_code=SOURCE)
            row = Question(translation_key=key, locale=locale, live=False)
            set_texts(row, SOURCE)
            row.save()
            row.save_revision()
        if loading.publish:
            publish_translated(row, set_texts, loading.package.languages)
            publish_version(key, loading.at)
        else:
            write_draft(row, set_texts, loading.package.languages)
        return key

    def on_site(self, key: UUID) -> dict[str, Any]:
        rows = language_rows(Question, key)
        fields = ("content", "level", "difficulty", "concepts")
        return {language: comparable(row, fields) for language, row in rows.items()}

    def is_published(self, key: UUID) -> bool:
        rows = Question.objects.filter(translation_key=key, live=True)
        return rows.filter(locale__language_code=SOURCE).exists()

    def belongs(self, exporting: Exporting) -> list[UUID]:
        """What came with the package and what its quizzes ask; nothing archived unless fixed."""
        came, drawn_by = set(exporting.came_with(self.name)), draws_by_quiz(exporting)
        needed = set(exporting.needed(self.name))
        rows = Question.objects.filter(locale__language_code=SOURCE)
        values = rows.values_list("translation_key", "level", "concepts", "difficulty", "archived")
        keys = [
            key
            for key, level, concepts, difficulty, archived in values
            if key in needed
            or (
                not archived
                and (
                    key in came
                    or first_to_ask(drawn_by, candidate(key, level, concepts, difficulty))
                )
            )
        ]
        return exporting.fetch(Question, sorted(keys, key=exporting.name_of))

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        """One map: what the kind's block holds stands beside kind, concepts and level."""
        rows = exporting.rows(Question, key)
        if not rows or not rows[SOURCE].content:
            return {}
        encoder = exporting.encoder(key, rows)
        own = {
            "key": encoder.name,
            "kind": encoder.row.kind,
            "concepts": exporting.codes(encoder.row.concepts),
            "level": encoder.row.level,
            "difficulty": _unless_usual(encoder.row.difficulty),
        }
        return filled(own | encoder.only_block("content", PATH))

    def lay_out(self, items: list[dict[str, Any]], exporting: Exporting) -> dict[str, Any]:
        """A file for each quiz, with the questions that it is the first to draw."""
        drawn_by = draws_by_quiz(exporting)
        by_quiz: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for item in items:
            question = candidate(
                key_of(exporting.package, item["key"]),
                item["level"],
                item.get("concepts", []),
                item.get("difficulty", Difficulty.MEDIUM),
            )
            by_quiz[first_to_ask(drawn_by, question) or OTHERS].append(item)
        return {
            f"questions/{stem}-{start // MOST_IN_A_FILE + 1}.yaml"
            if start
            else f"questions/{stem}.yaml": of_quiz[start : start + MOST_IN_A_FILE]
            for stem, of_quiz in sorted(by_quiz.items())
            for start in range(0, len(of_quiz), MOST_IN_A_FILE)
        }


def _unless_usual(difficulty: str) -> str | None:
    """Left out of the file where it is the one a file without it has."""
    return None if difficulty == Difficulty.MEDIUM else difficulty


def draws_by_quiz(exporting: Exporting) -> dict[str, list[Draw]]:
    """What each quiz of the course draws, by the name of its file."""
    found = {}
    for row in exporting.activities:
        if isinstance(row, QuizPage):
            words = {"key": exporting.name_of(row.translation_key), "title": {SOURCE: row.title}}
            found[stem_of(words)] = row.draw_list
    return found


def candidate(key: UUID, level: str, concepts: list[str], difficulty: str) -> Candidate:
    """A question as draws look at it."""
    return Candidate(0, str(key), level, frozenset(concepts), difficulty)


def first_to_ask(drawn_by: dict[str, list[Draw]], question: Candidate) -> str:
    """The first quiz that may ask a question, drawn or fixed; empty if none does."""
    for quiz, draws in drawn_by.items():
        if any(draw.takes(question) for draw in draws):
            return quiz
    return ""


def with_keys(entries: Any, package: str) -> Any:
    """The draws of a file as blocks: a draw unless it says otherwise, questions by their keys."""
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        return entries
    return [
        {"type": "draw"}
        | each
        | ({"question": str(key_of(package, str(each["question"])))} if "question" in each else {})
        for each in entries
    ]


def with_names(draw: dict[str, Any], exporting: Exporting) -> dict[str, Any]:
    """A block of a quiz as a file has it."""
    exporting.codes(draw.get("concepts"))
    if draw["type"] == "draw":
        return {name: value for name, value in draw.items() if name != "type"}
    return draw | {"question": exporting.needs("questions", UUID(draw["question"]))}


@dataclass(frozen=True)
class Rule:
    """A rule of a quiz: its name in the file, the model's field, what it is without one."""

    name: str
    field: str
    usual: Any
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()
    written: bool = False

    def problem(self, value: Any) -> str:
        """What is wrong with what a file says; empty when nothing is."""
        if value is None and self.usual is None:
            return ""
        if self.choices:
            fits, wanted = value in self.choices, f"choose one of {', '.join(self.choices)}"
        elif isinstance(self.usual, bool):
            fits, wanted = isinstance(value, bool), "write true or false"
        else:
            fits = isinstance(value, int) and not isinstance(value, bool)
            fits = fits and self.low <= value <= self.high
            wanted = f"write a whole number from {self.low} to {self.high}"
        return "" if fits else f"{self.name}: {wanted}"


# `written`: stands in the file even where it is the usual one.
RULES = (
    Rule("pass_mark", "pass_mark", 80, 1, 100, written=True),
    Rule("attempts", "attempts_allowed", 3, 1, 20, written=True),
    Rule("wait_hours", "wait_hours", 24, 0, 720, written=True),
    Rule("wait_from", "wait_from", 2, 1, 20),
    Rule("time_limit", "time_limit", None, 1, 600),
    Rule("layout", "layout", Layout.ONE, choices=tuple(Layout.values)),
    Rule("shuffle", "shuffle", True),
    Rule("confidence", "confidence", False),
    Rule("feedback_when", "feedback_when", When.ALWAYS, choices=tuple(FeedbackWhen.values)),
    Rule("answers_when", "answers_when", When.CLOSED, choices=tuple(AnswersWhen.values)),
    Rule("blind_marking", "blind_marking", False),
    Rule("weight", "weight", 1, 0, 100),
)


class QuizzesSection(ActivitySection):
    """Quiz pages, one file each."""

    name, files, order = "quizzes", "quizzes/*.yaml", 50
    model = QuizPage
    fields = (
        *ActivitySection.activity_fields,
        "intro",
        *(rule.field for rule in RULES),
        "draws",
    )
    known = ActivitySection.activity_known | {"intro", "draws", *(rule.name for rule in RULES)}

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        self.set_activity(page, item)
        page.intro = codec.text(item.data.get("intro", {}), "intro", required=False)
        for rule in RULES:
            setattr(page, rule.field, item.data.get(rule.name, rule.usual))
        block = QuizPage._meta.get_field("draws").stream_block
        entries = with_keys(item.data.get("draws"), codec.item_path.partition("/")[0])
        page.draws = block.to_python(codec.stream(block, entries, "draws"))

    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """Rules and draws; a rule that is the usual one is left out, unless files always say it."""
        draws = [with_names(draw, exporting) for draw in encoder.stream("draws")]
        values = {rule: getattr(encoder.row, rule.field) for rule in RULES}
        said = {
            rule.name: str(value) if rule.choices else value
            for rule, value in values.items()
            if rule.written or value != rule.usual
        }
        return {"intro": encoder.text("intro"), **said, "draws": draws}

    def check(self, item: Item, package: Package) -> list[str]:
        problems = [
            problem
            for rule in RULES
            if (problem := rule.problem(item.data.get(rule.name, rule.usual)))
        ]
        draws = item.data.get("draws")
        if not draws:
            problems.append("draws: say how many questions are drawn, and on what")
        problems += unknown_questions(draws, package)
        return problems or super().check(item, package) or self._wrong_rules(item)

    def _wrong_rules(self, item: Item) -> list[str]:
        """Rules that make no sense together, as the editor refuses them, too."""
        values = {rule.field: item.data.get(rule.name, rule.usual) for rule in RULES}
        required = bool(item.data.get("required", True))
        wrong = contradictions(QuizPage(required=required, **values))
        names = {rule.field: rule.name for rule in RULES}
        counts = [
            1 if "question" in draw else draw.get("count", USUAL_COUNT)
            for draw in item.data["draws"]
        ]
        if words := too_many_words(sum(counts)):
            wrong["draws"] = words
        return [f"{names.get(field, field)}: {words}" for field, words in wrong.items()]


def unknown_questions(draws: Any, package: Package) -> list[str]:
    """Complains of fixed questions that are not among the package's."""
    known = {item.name for item in package.in_section("questions")}
    entries = [each for each in draws or () if isinstance(each, dict) and "question" in each]
    return [
        f"draws: there is no question “{each['question']}” in this package"
        for each in entries
        if str(each["question"]) not in known
    ]
