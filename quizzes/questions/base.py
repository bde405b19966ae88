"""What a kind of question is: its editor block, how an answer is read, marked and explained.

An answer is a list of strings in a canonical form, the same whoever asks in whichever language:
the ids of chosen options, `left=right` for pairs, or the words that were written.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from courses.blocks.base import PlainTextBlock
from courses.pure.texts import SOURCE, Shown
from quizzes.pure.content import Content
from quizzes.pure.grading import Marking

Response = list[str]
LETTERS = "ABCDEFGHIJKLMNO"
MOST_WRITTEN = 200


class InvalidResponseError(ValueError):
    """The answer sent does not belong to the question; the message is for the learner.

    `kept` is what was sent, as far as it can be shown again.
    """

    def __init__(self, message: str, kept: Response | None = None) -> None:
        super().__init__(message)
        self.kept = kept


@dataclass(frozen=True)
class Option:
    """An option as a learner sees it: nothing here tells whether it is right."""

    id: str
    letter: str
    text: str
    lang: str
    chosen: bool


@dataclass(frozen=True)
class Part:
    """A part of an answer in words, and whether it is right; None where that has no meaning."""

    text: str
    lang: str = ""
    right: bool | None = None


@dataclass(frozen=True)
class Accepted:
    """An answer that earns something, in words, and what it is worth in percent."""

    text: str
    lang: str = ""
    worth: int = 100


@dataclass(frozen=True)
class Reason:
    """What an answer teaches; `about` names the part where several were given."""

    about: str
    text: str
    lang: str = ""


@dataclass(frozen=True)
class Taught:
    """What one part of a question teaches, for its author; `right` None where it is neither."""

    about: str
    text: str
    right: bool | None = None


class QuestionBlock(blocks.StructBlock):
    """The fields every question has; a kind adds its own between them."""

    stem = PlainTextBlock(
        label=_("Question"), rows=3, help_text=_("An empty line begins a new paragraph.")
    )

    class Meta:
        # What it gets is put together at the desk (`quizzes.desk.previews`).
        preview_template = "quizzes/kind_preview.html"
        label_format = "{stem}"
        form_classname = "struct-block desk-question"


def explanation_block() -> PlainTextBlock:
    """What every kind ends with."""
    return PlainTextBlock(
        label=_("Explanation shown afterwards"),
        required=False,
        help_text=_("Shown with the result to everybody, whatever they answered."),
    )


class QuestionKind(ABC):
    """One kind. A new one is a file like its neighbours and a line in `quizzes.questions.kinds`."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise]
    block: ClassVar[type[QuestionBlock]]
    # Several options may be chosen.
    several: ClassVar[bool] = False
    # An answer is a pair for each part of the question.
    in_parts: ClassVar[bool] = False
    # A person reads the answers and marks them by a rubric.
    by_hand: ClassVar[bool] = False
    # The fields of an answer are one group under the question (a fieldset), not a single control.
    grouped: ClassVar[bool] = True

    @property
    def template(self) -> str:
        """Draws the fields of an answer. Their names are `response` or start with `response-`."""
        return f"quizzes/questions/{self.name}.html"

    def hint_for(self, content: Content) -> str | Promise:
        """How to answer and what counts, in a sentence."""
        return self.hint

    def rule_for(self, content: Content) -> str | Promise:
        """What counted, said beside an answer that is not wholly right; empty where its parts say
        it.
        """
        return ""

    @abstractmethod
    def fields(
        self, content: Content, language: str, seed: str, response: Response | None
    ) -> dict[str, Any]:
        """What the template draws: the answer so far, in this attempt's order; never what is
        right.
        """

    @abstractmethod
    def read(self, data: QueryDict, content: Content) -> Response:
        """The answer in a form, canonical; empty takes it back.

        Raises InvalidResponseError when it names what is not there.
        """

    @abstractmethod
    def mark(self, content: Content, response: Response | None) -> Marking:
        """What the answer is worth; None is unanswered and worth nothing."""

    @abstractmethod
    def key(self, content: Content) -> Response:
        """An answer that is wholly right; empty where only a person can say."""

    def measure(self, content: Content) -> list[str]:
        """What answers are compared with: the same for two versions that mark alike."""
        return sorted(self.key(content))

    @abstractmethod
    def slip(self, content: Content) -> Response:
        """An answer that is wrong, as the demo's people give it."""

    @abstractmethod
    def parts(self, content: Content, response: Response, language: str) -> list[Part]:
        """An answer in words, part by part."""

    def key_parts(self, content: Content, language: str) -> list[Part]:
        """What is right, in words, part by part."""
        return self.parts(content, self.key(content), language)

    def accepted(self, content: Content, language: str) -> list[Accepted]:
        """Everything that earns something, for the author: what is worth most first."""
        return [Accepted(part.text, part.lang) for part in self.key_parts(content, language)]

    @abstractmethod
    def reasons(self, content: Content, response: Response, language: str) -> list[Reason]:
        """What this answer teaches."""

    def all_taught(self, content: Content, language: str) -> list[Taught]:
        """Everything that answers may teach, for the author: each part that has words of its own.

        By the names of the fields: `feedback` stands beside the words it is about.
        """
        found = []
        for path in content.texts[SOURCE]:
            place, _dot, name = path.rpartition(".")
            if place and name == "feedback":
                about = self.about(content, place, language)
                found.append(Taught(about, content.text(path, language).text))
        return found

    def about(self, content: Content, place: str, language: str) -> str:
        """What the part at `place` is called: its text."""
        names = (content.text(f"{place}.{name}", language) for name in ("text", "left"))
        return next((shown.text for shown in names if shown), "")

    def rubric(self, content: Content, language: str) -> list[Part]:
        """How a person marks it, a line each; none where a machine does."""
        return []

    def chosen(self, content: Content, response: Response) -> list[str]:
        """The parts of an answer that item analysis counts; one of `part_names`, or free text."""
        return response

    def part_names(self, content: Content, language: str) -> Mapping[str, Part]:
        """Everything that can be chosen, by the names `chosen` gives, with its words."""
        return {}

    def written_part(self, content: Content, name: str) -> Part:
        """What is not among `part_names` but was answered, by the name `chosen` gave it."""
        return Part(name.rpartition("=")[2])

    def empty_parts(self, content: Content, response: Response | None) -> int:
        """How many parts of an answer that was begun are still empty; of no answer, none."""
        return len(self.key(content)) - len(response) if self.in_parts and response else 0

    def lacks(self, content: Content, response: Response | None) -> str:
        """What an answer that was begun is still without, in words; empty when it is whole."""
        empty = self.empty_parts(content, response)
        words = ngettext("%(n)s part left empty", "%(n)s parts left empty", empty)
        return words % {"n": empty} if empty else ""

    def sent(self, content: Content, response: Response | None) -> QueryDict:
        """What the form of this version sends for an answer; `read` takes it back."""
        data = QueryDict(mutable=True)
        data.setlist("response", list(response or []))
        for left, right in as_pairs(response).items():
            data[field_name(left)] = right
        return data

    def fits(self, content: Content, response: Response | None) -> bool:
        """Whether the form of this version could have sent the answer: it names nothing else."""
        try:
            return sorted(self.read(self.sent(content, response), content)) == sorted(
                response or []
            )
        except InvalidResponseError:
            return False

    def random_guess(self, content: Content) -> float | None:
        """The fraction blind guessing earns on average; None where one cannot guess."""
        return None

    def check(self, value: Any) -> list[str | Promise]:
        """What is wrong with a question being written, for its author; empty when nothing is."""
        return []


