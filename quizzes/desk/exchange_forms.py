"""What is asked for an import and for an export."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.fields import CodesInput
from courses.models import unknown_codes
from quizzes.levels import Difficulty, Level
from quizzes.pure.exchange.formats import PACKAGE
from quizzes.pure.exchange.reading import MAX_BYTES
from quizzes.verbs.importing import Defaults

NAMES = [
    ("gift", "GIFT"),
    ("aiken", "Aiken"),
    ("moodle_xml", "Moodle XML"),
    (PACKAGE, _("Package of this platform (zip)")),
]


class UploadForm(forms.Form):
    """The file, and its format unless that can be told."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Up to 5 MB, in UTF-8 or Windows-1252. Nothing is saved before you confirm."),
    )
    format = forms.ChoiceField(
        label=_("Format"), choices=[("", _("Tell from the file")), *NAMES], required=False
    )

    def clean_file(self) -> bytes:
        """The content. A file that is too large is refused by its size, without reading it."""
        file = self.cleaned_data["file"]
        self.file_name = str(file.name)
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("%(file)s is over 5 MB. Split it."), params={"file": file.name}
            )
        content: bytes = file.read()
        return content


class ConfirmForm(forms.Form):
    """What questions get that do not say it themselves, and whether learners get them now."""

    token = forms.CharField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.UNDERSTAND)
    difficulty = forms.ChoiceField(
        label=_("Difficulty"), choices=Difficulty.choices, initial=Difficulty.MEDIUM
    )
    concepts = CodesInput(
        label=_("Concepts"), required=False, help_text=_("Codes separated by commas: C22, C27.")
    )
    publish = forms.BooleanField(
        label=_("Publish them now"),
        required=False,
        help_text=_("Otherwise they are drafts, which no attempt gets."),
    )

    def clean_concepts(self) -> list[str]:
        """Codes of this site, also where no question of the file would get them."""
        codes: list[str] = self.cleaned_data["concepts"]
        if unknown := unknown_codes(codes):
            raise forms.ValidationError(unknown)
        return codes

    @property
    def defaults(self) -> Defaults:
        """For the verb."""
        asked = self.cleaned_data
        return Defaults(asked["level"], asked["difficulty"], tuple(asked["concepts"]))


class ExportForm(forms.Form):
    """The format of an export."""

    format = forms.ChoiceField(
        label=_("Format"), choices=[NAMES[-1], *NAMES[:-1]], widget=forms.RadioSelect
    )
