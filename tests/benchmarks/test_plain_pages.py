"""What other generators build beside Goalsite: the same goals as pages, and a sample of them that tells of the rest."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.run import Run
from benchmarks.sampled_pages import Moment, Rest, Sampling

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def run(*command: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus in ``repo``, and its plain pages in ``plain``, built whole and as a sample."""
    folder = tmp_path_factory.mktemp("plain")
    run(BENCHMARKS / "corpus.py", folder / "repo", "--goals", "30")
    run(BENCHMARKS / "plain_pages.py", folder / "repo", folder / "plain")
    sampled = folder / "plain" / "sampled.yml"
    text = sampled.read_text(encoding="utf-8")
    assert "sampled_pages: 60\n" in text
    sampled.write_text(text.replace("sampled_pages: 60\n", "sampled_pages: 7\n"), encoding="utf-8")
    for name in ("mkdocs", "sampled", "short-nav"):
        run("-m", "mkdocs", "build", "--quiet", "-f", folder / "plain" / f"{name}.yml")
    return folder


def pages_of(site: Path) -> dict[str, bytes]:
    """Return the pages of a built site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("index.html")}


def names(paths: Sequence[Path], folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in paths}


def test_every_file_of_the_goals_is_a_page_for_mkdocs_and_for_hugo(folder: Path) -> None:
    goals = folder / "repo" / "goals"
    files = names(list(goals.rglob("*.md")), goals) - {"company.md"}
    for pages, home in (("docs", "index.md"), ("content", "_index.md")):
        place = folder / "plain" / pages
        assert names(list(place.rglob("*.md")), place) == files | {home}


def test_a_page_shows_what_its_file_says(folder: Path) -> None:
    goals = folder / "repo" / "goals"
    file = next(path for path in sorted(goals.rglob("*.md")) if "check_ins:" in path.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    page = (folder / "plain" / "docs" / file.relative_to(goals)).read_text(encoding="utf-8")
    title = text.partition("title: ")[2].partition("\n")[0]
    note = text.partition('note: "')[2].partition('"')[0]
    body = text.split("---\n", 2)[2]
    assert page.startswith(f"# {title}\n")
    assert "\n## Key results\n" in page
    assert page.count("| 2026-") >= 6
    assert f"| {note} |" in page
    assert page.endswith(body)


def test_the_values_of_a_kpi_stand_on_its_page(folder: Path) -> None:
    goals = folder / "repo" / "goals"
    table = min(goals.rglob("*.csv"))
    page = (folder / "plain" / "docs" / table.relative_to(goals)).with_suffix(".md").read_text(encoding="utf-8")
    for row in table.read_text(encoding="utf-8").splitlines()[1:]:
        day, value, _ = row.split(",", 2)
        assert f"| {day} | {value} |" in page


def test_only_with_the_default_navigation_does_a_page_bear_links_to_all_pages(folder: Path) -> None:
    whole = pages_of(folder / "plain" / "mkdocs-site")
    short = pages_of(folder / "plain" / "short-nav-site")
    assert whole.keys() == short.keys()
    for place in whole:
        assert whole[place].count(b'class="md-nav__link') >= len(whole)
        assert short[place].count(b'class="md-nav__link') < 20


def test_the_sample_is_some_pages_of_the_whole_site_byte_for_byte(folder: Path) -> None:
    whole = pages_of(folder / "plain" / "mkdocs-site")
    some = pages_of(folder / "plain" / "sampled-site")
    assert len(some) == 7
    assert {place: whole[place] for place in some} == some
    rest = json.loads((folder / "plain" / "sampled.json").read_text(encoding="utf-8"))
    assert rest["pages"] == len(whole) - 7
    assert rest["size"] == pytest.approx(sum(map(len, some.values())) / 7)


def test_all_that_is_not_a_page_is_as_in_the_whole_site(folder: Path) -> None:
    for name in ("404.html", "search/search_index.json"):
        whole, some = ((folder / "plain" / site / name).read_bytes() for site in ("mkdocs-site", "sampled-site"))
        assert whole == some


def test_a_sample_is_spread_evenly_and_is_never_more_than_half() -> None:
    sampling = Sampling()
    sampling.choose(["a", "b", "c", "d", "e", "f", "g"], 2)
    assert sampling.chosen == {"a", "d"}
    sampling.choose(["a", "b", "c", "d"], 60)
    assert sampling.chosen == {"a", "c"}


def test_a_page_costs_what_a_rendered_one_took_more_than_a_skipped_one() -> None:
    sampling = Sampling()
    sampling.choose(["a", "b", "c", "d", "e"], 2)
    assert sampling.chosen == {"a", "c"}
    # a takes 5 seconds, b 1, c 7, d 1; how long e took is not known. So (5 + 7) / 2 - (1 + 1) / 2 = 5.
    sampling.moments = [
        Moment("a", 10.0, 1.0),
        Moment("b", 15.0, 3.0),
        Moment("c", 16.0, 3.5),
        Moment("d", 23.0, 6.5),
        Moment("e", 24.0, 7.0),
    ]
    sampling.sizes = [300, 500]
    assert sampling.rest() == Rest(pages=3, clock=5.0, processor=2.0, size=400)


def test_an_estimate_is_what_was_measured_and_each_missing_page() -> None:
    measured = Run(clock=20, processor=10, memory=300, written=4)
    rest = Rest(pages=1000, clock=0.5, processor=0.25, size=2_000_000)
    assert measured.with_rest(rest) == Run(clock=520, processor=260, memory=300, written=2004)
