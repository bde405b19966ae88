"""Every page links the style sheet of every component on it."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from cms.models import User
from tests.content import SmallCourse
from tests.crawling import crawl, whole
from tests.doing import Starts, Takes
from tests.people import ClientOf, Enrolled

FOLDER = Path(str(finders.find("cms/css/site.css"))).parent
LINKED = re.compile(r'<link rel="stylesheet" href="/static/cms/css/([\w-]+\.css)"')
IMPORTED = re.compile(r'@import url\("([\w-]+\.css)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.([a-z][\w-]*)")
WORN = re.compile(r'class="([^"]*)"')


def classes_of(sheet: str) -> set[str]:
    """What a sheet speaks of; a bundle speaks of what its parts do. Paper is everybody's."""
    text = COMMENT.sub("", (FOLDER / sheet).read_text())
    parts = [part for part in IMPORTED.findall(text) if part != "print.css"]
    own = set() if parts else set(CLASS.findall(text))
    return own.union(*map(classes_of, parts))


EVERY = {each for sheet in FOLDER.glob("for-*.css") for each in classes_of(sheet.name)}


def assert_dressed(pages: dict[str, str]) -> None:
    bare: dict[str, set[str]] = {}
    for address, html in pages.items():
        linked = set().union(*map(classes_of, LINKED.findall(html)))
        worn = {each for classes in WORN.findall(html) for each in classes.split()}
        if missing := (worn & EVERY) - linked:
            bare[address] = missing
    assert not bare


def test_a_learners_pages(
    new_hire: User,
    enrolled: Enrolled,
    starts: Starts,
    takes: Takes,
    client_of: ClientOf,
) -> None:
    way = enrolled(new_hire)
    done = takes(way, right=7)
    attempt = starts(way)
    pages = crawl(
        client_of(new_hire),
        reverse("home"),
        reverse("my_rules"),
        reverse("my_inquiries"),
        reverse("show_result", args=[done.pk]),
        reverse("show_question", args=[attempt.pk, 1]),
    )
    assert len(pages) > 20
    assert_dressed(pages)


def test_pages_about_people(
    new_hire: User, manager: User, enrolled: Enrolled, takes: Takes, client_of: ClientOf
) -> None:
    takes(enrolled(new_hire), right=7)
    browser = client_of(manager)
    person = reverse("show_person", args=[new_hire.pk])
    pages = {
        address: whole(browser.get(address, follow=True))
        for address in (reverse("team"), person, reverse("team_text"))
    }
    assert 'class="path' in pages[person]
    assert_dressed(pages)


def test_the_door(course: SmallCourse, client: Client) -> None:
    assert_dressed({"login": client.get("/accounts/login/").content.decode()})
