"""The site's settings as tests use them: own files, fast passwords, mail kept in memory."""

import os
from pathlib import Path

# Before the site's settings are read, so that tests never touch an installation's data.
TEST_DIR = Path(__file__).resolve().parent.parent / "var" / "test"
os.environ["TRATO_VAR"] = str(TEST_DIR)

from cms.settings import *  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not SQLite's shared memory: that knows no WAL and fails concurrent tests.
    # One per process, so that two runs side by side do not meet; TRATO_TEST_DATABASE names one
    # that `pytest --reuse-db` finds again.
    _NAME = os.environ.get("TRATO_TEST_DATABASE", f"trato-{os.getpid()}")
    DATABASES["default"]["TEST"] = {"NAME": TEST_DIR / f"{_NAME}.sqlite3"}

else:
    # A browser keeps its connections to the live server, whose threads would keep theirs to the
    # database: that cannot be dropped while somebody is in it.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = TEST_DIR / "media"

# Static files come straight from the apps: no collectstatic before a test.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
