"""The door of the web server. It stays shut while the site would lose data or let strangers in."""

import os

from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured with what `cms.checks` finds wrong with the live database."""
    found = run_checks(tags=[Tags.database], databases=["default"])
    if serious := [message for message in found if message.is_serious()]:
        raise ImproperlyConfigured("\n".join(str(message) for message in serious))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()
refuse_unsafe_start()
