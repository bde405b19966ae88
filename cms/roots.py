"""The languages, site roots and default site; made again wherever they are missing."""

from typing import Any

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from cms.models import HomePage


def set_up_site(**_kwargs: Any) -> None:
    """Repeatable. Runs after every migration, and after a test emptied the tables."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if home is None:
        home = _add_home()
    for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE):
        if not home.has_translation(locale):
            home.copy_for_translation(locale).save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id != home.pk:
        site.hostname, site.root_page = site.hostname or "localhost", home
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()


def _add_home() -> HomePage:
    """The Spanish root, in place of Wagtail's welcome page."""
    source = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=source)
    home: HomePage = root.add_child(instance=HomePage(title="Trato", slug="trato", locale=source))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    root.refresh_from_db()
    for welcome in root.get_children().exclude(pk=home.pk).filter(depth=2, numchild=0):
        if welcome.specific_class is Page:
            welcome.delete()
    return home
