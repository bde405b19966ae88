"""The site's own settings, and beside its pages the two floors they are measured against."""

from cms.settings import *

INSTALLED_APPS = ["bench", *INSTALLED_APPS]
ROOT_URLCONF = "bench.urls"
