"""What axe finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
SCRIPT = Axe().axe_script
LOOK = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"


def grave_faults(page: Page) -> list[str]:
    """Return the serious and critical faults of a page: the rule and the places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate(LOOK)
    return [
        f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in GRAVE
    ]
