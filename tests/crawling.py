"""Everything a browser gets, and every page it can reach."""

import re
from typing import Any

from django.test import Client

OURS = re.compile(r'(?:href|src|action)="(/[^"#]*)')
NOT_OURS = re.compile(r"/(static|media|accounts|language|admin|brand)")


def whole(answer: Any) -> str:
    """Everything a browser gets: status line aside, headers, cookies and body."""
    body = "" if answer.streaming else answer.content.decode()
    return "\n".join([*map(str, answer.items()), str(answer.cookies), body])


def crawl(browser: Client, *starts: str) -> dict[str, str]:
    """Every page reached by links and redirects from these addresses."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or NOT_OURS.match(address):
            continue
        answer = browser.get(address)
        seen[address] = whole(answer)
        waiting += [answer["Location"]] if "Location" in answer else OURS.findall(seen[address])
    return seen