def field_name(part_id: str) -> str:
    """The name of the control that answers one part of a question."""
    return f"response-{part_id}"


def read_parts(data: QueryDict, part_ids: Sequence[str]) -> dict[str, str]:
    """What was sent for each part; parts left empty are left out. Raises InvalidResponseError."""
    found = {each: data.get(field_name(each), "").strip() for each in part_ids}
    if any(len(value) > MOST_WRITTEN for value in found.values()):
        raise InvalidResponseError(str(_("That is too long for an answer. Shorten it.")))
    return {each: value for each, value in found.items() if value}


def unknown_option() -> InvalidResponseError:
    """The page is older than the question, or was tampered with."""
    return InvalidResponseError(str(_("That option is not in this question. Reload the page.")))


def as_pairs(response: Response | None) -> dict[str, str]:
    """`left=right` strings as a map."""
    return dict(part.partition("=")[::2] for part in response or [])


def from_pairs(pairs: Mapping[str, str]) -> Response:
    """A map as `left=right` strings, in a canonical order."""
    return [f"{left}={right}" for left, right in sorted(pairs.items())]


def items_of(content: Content, name: str) -> list[dict[str, Any]]:
    """The entries of one of the question's lists, each with its id."""
    entries: list[dict[str, Any]] = content.structure.get(name) or []
    return entries


def in_words(shown: Shown, right: bool | None = None) -> Part:
    """A text of the question as a part of an answer."""
    return Part(shown.text, shown.lang, right)


def every_language(content: Content, path: str) -> list[str]:
    """A text in all languages that have it: words are right whichever language they are in."""
    texts = (texts.get(path, "") for texts in content.texts.values())
    return list(dict.fromkeys(text for text in texts if text))
