"""Fields whose choices the site holds: profiles, dimensions, moves, scenarios; and the face."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from roleplay.blocks.pieces import label_in, moves

Choices = list[tuple[str, str]]


def profiles() -> Choices:
    """The profiles in the reader's language, else in Spanish."""
    rows = apps.get_model("roleplay", "Profile").objects.select_related("locale")
    labels: dict[str, dict[str, str]] = {}
    for row in rows:
        labels.setdefault(row.name, {})[row.locale.language_code] = row.label
    return sorted(((name, label_in(texts)) for name, texts in labels.items()), key=lambda c: c[1])


def dimensions() -> Choices:
    """The dimensions of the rubric."""
    rubric = apps.get_model("roleplay", "Playbook").part_of("rubric")
    return [(row["code"], label_in(row["name"])) for row in rubric.get("dimensions", [])]


def scenarios() -> Choices:
    """The scenarios of the library by key, with their titles in the reader's language."""
    rows = apps.get_model("roleplay", "ScenarioPage").objects.select_related("locale")
    titles: dict[str, dict[str, str]] = {}
    for row in rows.order_by("title"):
        titles.setdefault(str(row.translation_key), {})[row.locale.language_code] = row.title
    return [
        (key, texts.get(get_language() or "") or texts.get("es", ""))
        for key, texts in titles.items()
    ]


class NamedField(models.CharField):  # type: ignore[type-arg]
    """The name of something the site holds; chosen from a list."""

    def __init__(self, *args: Any, choices_from: Callable[[], Choices] = list, **kwargs: Any):
        self.choices_from = choices_from
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A list to choose from, read when the form is shown."""
        return forms.ChoiceField(
            choices=lambda: [("", "—"), *self.choices_from()],
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class SeveralField(models.JSONField):
    """A list of names, chosen by ticking boxes."""

    choices_from: Callable[[], Choices]
    needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Tick boxes, read when the form is shown."""
        return forms.MultipleChoiceField(
            choices=type(self).choices_from,
            required=self.needed,
            widget=forms.CheckboxSelectMultiple,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class DimensionsField(SeveralField):
    """Which dimensions of the rubric are assessed."""

    choices_from = staticmethod(dimensions)
    needed = True


class MovesField(SeveralField):
    """Moves of the vocabulary."""

    choices_from = staticmethod(moves)


class ScenariosField(SeveralField):
    """Scenarios of the library, by key."""

    choices_from = staticmethod(scenarios)
    needed = True


class WeightsInput(forms.CharField):
    """Reads "25, 35, 40" as [25, 35, 40]."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(each) for each in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        """Raises ValidationError for what is no whole number."""
        parts = value if isinstance(value, list) else str(value or "").split(",")
        numbers = [str(each).strip() for each in parts if str(each).strip()]
        if not all(each.isdecimal() for each in numbers):
            raise ValidationError(_("Write whole numbers separated by commas: 25, 35, 40."))
        return [int(each) for each in numbers]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class WeightsField(models.JSONField):
    """A weight for each possible truth, in their order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", only_one)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A line of numbers with commas."""
        return WeightsInput(
            required=False,
            initial=[100],
            label=capfirst(self.verbose_name),
            help_text=_("One for each truth ticked above, separated by commas."),
        )


def only_one() -> list[int]:
    """The weights of a scenario with a single truth."""
    return [100]


def founded() -> list[str]:
    """The truth of most complaints."""
    return ["founded"]


class LookField(models.JSONField):
    """A person's face as numbers (roleplay.pure.face.Look)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
