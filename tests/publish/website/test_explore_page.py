"""The page Explore on a built site: its figures are those of goals.json, and it loads what it needs from beside it."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.publish.conftest import Build
from tests.publish.sites import DEMO, build, pages_of, rebuild, seen

from goalsite.publish.data.data_files import data_files
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.website.markdown_files import markdown_files
from goalsite.site.format import Format


@pytest.fixture(scope="module")
def demo() -> Understood:
    """Return the demo, understood."""
    return understand(DEMO)


def _rounded(share: float | None) -> float | None:
    """Return a share in per cents of two decimals, as the data of the page have it; both files are rounded once."""
    return None if share is None else float(round(Decimal(str(share)) * 100, 2))


def test_its_figures_are_those_of_the_data(demo: Understood) -> None:
    made = data_files(demo)
    data, explore = json.loads(made["data/goals.json"]), json.loads(made["data/explore.json"])
    form = Format("en", demo.as_of)
    lines = {line[1]: line for line in explore["goals"]}
    assert set(lines) == {goal["url"] for goal in (*data["objectives"], *data["kpis"])}
    for goal in (*data["objectives"], *data["kpis"]):
        title, _, kind, team, cycle, owner, status, percent, number, bar, *key_results = lines[goal["url"]]
        share = goal["progress"] if kind != 1 else goal["completion"]
        assert title == goal["title"]
        assert percent == form.percent(None if share is None else Fraction(str(share))), title
        assert number == pytest.approx(_rounded(share), abs=0.011) if share is not None else number is None, title
        assert (explore["people"][owner][0] if owner >= 0 else None) == goal["owner"]
        assert (explore["cycles"][cycle][0] if cycle >= 0 else None) == goal.get("cycle")
        if kind != 2:
            assert (explore["teams"][team][0]) == (goal["team"] or "-")
        word = explore["statuses"][status][1]
        if kind == 1:
            assert word in (goal["health"], "stale", "superseded")
            continue
        assert word.split(",")[0] == goal["status"], title
        assert float(bar[0]) == pytest.approx(_rounded(goal["progress"] or 0), abs=0.011)
        assert bar[3] in ("", form.percent(Fraction(str(goal["expected"]))) if goal["expected"] is not None else "")
        assert key_results == [kr["title"] for kr in goal["key_results"]]


def test_marks_are_made_of_the_parts_that_the_data_name(demo: Understood) -> None:
    pages = {page.path: page.body for page in demo.pages}
    explore = json.loads(data_files(demo)["data/explore.json"])
    for _, url, kind, _, _, _, status, _, _, bar, *_ in explore["goals"]:
        if kind == 1 or f'"../{url}"' not in pages["explore.md"]:
            continue
        row = pages["explore.md"].partition(f'"../{url}"')[2].partition("</tr>")[0]
        shape, word, was, ground, _ = explore["statuses"][status]
        share, tick, state, expected = bar
        assert f'style="--p:{share}{f";--e:{tick}" if tick else ""}"' in row
        assert f'class="gs-bar o{f" {state}" if state else ""}"' in row
        assert (f"expected today {expected}<" in row) == bool(expected)
        assert f'class="gs-s {shape}{" ground" if ground else ""}">{word}<' in row
        assert (f"<small>{was}</small>" in row) == bool(was)


def test_on_the_demo_it_lists_every_goal_of_today_and_stays_small(demo: Understood) -> None:
    (page,) = [page for page in demo.pages if page.path == "explore.md"]
    assert len(page.body.encode()) < 60_000
    assert len(dict(page.files)["data/explore.json"]) < 25_000
    assert page.hub
    assert demo.hubs.index("explore.md") == demo.hubs.index("alignment.md") + 1


def test_the_site_carries_the_data_and_only_this_page_the_script(site: Build) -> None:
    made = site()
    assert json.loads((made / "data/explore.json").read_bytes())["goals"]
    asking = [path for path, page in pages_of(made).items() if any("explore.js" in str(s) for s in page.all("script"))]
    assert asking == ["explore/index.html"]
    page = seen((made / "explore/index.html").read_bytes())
    (root,) = [attributes for attributes in page.all("div") if "data-src" in attributes]
    assert (made / "explore" / str(root["data-src"])).resolve() == (made / "data/explore.json").resolve()
    assert (made / "explore" / str(root["data-root"])).resolve() == made.resolve()
    (script,) = [attributes for attributes in page.all("script") if "explore.js" in str(attributes.get("src"))]
    assert (made / "explore" / str(script["src"])).resolve().is_file()


def test_other_engines_get_the_same_page_and_data(demo: Understood) -> None:
    files = dict(markdown_files(demo))
    assert files["docs/data/explore.json"] == data_files(demo)["data/explore.json"]
    assert b"../assets/explore.js" in files["docs/explore/index.md"]
    assert b"explore.js" not in files["mkdocs.yml"]


def test_the_same_goals_give_the_same_file(tmp_path: Path) -> None:
    first = build({}, tmp_path)
    again = rebuild(tmp_path, "again")
    assert (first / "data/explore.json").read_bytes() == (again / "data/explore.json").read_bytes()
