"""The site as Markdown files, built by Zensical: an engine that runs none of our code."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import write_tree
from tests.publish.sites import (
    DEMO,
    GOALS,
    attacks_in,
    broken_links,
    environment,
    files_of,
    loaded_from_elsewhere,
    pages_of,
    seen,
)

from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.website.markdown_files import write_pages

pytestmark = pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="zensical is not installed")

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
"""A picture of one pixel."""

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


def _zensical(folder: Path) -> Path:
    """Build the Markdown files in ``folder`` and return the site."""
    command = [sys.executable, "-m", "zensical", "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demo's pages and, below ``site``, what Zensical makes of them."""
    folder = tmp_path_factory.mktemp("zensical") / "pages"
    write_pages(understand(DEMO), folder)
    _zensical(folder)
    return folder


def test_every_page_is_built_and_its_words_are_ours(demo: Path) -> None:
    written = {path.removesuffix(".md") for path in files_of(demo / "docs") if path.endswith(".md")}
    built = {path: page for path, page in pages_of(demo / "site").items() if not path.endswith("wallboard/index.html")}
    assert set(built) == {f"{path}.html" for path in written} | {"404.html"}
    for path in written:
        ours = seen((demo / "docs" / f"{path}.md").read_text().split("---\n", 2)[2]).text
        assert ours in built[f"{path}.html"].text, path


def test_links_lead_to_pages_also_where_the_site_lies_in_a_folder_of_its_host(demo: Path) -> None:
    assert broken_links(demo / "site") == []


def test_the_style_sheet_and_the_data_come_along(demo: Path) -> None:
    for name in ("assets/goalsite.css", "data/goals.json"):
        assert (demo / "site" / name).read_bytes() == (demo / "docs" / name).read_bytes()
    home = pages_of(demo / "site")["index.html"]
    assert "./assets/goalsite.css" in [link.get("href") for link in home.all("link")]


def test_hostile_titles_stay_text_and_ordinary_pages_find_their_pictures(tmp_path: Path) -> None:
    paths = ["goals/company.md", "goals/kpis/revenue.md", "goals/2026-q4/win.md", "goals/teams/growth/team.md"]
    hostile = {
        path: "\n".join(
            f"title: '{ATTACK.replace(chr(39), chr(39) * 2)}'" if line.startswith("title:") else line
            for line in str(GOALS[path]).split("\n")
        )
        for path in [*paths, "goals/about.md"]
    }
    config = str(GOALS["mkdocs.yml"]).replace("site_name: Acme goals\n", "")
    more: dict[str, str | bytes] = {
        "goals/guide/first-steps.md": "# First steps\n\n![A dot](dot.png) [team](../teams/growth/team.md)\n",
        "goals/guide/README.md": "# Guide\n\n![A dot](dot.png) [first](first-steps.md)\n",
        "goals/guide/dot.png": DOT,
    }
    write_tree(tmp_path / "company", {**GOALS, **hostile, **more, "mkdocs.yml": config})
    write_pages(understand(tmp_path / "company"), tmp_path / "pages")
    site = _zensical(tmp_path / "pages")
    assert broken_links(site) == []
    assert (site / "guide/dot.png").read_bytes() == DOT
    assert [image["src"] for image in pages_of(site)["guide/first-steps/index.html"].all("img")] == [
        "../../guide/dot.png"
    ]
    for path, page in pages_of(site).items():
        assert attacks_in(page) == [], path
        assert loaded_from_elsewhere(page) == [], path
        assert "<script>alert(1)" not in (tmp_path / "pages/site" / path).read_text(), path
