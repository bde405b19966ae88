"""The interface's words in Spanish, whatever its translators choose."""

from django.utils.translation import gettext, ngettext, override


def spanish(text: str, **values: object) -> str:
    """A source string as a Spanish reader gets it."""
    with override("es"):
        words = gettext(text)
    return words % values if values else words


def spanish_count(one: str, many: str, n: int) -> str:
    """The same for a string that counts."""
    with override("es"):
        return ngettext(one, many, n) % {"n": n}
