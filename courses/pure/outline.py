"""The shape of a course as learners meet it: modules in order, activities in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID


def takes_part(audience: str, audiences: Sequence[str]) -> bool:
    """Whether people of this audience take what is meant for `audiences` (none: everybody)."""
    return not audiences or not audience or audience in audiences


@dataclass(frozen=True)
class Activity:
    """One thing to do. `lang` names the language of the title where it fell back, else is empty."""

    key: UUID
    kind: str
    title: str
    lang: str
    minutes: int
    required: bool
    weight: int
    content_hash: str


@dataclass(frozen=True)
class Module:
    """A stretch of the path. `audiences` empty: for everybody."""

    key: UUID
    number: int
    title: str
    lang: str
    audiences: tuple[str, ...]
    activities: tuple[Activity, ...]

    def is_for(self, audience: str) -> bool:
        """Whether people of this audience take the module."""
        return takes_part(audience, self.audiences)


@dataclass(frozen=True)
class Outline:
    """A whole course, texts in one language."""

    key: UUID
    title: str
    lang: str
    summary: str
    modules: tuple[Module, ...]

    def for_audience(self, audience: str) -> "Outline":
        """The part of the course that this audience takes."""
        taken = tuple(module for module in self.modules if module.is_for(audience))
        return Outline(self.key, self.title, self.lang, self.summary, taken)

    def activities(self) -> Iterator[Activity]:
        """All activities in the order of the path."""
        for module in self.modules:
            yield from module.activities

    def activity(self, key: UUID) -> Activity | None:
        """The activity with this key, if the course has it."""
        return next((each for each in self.activities() if each.key == key), None)

    def module_of(self, key: UUID) -> Module | None:
        """The module that holds the activity with this key."""
        for module in self.modules:
            if any(activity.key == key for activity in module.activities):
                return module
        return None

    def next_after(self, done: frozenset[UUID], here: UUID | None = None) -> Activity | None:
        """The next step: where the person is (`here`) while unfinished, else the first not done."""
        left = [each for each in self.activities() if each.required and each.key not in done]
        return next((each for each in left if each.key == here), left[0] if left else None)
