"""The numbers of a profile: where it starts, what counts, what each move does to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from roleplay.blocks.pieces import label_in, moves
from roleplay.desk.glossary import reaction_words
from roleplay.desk.numbers_input import MOST, Heading, NumbersField, NumbersInput, Range
from roleplay.fields import dimensions
from roleplay.models import Playbook, Profile
from roleplay.pure.script import METERS
from roleplay.words import meter_label

ONE_ROW = "all"
STARTS_LIKE = "neutral"
COPIED = ("initial", "weights", "table", "irritation", "lead", "trap")


def move_rows() -> Iterable[Heading]:
    """A row for each move of the vocabulary."""
    rows = Playbook.part_of("moves")
    return [(row["key"], label_in(row["name"]), label_in(row.get("help", {}))) for row in rows]


def meter_columns() -> Iterable[Heading]:
    """A column for each meter."""
    return [(name, meter_label(name), "") for name in METERS]


def one_row() -> Iterable[Heading]:
    """For what has one number a column."""
    return [(ONE_ROW, "", "")]


def dimension_columns() -> Iterable[Heading]:
    """A column for each dimension of the rubric."""
    return [(code, label, "") for code, label in dimensions()]


def a_change(meter: str) -> Range:
    """How much a line may move a meter."""
    if meter == "patience":
        # A conversation ends because patience only falls.
        return Range(-MOST, 0, gettext("patience can only fall."))
    return Range(-MOST, MOST)


def a_level(_name: str) -> Range:
    """Where a meter may stand, and what a dimension may weigh."""
    return Range(0, MOST)


def _one_row_field(columns: Any, allowed: Any, *, total: bool = False, **kwargs: Any) -> Any:
    return NumbersField(NumbersInput(one_row, columns, total=total), allowed, **kwargs)


class ProfileForm(WagtailAdminModelForm):
    """A new profile starts with the numbers of the neutral one."""

    trap = forms.ChoiceField(
        choices=lambda: [("", "—"), *moves()],
        required=False,
        label=_("Typical trap"),
        help_text=_("The move that tempts most with this customer, and fails."),
    )
    leaves_silently_at = forms.IntegerField(
        min_value=0,
        max_value=MOST,
        label=_("Leaves in silence at this trust"),
        help_text=_("0: never."),
    )
    initial = _one_row_field(meter_columns, a_level, label=_("Where the meters start"))
    weights = _one_row_field(
        dimension_columns, a_level, total=True, label=_("Weights of the dimensions")
    )
    table = NumbersField(
        NumbersInput(move_rows, meter_columns), a_change, label=_("What each move changes")
    )
    irritation = _one_row_field(meter_columns, a_change, label=_("What a weak line changes"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = self.instance
        if not profile.pk:
            like = Profile.objects.filter(name=STARTS_LIKE).first()
            for name in COPIED if like and not self.is_bound else ():
                setattr(profile, name, getattr(like, name))
                self.initial[name] = getattr(like, name)
        for name in ("initial", "weights", "irritation"):
            self.initial[name] = {ONE_ROW: getattr(profile, name)}
        if profile.pk and "name" in self.fields:
            # Scenarios refer to it.
            self.fields["name"].disabled = True
        if "table" in self.fields:
            self.fields["table"].widget.notes = kept_words(profile.table)

    def clean_name(self) -> str:
        """One profile a name, in whatever language."""
        name: str = self.cleaned_data["name"]
        others = Profile.objects.filter(name=name)
        if others.exclude(translation_key=self.instance.translation_key).exists():
            raise ValidationError(gettext("Another profile has this name: choose another."))
        return name

    def clean_initial(self) -> dict[str, int]:
        """Every meter, those at 0 too."""
        numbers = self.cleaned_data["initial"][ONE_ROW]
        return {name: numbers.get(name, 0) for name in METERS}

    def clean_weights(self) -> dict[str, int]:
        """Raises ValidationError where nothing weighs anything."""
        weights: dict[str, int] = self.cleaned_data["weights"][ONE_ROW]
        if not weights:
            raise ValidationError(gettext("Give weight to one dimension at least."))
        return weights

    def clean_irritation(self) -> dict[str, int]:
        """Only what is not zero."""
        row: dict[str, int] = self.cleaned_data["irritation"][ONE_ROW]
        return row

    def clean_table(self) -> dict[str, Any]:
        """The numbers written, with what this table does not show; unknown moves stay."""
        written = self.cleaned_data["table"]
        table: dict[str, Any] = {}
        known: Mapping[str, Any] = self.instance.table
        for move in [*written, *(each for each in known if each not in written)]:
            if move not in written:
                table[move] = known[move]
            elif row := written[move] | kept(known.get(move, {})):
                table[move] = row
        return table


def kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row has besides the numbers of its meters: variants, money, an end."""
    return {name: value for name, value in row.items() if name not in METERS}


def kept_words(table: Mapping[str, Any]) -> dict[str, str]:
    """That in words, for the rows that have any."""
    return {move: reaction_words(kept(row)) for move, row in table.items() if kept(row)}
