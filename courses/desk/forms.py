"""Forms of the author's desk that need fields or checks of their own."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.models import User
from cms.roles import ADMINISTRATORS, TRAINERS

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class ConceptForm(WagtailAdminModelForm):
    """A code and a name for each language of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.fields[name_field(code)].initial = (self.instance.names or {}).get(code, "")
        if self.instance.pk:
            # Questions, lessons and records name it by its code.
            self.fields["code"].disabled = True

    def save(self, commit: bool = True) -> Any:
        names = {code: self.cleaned_data[name_field(code)].strip() for code in LANGUAGES}
        self.instance.names = {code: name for code, name in names.items() if name}
        return super().save(commit)


def name_field(code: str) -> str:
    """The form field of a language's name."""
    return f"name_{code}"


for _code, _language in settings.LANGUAGES:
    # One field a language: the model keeps them together.
    ConceptForm.base_fields[name_field(_code)] = forms.CharField(
        label=_language, max_length=120, required=_code == settings.LANGUAGE_CODE
    )


class GroupForm(WagtailAdminModelForm):
    """People who start together, chosen among those who can sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "pk")
        here = Q(intake_groups=self.instance.pk) if self.instance.pk else Q(pk__in=[])
        everybody = User.objects.filter(Q(is_active=True) | here).distinct()
        self.fields["members"].queryset = everybody.order_by("first_name", "last_name", "pk")
        trainers = Q(groups__name__in=[TRAINERS, ADMINISTRATORS]) | Q(is_superuser=True)
        self.fields["trainers"].queryset = people.filter(trainers).distinct()
        courses = self.fields["course"].queryset
        self.fields["course"].queryset = courses.filter(
            locale__language_code=settings.LANGUAGE_CODE
        )
        self.fields["course"].empty_label = _("None")
        if not self.instance.pk and not self.is_bound and self.for_user is not None:
            self.fields["trainers"].initial = [self.for_user.pk]
