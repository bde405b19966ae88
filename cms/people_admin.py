"""Wagtail's people pages: e-mail optional, language and time zone, deactivate instead of delete."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import DeleteView, UserViewSet

from cms.models import User

OWN_FIELDS = {"language", "time_zone"}


class PersonFormMixin(forms.Form):
    """A person may have no mailbox yet."""

    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_email(self) -> str | None:
        """Lower case; None when there is none. Raises ValidationError for somebody else's."""
        email = User.objects.normalize_email(self.cleaned_data.get("email"))
        others = User.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        if email and others.filter(email=email).exists():
            raise forms.ValidationError(_("Someone already has this e-mail."))
        return email


class PersonCreationForm(PersonFormMixin, UserCreationForm):
    """Creates a person."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | OWN_FIELDS


class PersonEditForm(PersonFormMixin, UserEditForm):
    """Changes a person."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | OWN_FIELDS


class DeactivateView(DeleteView):
    """What a person did stays on record, so nobody is deleted: they can no longer sign in."""

    page_title = _("Deactivate person")
    success_message = _("%(object)s can no longer sign in. Nothing they did was deleted.")
    confirmation_message = _(
        "Deactivate this person? They can no longer sign in; what they did is kept."
    )

    def get_usage_url(self) -> None:
        """What a person left behind is no obstacle: Wagtail would refuse to delete, rightly."""

    def delete_action(self) -> None:
        """Deactivates; the name is Wagtail's."""
        self.object.is_active = False
        self.object.save(update_fields=["is_active"])


class PeopleViewSet(UserViewSet):
    """People in Wagtail's admin, for administrators only."""

    menu_label = _("People")
    delete_view_class = DeactivateView

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonEditForm if for_update else PersonCreationForm
