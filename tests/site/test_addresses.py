"""Where pages lie (SPEC 1)."""

import pytest
from tests.conftest import Goals
from tests.site.company import TREE
from tests.site.conftest import Rendered

from goalsite.measure import measure
from goalsite.settings import Settings
from goalsite.site import navigation
from goalsite.site.addresses import relative, root_of, url_of


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("kpis/revenue.md", "kpis/revenue/"),
        ("teams/growth/index.md", "teams/growth/"),
        ("a b/ü.md", "a%20b/%C3%BC/"),
        ("notes/README.md", "notes/"),
    ],
)
def test_a_page_lies_at_its_files_path(path: str, url: str) -> None:
    assert url_of(path) == url


def test_links_between_pages_are_relative() -> None:
    assert relative("teams/growth/index.md", "kpis/revenue.md") == "../../kpis/revenue/"
    assert relative("kpis/revenue.md", "index.md") == "../../"
    assert relative("index.md", "index.md") == "./"
    assert root_of("index.md") == ""


def test_every_object_has_a_page_at_its_address(pages: Rendered) -> None:
    found = pages(TREE)
    expected = {
        "index.md",
        "teams/growth/index.md",
        "people/ann.md",
        "cycles/2026-q4.md",
        "2026-q4/win.md",
        "kpis/revenue.md",
        "teams/growth/2026-q4/onboard.md",
        "people/ann/2026-q4/coach.md",
    }
    assert expected <= set(found)


def test_a_cycle_without_a_file_lies_under_cycles(pages: Rendered) -> None:
    tree = {path: text for path, text in TREE.items() if not path.startswith("cycles/")}
    assert "cycles/2026-q4.md" in pages(tree)


def test_edit_leads_to_the_very_file(pages: Rendered) -> None:
    found = pages(TREE)
    assert found["teams/growth/index.md"].source_path == "goals/teams/growth/team.md"
    assert found["index.md"].source_path == "goals/company.md"
    assert found["alignment.md"].source_path is None


def test_a_hub_makes_room_for_a_file_at_its_address(pages: Rendered) -> None:
    found = pages({**TREE, "alignment.md": TREE["kpis/revenue.md"]})
    assert found["alignment.md"].kind == "kpi"
    assert found["site/alignment.md"].hub
    assert "../site/alignment/" in found["alignment.md"].body or "site/alignment/" in found["index.md"].body


def test_no_two_pages_share_an_address(pages: Rendered) -> None:
    found = pages({**TREE, "teams/growth.md": TREE["kpis/revenue.md"]})
    urls = [page.url for page in found.values()]
    assert len(urls) == len(set(urls))


def test_the_navigation_holds_the_hubs_alone(goals: Goals, pages: Rendered) -> None:
    hubs = navigation(measure(goals(TREE), Settings()))
    assert [path for _, path in hubs] == [path for path, page in pages(TREE).items() if page.hub]
    assert len(hubs) == 12
