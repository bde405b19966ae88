"""How allauth behaves here: nobody signs up alone, and people sign in by e-mail or number."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models import Brand

_NO_MATCH = _("That e-mail or employee number and that password do not go together.")


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Accounts are made by the company."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _NO_MATCH,
        "username_password_mismatch": _NO_MATCH,
        "enter_current_password": _("That is not the current password."),
        "incorrect_password": _("That is not the password."),
        "too_many_login_attempts": _(
            "Too many attempts in a row. Wait five minutes and try again, or ask your trainer for "
            "help."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        """The company's name after the subject, as in the titles of the pages."""
        request: HttpRequest | None = context.request
        brand = Brand.load(request_or_site=request).name if request else ""
        return f"{subject} · {brand or settings.WAGTAIL_SITE_NAME}"


class LoginForm(AllauthLoginForm):
    """Asks for what a new hire has on the first day: an e-mail or an employee number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail, user name or employee number")
        login.widget.attrs |= {"placeholder": "", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""
