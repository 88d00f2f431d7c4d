"""Every page of the demo, in three widths and two schemes: nothing is cut off, nothing overlaps, nothing fails."""

import pytest
from tests.browser.conftest import Open
from tests.browser.demo import Site
from tests.browser.looking import complaints_of

WIDTHS = (1280, 768, 360)
# Several tests, so that several processes share the work.
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_fits_and_asks_nobody_else(browse: Open, demo: Site, share: int) -> None:
    seen = browse()
    found = []
    for page in demo.pages[share::SHARES]:
        seen.go(page)
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{page} {width}: {said}" for said in complaints_of(seen, "width", "overlap")]
        found += [f"{page}: {said}" for said in seen.complaints]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_page_fits_with_all_unfolded_in_both_schemes(browse: Open, demo: Site, dark: bool) -> None:
    seen = browse(dark=dark)
    found = []
    for kind, page in demo.kinds.items():
        seen.go(page)
        assert seen.page.get_attribute("body", "data-md-color-scheme") == ("slate" if dark else "default")
        seen.page.evaluate("document.querySelectorAll('.gs details').forEach((one) => { one.open = true; })")
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{kind} {page} {width}: {said}" for said in complaints_of(seen, "width", "overlap")]
        found += [f"{kind} {page}: {said}" for said in seen.complaints]
    assert not found, "\n".join(found)
