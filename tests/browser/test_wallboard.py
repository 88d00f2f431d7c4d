"""The wallboard on the screen of a hall: all of it is on the screen, and can be read from afar."""

from collections.abc import Iterator

import pytest
from tests.browser.conftest import Open
from tests.browser.serving import built, served
from tests.conftest import write_tree
from tests.publish.sites import CONFIG

from goalsite.site.views.wallboard import MOST_KPIS, MOST_OBJECTIVES

LONG = "A title of a length that takes two lines on any screen, since nobody could make it any shorter than that"
OBJECTIVE = """---
kind: objective
title: {}
owner: ann
key_results:
  one: {{title: One, from: 0, to: 100}}
check_ins: [{{date: 2026-11-12, values: {{one: {}}}, confidence: 0.8}}]
---
"""
KPI = """---
kind: kpi
title: {}
owner: ann
direction: within
unit: parts per million
target: {{min: 9500, max: 10300}}
values: [{{date: 2026-10-31, value: 8000}}]
---
"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".gs-wall *")]
  .filter((one) => one.offsetWidth && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
OUTSIDE = """() => [...document.querySelectorAll(".gs-wall section")].flatMap((section) => {
  const around = section.getBoundingClientRect();
  return [...section.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.top < around.top - 1 || box.bottom > around.bottom + 1 || box.right > around.right + 1;
  }).map((one) => one.outerHTML);
})"""
ONE_UNDER_THE_OTHER = """() => ["b", ".unit", ".to", ".gs-s"].map((name) => new Set(
  [...document.querySelectorAll(`.kpis ${name}`)].map((one) => Math.round(one.getBoundingClientRect().left))).size)"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with more of everything than there is room for."""
    root = tmp_path_factory.mktemp("hall")
    tree = {"mkdocs.yml": CONFIG, "goals/company.md": "---\nkind: company\ntitle: Acme\n---\n"}
    tree |= {f"goals/2026-q4/o{one}.md": OBJECTIVE.format(LONG, one) for one in range(MOST_OBJECTIVES + 1)}
    tree |= {f"goals/kpis/k{one}.md": KPI.format(LONG) for one in range(MOST_KPIS + 1)}
    write_tree(root, tree)
    with served(built(root, root / "site")) as address:
        yield address


@pytest.mark.parametrize("dark", [False, True])
def test_all_of_it_is_on_the_screen_and_large_enough(browse: Open, full: str, dark: bool) -> None:
    seen = browse("wallboard/", root=full, dark=dark)
    page = seen.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.locator(".goals article").count() == MOST_OBJECTIVES
    assert page.locator(".kpis article").count() == MOST_KPIS
    size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [1920, 1080]
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 24
    assert page.evaluate(ONE_UNDER_THE_OTHER)[1:] == [1, 1, 1]
    assert seen.complaints == []


def test_a_status_is_said_by_its_word_as_well(browse: Open, full: str) -> None:
    page = browse("wallboard/", root=full).page
    assert {word.strip() for word in page.locator(".kpis .gs-s").all_inner_texts()} == {"unhealthy"}
