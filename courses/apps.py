from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        # Each app's top-rung module tells courses its kinds, package sections and panels.
        autodiscover_modules("activity")
        roles = import_string("courses.permissions.set_up_roles")
        post_migrate.connect(roles, sender=self, weak=False)
