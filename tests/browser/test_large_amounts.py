"""Amounts of millions: columns, charts and heads hold them, on a phone, on a tablet and beside the navigation."""

from collections.abc import Iterator

import pytest
from tests.browser.conftest import Open
from tests.browser.demo import Site
from tests.browser.looking import complaints_of
from tests.browser.serving import built, served
from tests.conftest import write_tree
from tests.publish.sites import CONFIG

RICH = {
    "mkdocs.yml": CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n"),
    "goals/company.md": "---\nkind: company\ntitle: Acme\n---\n",
    "goals/teams/sales/team.md": "---\nkind: team\ntitle: Sales\n---\n",
    "goals/2026-q4/grow.md": """---
kind: objective
title: Grow beyond what anyone thought
owner: Mei Lin
key_results:
  revenue: {title: Revenue of the online store from new customers, from: 12000000, to: 25000000, unit: CNY}
  orders: {title: Orders, from: 1200000, to: 2500000}
  loss: {title: Loss, from: -1250000.5, to: 100000, unit: EUR}
  total: {title: Revenue of the year, kpi: revenue, from: 100000000}
  bill: {title: The bill stays within bounds, kpi: bill, keep: {min: 12000000, max: 13500000}}
check_ins:
  - {date: 2026-11-10, values: {revenue: 18345678.5, orders: 1834567, loss: -700000.25}, confidence: 0.8}
---
""",
    "goals/teams/sales/2026-q4/sell.md": """---
kind: objective
title: Sell more
owner: Mei Lin
supports: grow#revenue
key_results:
  orders: {title: Orders that differ in their last digits, from: 100000100, to: 100000900, unit: USD}
check_ins: [{date: 2026-11-10, values: {orders: 100000500}, confidence: 0.8}]
---
""",
    "goals/kpis/revenue.md": """---
kind: kpi
title: Revenue
owner: Mei Lin
direction: up
unit: CNY
target: 125000000
values:
  - {date: 2026-06-30, value: 95716740.5, note: half of the year is over and more than half is done}
  - {date: 2026-09-30, value: 114500001}
  - {date: 2026-10-31, value: 123456789.5}
---
""",
    "goals/kpis/bill.md": """---
kind: kpi
title: The bill
owner: Mei Lin
direction: within
unit: CNY
target: {min: 12000000, max: 13500000}
values:
  - {date: 2026-08-31, value: 12716740.5}
  - {date: 2026-09-30, value: 13500001}
  - {date: 2026-10-31, value: 14116740.5}
---
""",
}
PAGES = ("", "2026-q4/grow/", "teams/sales/2026-q4/sell/", "teams/sales/", "kpis/revenue/", "kpis/bill/", "scorecards/")
LABELS_LEAVE = """() => [...document.querySelectorAll(".gs-chart text")].filter((text) => {
  const box = text.getBoundingClientRect(), page = document.documentElement.clientWidth;
  return box.left < 0 || box.right > page; }).map((text) => text.textContent)"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of a company that counts in millions."""
    root = tmp_path_factory.mktemp("rich")
    write_tree(root, RICH)
    folder = built(root, root / "site")
    with served(folder) as address:
        yield Site(folder, address)


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", ["", "zh/"])
def test_millions_fit(browse: Open, rich: Site, language: str, width: int) -> None:
    seen = browse(root=rich.root, width=width)
    for page in PAGES:
        seen.go(language + page)
        assert complaints_of(seen, "width", "overlap") == [], page
        assert seen.page.evaluate(LABELS_LEAVE) == [], page
    seen.go(f"{language}wallboard/")
    assert complaints_of(seen, "width") == []


def test_the_exact_amount_is_there_for_who_asks(browse: Open, rich: Site) -> None:
    page = browse("kpis/revenue/", root=rich.root).page
    figure = page.locator(".gs-big")
    assert figure.inner_text() == "CN¥123.5M"
    assert figure.locator("span").get_attribute("title") == "CN¥123,456,789.50"
    assert page.locator(".gs-numbers").inner_text().split("Trend\n")[1].startswith("improving, +CN¥8.96M")
    assert "CN¥123,456,789" in (page.locator(".gs-chart svg").first.get_attribute("aria-label") or "")
