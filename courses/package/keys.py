"""Names and keys: what is written by hand becomes the same key on every site."""

import re
from uuid import UUID, uuid5

# Root of every key and id that a package names by hand (uuid5 of package and name).
NAMESPACE = UUID("6f1d2a4e-7c55-5d0b-9a53-0d6a6f2f6b11")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_key(name: str) -> bool:
    """Whether a name is a key already: an export gives one to what was written on a site."""
    return KEY.fullmatch(name) is not None


def key_of(package: str, name: str) -> UUID:
    """The translation key of an item: the same on every site."""
    return UUID(name) if is_key(name) else uuid5(NAMESPACE, f"{package}/{name}")
