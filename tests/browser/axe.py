"""axe-core on a page, its findings in words a person can act on."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_findings(page: Page, only: str | None = None) -> list[str]:
    """What axe-core has against the page, or against the part of it that `only` selects."""
    options = {
        "runOnly": {"type": "tag", "values": WCAG_22_AA},
        "resultTypes": ["violations"],
        # It would fetch the style sheets again, with imports resolved against the page.
        "preload": False,
    }
    violations = Axe().run(page, context=only, options=options).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        f"    at {' '.join(map(str, node['target']))}\n"
        f"    {node['html'][:200]}\n"
        f"    {node.get('failureSummary', '').replace(chr(10), chr(10) + '    ')}"
        for violation in violations
        for node in violation["nodes"]
    ]


def assert_axe_clean(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA that axe-core can find."""
    findings = axe_findings(page)
    assert not findings, f"{page.url}\n" + "\n".join(findings)
