"""A link to where a figure unfolds opens that place, with scripts and without."""

import pytest
from tests.browser.conftest import Open

STORE = "teams/marketing/online-store/2026-q4/online-regulars/"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("page", "place", "said"),
    [
        (STORE, "why", "Σ weight × progress"),
        (STORE, "check-in-2026-11-11", "progress − progress on 4 Nov"),
        (STORE, "original", "Σ weight × progress"),
        ("kpis/unit-cost/", "value-2026-01-31", "31 Jan 2026"),  # among the earlier values, which are folded too
        ("scorecards/", "total-1", "Σ score ÷ Σ weight"),
    ],
)
def test_the_place_in_an_address_opens(browse: Open, page: str, place: str, said: str, scripts: bool) -> None:
    unfolded = browse(f"{page}#{place}", scripts=scripts).page.locator(f"[id='{place}']")
    assert unfolded.is_visible()
    assert said in unfolded.inner_text()


def test_a_past_completion_is_one_click_from_its_formula(browse: Open) -> None:
    page = browse("kpis/unit-cost/", scripts=False).page
    place = page.locator("[id='value-2026-10-31']")
    assert not place.is_visible()
    page.locator(".gs-values .pc a[href='#value-2026-10-31']").click()
    assert place.is_visible()


def test_a_check_in_unfolds_on_its_figures(browse: Open) -> None:
    page = browse(STORE, scripts=False, width=360).page
    place = page.locator("[id='check-in-2026-11-11']")
    assert not place.is_visible()
    page.locator(".gs-story summary", has_text="15% +6").click()
    assert place.is_visible()
