"""Components that a page repeats fifty times, drawn once a process and then remembered."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
def state_mark(code: str, label: str) -> str:
    """`components/state.html`: the state's shape, colour and word."""
    return _state_mark(code, label)


@register.simple_tag
def icon(name: str) -> str:
    """`components/icon.html`: for lists; elsewhere the include says the same."""
    return _icon(name)


# Both depend on their arguments alone: addresses of static files hold as long as the process.
@lru_cache(maxsize=256)
def _state_mark(code: str, label: str) -> str:
    return render_to_string("components/state.html", {"code": code, "label": label})


@lru_cache(maxsize=256)
def _icon(name: str) -> str:
    return render_to_string("components/icon.html", {"name": name})
