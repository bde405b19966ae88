"""What is wrong with a package: commands print it in English, pages in the reader's language."""

from typing import Self

from django.utils.translation import gettext


class Said(str):
    """English text that knows its template, so that a page can say it in another language.

    `Said(gettext_noop("%(path)s: a list is expected here"), path="options")`.
    """

    template: str
    params: dict[str, object]

    def __new__(cls, template: str, **params: object) -> Self:
        """The English text; `template` is marked with `gettext_noop`."""
        made = super().__new__(cls, template % params if params else template)
        made.template, made.params = template, params
        return made

    @property
    def here(self) -> str:
        """The same in the active language, parts that are said themselves included."""
        params = {name: said_here(value) for name, value in self.params.items()}
        words = gettext(self.template)
        return words % params if params else words


def said_here(words: object) -> object:
    """Anything in the active language, as far as it can be said in it."""
    return words.here if isinstance(words, Said) else words
