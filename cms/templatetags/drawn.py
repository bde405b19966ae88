"""Components that pages repeat, drawn once a process and then remembered."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def state_mark(code: str, label: str) -> str:
    """`components/state.html`: the state's shape, colour and word."""
    return _state_mark(code, label)


@register.simple_tag
def icon(name: str) -> str:
    """`components/icon.html`: the drawing of that name."""
    return _icon(name)


@register.simple_tag
def drawn(template_name: str, **values: Hashable) -> str:
    """Like `include ... only`, remembered for these values in the reader's language.

    For lines that many pages or many rows repeat: the template may read nothing but the values,
    and these have to be hashable and whole, such as frozen dataclasses of words and numbers.
    """
    return _drawn(template_name, get_language(), **values)


# What is drawn depends on the arguments alone: addresses of static files hold as long as the
# process. Typed, so that a word and the same word marked as safe HTML are two.
@lru_cache(maxsize=256, typed=True)
def _state_mark(code: str, label: str) -> str:
    return render_to_string("components/state.html", {"code": code, "label": label})


@lru_cache(maxsize=256)
def _icon(name: str) -> str:
    return render_to_string("components/icon.html", {"name": name})


# A line is 1 KB or less.
@lru_cache(maxsize=2048, typed=True)
def _drawn(template_name: str, _language: str | None, **values: Hashable) -> str:
    return render_to_string(template_name, values)
