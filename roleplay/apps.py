from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class RoleplayConfig(AppConfig):
    name = "roleplay"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        roles = import_string("roleplay.permissions.set_up_roles")
        post_migrate.connect(roles, sender=self, weak=False)
