from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    # Said aloud, because this module holds two: without it Django takes neither for "cms".
    default = True
    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        autodiscover_modules("checks")
        import_string("cms.brand.connect")()
        post_migrate.connect(import_string("cms.roots.set_up_site"), sender=self, weak=False)


class TratoUsersConfig(WagtailUsersAppConfig):
    """Wagtail's people pages with our forms; people are deactivated, never deleted."""

    user_viewset = "cms.people_admin.PeopleViewSet"
