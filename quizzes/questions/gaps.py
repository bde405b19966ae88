"""Gaps: a text with words missing, written in or picked from a list."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import SOURCE
from quizzes.pure.content import Content
from quizzes.pure.drawing import shuffled
from quizzes.pure.grading import Marking, mark_share
from quizzes.questions.base import (
    Accepted,
    Option,
    Part,
    QuestionBlock,
    QuestionKind,
    Reason,
    Response,
    as_pairs,
    every_language,
    explanation_block,
    field_name,
    from_pairs,
    items_of,
    read_parts,
    unknown_option,
)
from quizzes.questions.choice import same_words
from quizzes.questions.rows import Rows
from quizzes.questions.short_text import fold_as_set, forgiving_hint

GAP = re.compile(r"\[(\d{1,2})\]")


class GapBlock(blocks.StructBlock):
    """One gap: what is accepted, and what else can be picked."""

    answers = PlainTextBlock(
        label=_("Accepted, one a line"), help_text=_("The first one is shown as the right answer.")
    )
    choices = PlainTextBlock(
        label=_("Wrong ones to pick from, one a line"),
        required=False,
        help_text=_("Empty: the word is written, not picked."),
    )
    feedback = PlainTextBlock(label=_("What getting it wrong teaches"), required=False)

    class Meta:
        label_format = "{answers}"


class GapsBlock(QuestionBlock):
    """A text with gaps."""

    passage = PlainTextBlock(
        label=_("Text with gaps"), rows=5, help_text=_("[1], [2] … stand where words are missing.")
    )
    gaps = Rows(GapBlock(), label=_("Gaps in their order"), min_num=1, max_num=12)
    fold_case = blocks.BooleanBlock(label=_("Capitals do not matter"), required=False, default=True)
    fold_accents = blocks.BooleanBlock(
        label=_("Accents do not matter"), required=False, default=True
    )
    feedback = explanation_block()

    class Meta:
        icon = "form"
        label = _("Gaps in a text")
        description = _("Missing words to be written in or picked")
        preview_value: ClassVar[dict[str, Any]] = {
            "stem": "Complete la regla de la casa.",
            "passage": "Primero se [1] a la persona; después se [2] una salida.",
            "gaps": [
                {"answers": "escucha", "choices": "corrige\ndespacha"},
                {"answers": "ofrece\npropone", "choices": ""},
            ],
            "fold_case": True,
            "fold_accents": True,
            "feedback": "Quien fue escuchado acepta mejor una salida.",
        }


def lines_of(text: str | None) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class Gaps(QuestionKind):
    """Each gap counts the same."""

    name = "gaps"
    label = _("Gaps in a text")
    hint = _("Complete the text. Each gap counts the same.")
    block = GapsBlock
    in_parts = True

    def hint_for(self, content: Content) -> str | Promise:
        gaps = items_of(content, "gaps")
        picked = [bool(self._wrong(content, each["id"], SOURCE)) for each in gaps]
        each_counts = _("Each gap counts the same.")
        if all(picked):
            return format_lazy("{} {}", _("Choose from each list."), each_counts)
        written = format_lazy("{} {}", forgiving_hint(content), each_counts)
        if any(picked):
            return format_lazy(
                "{} {}", _("Choose where there is a list, write elsewhere."), written
            )
        return written

    def about(self, content: Content, place: str, language: str) -> str:
        """What is accepted in the gap."""
        return self._first(content, place.rpartition(".")[2], language)

    def _accepted(self, content: Content, gap: str) -> set[str]:
        texts = every_language(content, f"gaps.{gap}.answers")
        return {fold_as_set(content, line) for text in texts for line in lines_of(text)}

    def _first(self, content: Content, gap: str, language: str) -> str:
        return next(iter(lines_of(content.text(f"gaps.{gap}.answers", language).text)), "")

    def _wrong(self, content: Content, gap: str, language: str) -> list[str]:
        return lines_of(content.text(f"gaps.{gap}.choices", language).text)

    def _choices(self, content: Content, gap: str, language: str) -> list[str]:
        """What can be picked, the accepted one first; empty where the word is written."""
        wrong = self._wrong(content, gap, language)
        return [self._first(content, gap, language), *wrong] if wrong else []

    def _in_language(self, content: Content, gap: str, word: str, language: str) -> str:
        """A word picked in one language as the other calls it: the lists stand in one order."""
        for other in content.texts:
            choices = self._choices(content, gap, other)
            if word in choices:
                here = self._choices(content, gap, language)
                place = choices.index(word)
                return here[place] if place < len(here) else word
        return word

    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        given, passage = as_pairs(response), content.text("passage", language)
        gaps = {
            str(number): self._field(content, each["id"], language, seed, given)
            for number, each in enumerate(items_of(content, "gaps"), start=1)
        }
        pieces = GAP.split(passage.text)
        # The pattern's group makes every second piece the number of a gap.
        return {
            "pieces": [
                {"text": piece} if position % 2 == 0 else {"number": piece, "gap": gaps.get(piece)}
                for position, piece in enumerate(pieces)
            ],
            "lang": passage.lang,
        }

    def _field(
        self, content: Content, gap: str, language: str, seed: str, given: Mapping[str, str]
    ) -> dict[str, Any]:
        word = self._in_language(content, gap, given.get(gap, ""), language)
        choices = shuffled(self._choices(content, gap, language), seed, f"gap {gap}")
        return {
            "name": field_name(gap),
            "text": word,
            "options": [Option(each, "", each, "", each == word) for each in choices],
        }

    def read(self, data: QueryDict, content: Content) -> Response:
        sent = read_parts(data, [each["id"] for each in items_of(content, "gaps")])
        for gap, word in sent.items():
            known = {each for lang in content.texts for each in self._choices(content, gap, lang)}
            if self._wrong(content, gap, SOURCE) and word not in known:
                raise unknown_option()
        return from_pairs(sent)

    def _is_right(self, content: Content, gap: str, word: str) -> bool:
        return fold_as_set(content, word) in self._accepted(content, gap)

    def mark(self, content: Content, response: Response | None) -> Marking:
        gaps = items_of(content, "gaps")
        known = {each["id"] for each in gaps}
        right = sum(
            self._is_right(content, gap, word)
            for gap, word in as_pairs(response).items()
            if gap in known
        )
        return mark_share(right, len(gaps))

    def key(self, content: Content) -> Response:
        gaps = [each["id"] for each in items_of(content, "gaps")]
        return from_pairs({gap: self._first(content, gap, SOURCE) for gap in gaps})

    def measure(self, content: Content) -> list[str]:
        """Everything that counts in each gap, folded as set."""
        found = []
        for each in items_of(content, "gaps"):
            lines = lines_of(content.text(f"gaps.{each['id']}.answers", SOURCE).text)
            words = " / ".join(sorted({fold_as_set(content, line) for line in lines}))
            found.append(f"{each['id']} = {words}")
        return found

    def accepted(self, content: Content, language: str) -> list[Accepted]:
        """Each gap with everything that counts in it."""
        found = []
        for number, each in enumerate(items_of(content, "gaps"), start=1):
            texts = every_language(content, f"gaps.{each['id']}.answers")
            words = dict.fromkeys(line for text in texts for line in lines_of(text))
            found.append(Accepted(f"[{number}] {' / '.join(words)}"))
        return found

    def slip(self, content: Content) -> Response:
        gaps = [each["id"] for each in items_of(content, "gaps")]
        return from_pairs({gap: (self._wrong(content, gap, SOURCE) or ["?"])[0] for gap in gaps})

    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        given = as_pairs(response)
        return [
            Part(
                f"[{number}] {self._in_language(content, gap['id'], given[gap['id']], language)}",
                "",
                self._is_right(content, gap["id"], given[gap["id"]]),
            )
            for number, gap in enumerate(items_of(content, "gaps"), start=1)
            if gap["id"] in given
        ]

    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        found = []
        for gap, word in as_pairs(response).items():
            shown = content.text(f"gaps.{gap}.feedback", language)
            if shown and not self._is_right(content, gap, word):
                found.append(Reason(word, shown.text, shown.lang))
        return found

    def chosen(self, content: Content, response: Response) -> list[str]:
        """Picked words as Spanish calls them; written ones as they are compared."""
        found = []
        for gap, word in as_pairs(response).items():
            picked = self._wrong(content, gap, SOURCE)
            same = (
                self._in_language(content, gap, word, SOURCE)
                if picked
                else fold_as_set(content, word)
            )
            found.append(f"{gap}={same}")
        return found

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        names: dict[str, Part] = {}
        for number, each in enumerate(items_of(content, "gaps"), start=1):
            gap = each["id"]
            for word in self._choices(content, gap, SOURCE):
                shown = self._in_language(content, gap, word, language)
                right = self._is_right(content, gap, word)
                names[f"{gap}={word}"] = Part(f"[{number}] {shown}", "", right)
        return names

    def written_part(self, content: Content, name: str) -> Part:
        gap, _sign, word = name.partition("=")
        ids = [each["id"] for each in items_of(content, "gaps")]
        if gap not in ids:
            return Part(word)
        return Part(f"[{ids.index(gap) + 1}] {word}", "", self._is_right(content, gap, word))

    def random_guess(self, content: Content) -> float | None:
        """A picked gap is guessed one time in as many as there are choices, a written one never."""
        gaps = items_of(content, "gaps")
        sizes = [len(self._choices(content, each["id"], SOURCE)) for each in gaps]
        return sum(1 / size for size in sizes if size) / len(gaps) if any(sizes) else None

    def check(self, value: Any) -> list[str | Promise]:
        numbers = GAP.findall(value["passage"])
        if sorted(numbers, key=int) != [str(n) for n in range(1, len(value["gaps"]) + 1)]:
            return [_("Put each gap into the text once: [1], [2] and so on, as many as listed.")]
        for gap in value["gaps"]:
            accepted, wrong = lines_of(gap["answers"]), lines_of(gap["choices"])
            if not accepted:
                return [_("Write what is accepted in each gap.")]
            if same_words([*accepted, *wrong]):
                return [_("In one gap two words are the same.")]
        return []
