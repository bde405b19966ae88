"""The same content as the same text, whatever database it comes from.

PostgreSQL keeps JSON as values and returns the names inside in an order of its own; SQLite returns
the text that was written. The blocks of a StreamField reach us as JSON inside a string.
"""

import hashlib
import json
from typing import Any


def in_one_order(content: Any) -> Any:
    """The content with JSON inside its strings written with sorted names."""
    if isinstance(content, dict):
        return {name: in_one_order(value) for name, value in content.items()}
    if isinstance(content, list):
        return [in_one_order(value) for value in content]
    return _sorted(content) if isinstance(content, str) else content


def _sorted(text: str) -> str:
    if not text.startswith("[{"):
        return text
    try:
        return json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False)
    except ValueError:
        return text


def as_lines(content: dict[str, Any]) -> list[str]:
    """The content as lines that can be compared."""
    return json.dumps(content, sort_keys=True, indent=0, ensure_ascii=False).splitlines()


def hash_of(lines: list[str]) -> str:
    """SHA-256 of the lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
