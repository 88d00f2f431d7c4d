"""The page of all components in every state, read as whoever cannot see it or its colours reads it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import Seen
from tests.browser.test_accessibility import violations
from tests.components import page as components


@pytest.mark.parametrize(("scheme", "dark"), [("default", False), ("slate", True)])
def test_axe_finds_nothing_serious_in_any_state(chromium: Browser, tmp_path: Path, scheme: str, dark: bool) -> None:
    (tmp_path / "components.html").write_text(components(tmp_path / "goals", scheme), encoding="utf-8")
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    seen = Seen(context.new_page(), tmp_path.as_uri(), scripts=True).go("/components.html")
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = violations(seen, colours=True)
    complaints = seen.complaints
    context.close()
    assert not found, "\n".join(found)
    assert complaints == []
