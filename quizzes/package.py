"""The sections that quizzes own: questions and quiz pages."""

from typing import Any
from uuid import UUID

from wagtail.models import Locale

from courses.package.codec import Codec, codec_for
from courses.package.courses_section import ActivitySection
from courses.package.page_section import SOURCE, comparable, language_rows
from courses.package.reading import Item, Package
from courses.package.sections import Loading, Section
from courses.package.translations import publish_translated, write_draft
from quizzes.levels import Level
from quizzes.models import Question, QuizPage
from quizzes.questions.kinds import KIND_NAMED
from quizzes.verbs.questions import publish_version

OWN = {"key", "kind", "level", "concepts"}


class QuestionsSection(Section):
    """Questions, many to a file."""

    name, files, order = "questions", "questions/*.yaml", 30

    def check(self, item: Item, package: Package) -> list[str]:
        kind = KIND_NAMED.get(str(item.data.get("kind", "")))
        if kind is None:
            return [f"kind: “{item.data.get('kind')}” is none; there are {', '.join(KIND_NAMED)}"]
        problems = []
        if item.data.get("level") not in Level.values:
            problems.append(f"level: choose one of {', '.join(Level.values)}")
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
        raw = codec.stream(block, [{"type": kind, "id": "question", **fields}], "content")
        question.content = block.to_python(raw)
        question.level = item.data.get("level", Level.UNDERSTAND)
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
        fields = ("content", "level", "concepts")
        return {language: comparable(row, fields) for language, row in rows.items()}

    def is_published(self, key: UUID) -> bool:
        rows = Question.objects.filter(translation_key=key, live=True)
        return rows.filter(locale__language_code=SOURCE).exists()


class QuizzesSection(ActivitySection):
    """Quiz pages, one file each."""

    name, files, order = "quizzes", "quizzes/*.yaml", 50
    model = QuizPage
    fields = (
        *ActivitySection.activity_fields,
        "intro",
        "pass_mark",
        "attempts_allowed",
        "wait_hours",
        "weight",
        "draws",
    )
    known = ActivitySection.activity_known | {
        "intro",
        "pass_mark",
        "attempts",
        "wait_hours",
        "weight",
        "draws",
    }

    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        self.set_activity(page, item)
        page.intro = codec.text(item.data.get("intro", {}), "intro", required=False)
        page.pass_mark = item.data.get("pass_mark", 80)
        page.attempts_allowed = item.data.get("attempts", 3)
        page.wait_hours = item.data.get("wait_hours", 24)
        page.weight = item.data.get("weight", 1)
        draws = item.data.get("draws")
        typed = [{"type": "draw"} | draw for draw in draws or [] if isinstance(draw, dict)]
        block = QuizPage._meta.get_field("draws").stream_block
        page.draws = block.to_python(codec.stream(block, typed, "draws"))

    def check(self, item: Item, package: Package) -> list[str]:
        numbers = {"pass_mark": (1, 100), "attempts": (1, 20), "wait_hours": (0, 720)}
        problems = [
            f"{name}: write a whole number from {low} to {high}"
            for name, (low, high) in numbers.items()
            if not (isinstance(value := item.data.get(name, low), int) and low <= value <= high)
        ]
        if not item.data.get("draws"):
            problems.append("draws: say how many questions are drawn, and on what")
        return problems or super().check(item, package)
