"""Whoever reads with a keyboard or a screen reader reads everything; and without JavaScript all is there, too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.conftest import Open, Seen
from tests.browser.demo import Site
from tests.browser.looking import look

AXE = Axe()
GRAVE = ("serious", "critical")


def violations(seen: Seen, *, colours: bool) -> list[str]:
    """Return the serious and critical findings of axe-core on a page."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    answer = AXE.run(seen.page, options=options).response
    return [
        f"{found['id']} ({found['impact']}): {node['target']} {node['html'][:160]} {node['failureSummary'][:200]}"
        for found in answer["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"][:3]
    ]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False), (360, True)])
def test_axe_finds_nothing_serious(browse: Open, demo: Site, width: int, dark: bool) -> None:
    """A phone has the colours of the desktop; looking at them is half of the work, and done once."""
    seen = browse(width=width, dark=dark)
    found = []
    for kind, page in demo.kinds.items():
        seen.go(page)
        seen.page.evaluate("document.querySelectorAll('.gs details').forEach((one) => { one.open = true; })")
        found += [f"{kind} {page}: {said}" for said in violations(seen, colours=width > 600)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("width", "share"), [(1280, 0), (1280, 1), (1280, 2), (360, 0), (360, 1), (360, 2)])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    browse: Open, demo: Site, width: int, share: int
) -> None:
    found = []
    for kind, page in list(demo.kinds.items())[share::3]:
        seen = browse(page, width=width)
        names = look(seen, "reachable")
        reached: list[int] = []
        for _ in range(len(names) + 40):  # the theme's own controls come before and after
            seen.page.keyboard.press("Tab")
            at = seen.page.evaluate("window.looks.focused()")
            if at["at"] < 0:
                if reached:
                    break
                continue
            reached.append(at["at"])
            if not at["shown"]:
                found.append(f"{kind} {page}: the focus on {names[at['at']]} is not to be seen")
            if not at["inside"]:
                found.append(f"{kind} {page}: {names[at['at']]} is outside of the window when it is reached")
        missed = [name for number, name in enumerate(names) if number not in reached]
        found += [f"{kind} {page}: not reached: {name}" for name in missed]
        if reached != sorted(reached):
            found.append(f"{kind} {page}: not in the order of the page: {reached}")
        seen.page.close()
    assert not found, "\n".join(found)


def test_a_row_unfolds_by_enter_and_folds_again(browse: Open, demo: Site) -> None:
    page = browse(demo.kinds["objective"]).page
    summary = page.locator(".gs-krs summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".gs-krs details").first.evaluate("(one) => one.open")
    assert page.locator(".gs-panel").first.is_visible()
    page.keyboard.press("Enter")
    assert not page.locator(".gs-krs details").first.evaluate("(one) => one.open")


def test_on_a_phone_the_heads_of_tables_are_still_heard(browse: Open) -> None:
    page = browse(width=360).page
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = {node["name"]["value"] for node in tree if node["role"]["value"] == "columnheader"}
    assert {"Now", "Target", "Confidence", "Status", "Completion", "Health"} <= heard
    assert sum(node["role"]["value"] == "rowheader" for node in tree) > 30
