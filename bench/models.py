"""A page of Wagtail's with nothing in it."""

from wagtail.models import Page


class BarePage(Page):
    """The least a page that Wagtail routes and renders can cost."""

    template = "bench/bare_page.html"
