"""What the sections of pages share: texts per language, finding the row, publishing it."""

import json
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Locale, Page

from courses.package.codec import Codec, codec_for
from courses.package.encoder import Encoder, filled
from courses.package.reading import Item, Package
from courses.package.sections import Loading, Section
from courses.package.translations import publish_translated, write_draft
from courses.package.writing import Exporting

SOURCE = settings.LANGUAGE_CODE


def language_rows(model: type[Any], key: UUID) -> dict[str, Any]:
    """The rows of every language under a translation key, as their latest drafts."""
    rows = model.objects.filter(translation_key=key).select_related("locale")
    return {row.locale.language_code: row.get_latest_revision_as_object() for row in rows}


def comparable(row: Any, fields: tuple[str, ...]) -> dict[str, str]:
    """The fields as text, without what Wagtail adds to rich text for itself."""
    found = {}
    for name in fields:
        value = row._meta.get_field(name).value_to_string(row)
        found[name] = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return found


class PageSection(Section):
    """A section whose items are pages."""

    model: ClassVar[type[Page]]
    fields: ClassVar[tuple[str, ...]]
    known: ClassVar[frozenset[str]]

    @abstractmethod
    def parent(self, item: Item, loading: Loading) -> Page:
        """The Spanish page under which a new one goes."""

    @abstractmethod
    def set_fields(self, page: Any, item: Item, codec: Codec) -> None:
        """Sets the page's own fields from the item in the codec's language."""

    def write_shared(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """Fields that several kinds of page have."""
        return {}

    @abstractmethod
    def write_fields(self, encoder: Encoder, exporting: Exporting) -> dict[str, Any]:
        """The page's own fields as the file has them, the mirror of `set_fields`; may be empty."""

    def check(self, item: Item, package: Package) -> list[str]:
        """Wrong or unknown fields, missing texts."""
        unknown = sorted(item.data.keys() - self.known - {"key", "title"})
        problems = [f"“{name}” is no field of this kind of item" for name in unknown]
        for language in package.languages:
            codec = codec_for(package, item, language)
            page = self.model()
            self.set_texts(page, item, codec)
            problems += codec.problems
        return list(dict.fromkeys(problems))

    def set_texts(self, page: Any, item: Item, codec: Codec) -> None:
        title = codec.text(item.data.get("title"), "title")
        page.title = page.draft_title = title or codec.text(item.data.get("title"), "title")
        self.set_fields(page, item, codec)

    def _setter(self, item: Item, package: Package) -> Callable[[Any, str], None]:
        def set_texts(page: Any, language: str) -> None:
            codec = codec_for(package, item, language, write=True)
            self.set_texts(page, item, codec)
            # Wagtail makes a new page's address from its title, unlike its neighbours'; it stays.
            if not slugify(page.title):
                page.slug = page.slug or item.name

        return set_texts

    def load(self, item: Item, loading: Loading) -> UUID:
        """Creates or changes the page; publishes it in every language when asked."""
        key, set_texts = loading.key(item.name), self._setter(item, loading.package)
        page = self.model.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
        if page is None:
            locale = Locale.objects.get(language_code=SOURCE)
            page = self.model(translation_key=key, locale=locale, live=False)
            set_texts(page, SOURCE)
            self.parent(item, loading).add_child(instance=page)
            page.save_revision()
        if loading.publish:
            publish_translated(page, set_texts, loading.package.languages)
        else:
            write_draft(page, set_texts, loading.package.languages)
        return key

    def on_site(self, key: UUID) -> dict[str, Any]:
        """The tracked fields of every language's latest draft."""
        rows = language_rows(self.model, key)
        return {language: comparable(row, self.fields) for language, row in rows.items()}

    def written(self, key: UUID, exporting: Exporting) -> dict[str, Any]:
        """Key, title and the page's own fields."""
        rows = exporting.rows(self.model, key)
        if not rows:
            return {}
        encoder = exporting.encoder(key, rows)
        shared = self.write_shared(encoder, exporting)
        own = filled(shared | self.write_fields(encoder, exporting))
        return {"key": encoder.name, "title": encoder.text("title"), **own}

    def is_published(self, key: UUID) -> bool:
        """Whether the Spanish row is live."""
        rows = self.model.objects.live().filter(translation_key=key)
        return bool(rows.filter(locale__language_code=SOURCE).exists())


def put_in_order(parent: Page, keys: list[UUID]) -> None:
    """Moves the children with these keys into this order, before any others; untouched if so."""
    children = list(parent.get_children())
    by_key = {child.translation_key: child for child in children}
    wanted = [by_key[key] for key in keys if key in by_key]
    if [child for child in children if child in wanted] == wanted:
        return
    for child in reversed(wanted):
        child.refresh_from_db()
        first = Page.objects.get(pk=parent.pk).get_first_child()
        if first is not None and first.pk != child.pk:
            child.move(first, pos="left")
