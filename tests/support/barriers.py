"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Iterable

from selenium import webdriver
from selenium_axe_python import Axe

from tests.support.chromium import set_colours, set_width, too_wide


def barriers(chromium: webdriver.Chrome, looks: Iterable[tuple[int, str]]) -> list[str]:
    """Return what axe-core finds on the page as it stands, and whether it sticks out of the window."""
    found = []
    chromium.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    for width, colours in looks:
        set_width(chromium, width)
        set_colours(chromium, colours)
        axe = Axe(chromium)
        axe.inject()
        found += [
            f"{width} {colours}: {each['id']} {node['target']} {node['failureSummary']}"
            for each in axe.run()["violations"]
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]
        if too_wide(chromium):
            found.append(f"{width}: too wide")
    return found
