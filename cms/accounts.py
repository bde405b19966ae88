"""How allauth behaves here: nobody signs up alone, and people sign in by e-mail or number."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Accounts are made by the company."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class LoginForm(AllauthLoginForm):
    """Asks for what a new hire has on the first day: an e-mail or an employee number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail or employee number")
        login.widget.attrs |= {"placeholder": "", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""
