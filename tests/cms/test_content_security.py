"""A strict Content-Security-Policy outside Wagtail's admin, and pages that keep it."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import Brand, User
from tests.content import SmallCourse
from tests.doing import Takes
from tests.people import ClientOf, Enrolled

Pages = Mapping[str, Any]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=\"|javascript:", re.IGNORECASE)


@pytest.fixture
def pages(
    course: SmallCourse,
    new_hire: User,
    manager: User,
    enrolled: Enrolled,
    takes: Takes,
    client_of: ClientOf,
) -> Pages:
    attempt = takes(enrolled(new_hire), right=5)
    hers = ["/", "/my-rules/", reverse("show_result", args=[attempt.pk]), "/nowhere/"]
    hers += [course.screen(number) for number in (1, 2, 3)]
    hers += [reverse("open_quiz", args=[course.quiz])]
    theirs = ["/team/", "/team/text/", reverse("show_person", args=[new_hire.pk])]
    signed_in, overseer = client_of(new_hire), client_of(manager)
    found = {url: signed_in.get(url) for url in hers} | {url: overseer.get(url) for url in theirs}
    open_ = ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"]
    return found | {url: Client().get(url) for url in open_}


def test_nothing_inline_is_allowed_and_nothing_inline_is_there(pages: Pages) -> None:
    for url, page in pages.items():
        policy = page["Content-Security-Policy"]
        directives = dict(part.split(" ", 1) for part in policy.split("; "))
        assert directives["default-src"] == "'none'", url
        assert directives["script-src"] == "'self'", url
        assert directives["style-src"] == "'self'", url
        assert directives["base-uri"] == "'none'", url
        assert "unsafe" not in policy
        assert "nonce" not in policy
        html = page.content.decode()
        assert not INLINE.search(html), (url, INLINE.search(html))


def test_nothing_is_loaded_from_elsewhere(pages: Pages) -> None:
    for url, page in pages.items():
        html = page.content.decode()
        loaded = re.findall(r'<(?:script|link|img|iframe|source)[^>]+(?:src|href)="([^"]+)"', html)
        assert not [each for each in loaded if not each.startswith("/")], url


def test_other_headers(pages: Pages) -> None:
    for page in pages.values():
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Referrer-Policy"] == "same-origin"


def test_the_admin_is_left_to_wagtail(trainer: User, client_of: ClientOf) -> None:
    assert "Content-Security-Policy" not in client_of(trainer).get("/admin/").headers


def test_the_companys_colour_is_a_style_sheet(client: Client, wagtail_site: object) -> None:
    Brand.objects.update_or_create(defaults={"colour": "#0b5c66"})
    sheet = client.get(reverse("brand_css"))
    assert sheet["Content-Type"].startswith("text/css")
    assert "#0b5c66" in sheet.content.decode()
    assert reverse("brand_css") in client.get("/accounts/login/").content.decode()
