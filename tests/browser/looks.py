"""The four looks of a page: phone and desktop, light and dark."""

from collections import defaultdict
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.axe import axe_findings

SIZES = {360: 740, 1280: 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def sticks_out(page: Page) -> list[str]:
    """What makes the page scroll sideways, outermost first."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .slice(0, 3)
                .map(element => `sticks out sideways: ${element.outerHTML.slice(0, 160)}`);
        }"""
    )
    return found


def stand_before(page: Page, width: int, height: int) -> None:
    """A window as tall as the page: nothing lies under what sticks to an edge, all is in sight."""
    page.set_viewport_size({"width": width, "height": height})
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, whole)})
    page.evaluate("scrollTo(0, 0)")


def visit_looks(
    page: Page, name: str, folder: Path | None, only: str | None = None, *, judged: bool = True
) -> None:
    """Checks the page in each look and photographs it into `folder`; then restores its size.

    `only` leaves to others what is theirs: axe then judges that part of the page alone. A page
    that is not `judged` at all is only photographed.
    """
    if not judged and folder is None:
        return
    before = page.viewport_size
    page.wait_for_load_state()
    if only:
        page.locator(only).first.wait_for(state="attached")
    page.mouse.move(0, 0)  # nothing is under the pointer, no tooltip in the picture
    looks_by_fault: dict[str, list[str]] = defaultdict(list)
    for width, height in SIZES.items():
        stand_before(page, width, height)
        for scheme in SCHEMES:
            # Without motion: a colour caught half-way through its change is nobody's fault.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for fault in sticks_out(page) + axe_findings(page, only) if judged else []:
                looks_by_fault[fault].append(f"{width} px {scheme}")
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                file = folder / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True, animations="disabled")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if before is not None:
        page.set_viewport_size(before)
    faults = [f"[{', '.join(looks)}] {fault}" for fault, looks in looks_by_fault.items()]
    assert not faults, f"{name} ({page.url})\n" + "\n".join(faults)
