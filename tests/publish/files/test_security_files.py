"""Attacks by the files themselves: names in the way of the site's, endless links, drawings that hide what they do."""

import os
import re
from pathlib import Path, PurePosixPath

import pytest
from mkdocs.exceptions import Abort, PluginError
from tests.conftest import write_tree
from tests.publish.conftest import Build
from tests.publish.sites import GOALS, attacks_in, files_of, seen

from goalsite.publish.files.replacing import put_files, replacing
from goalsite.publish.files.untrusted_files import why_not
from goalsite.publish.keeping.cache import Store
from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.website.markdown_files import markdown_files
from goalsite.publish.website.mkdocs_site import build_site
from goalsite.publish.website.requests import Request

PAGES = ("index.html", "about/index.html", "kpis/revenue/index.html", "alignment/index.html", "data/goals.json")


@pytest.mark.parametrize(
    "name",
    [
        "about",
        "kpis/revenue",
        "kpis",
        "assets",
        "assets/javascripts",
        "data",
        "search",
        "404.html/x.png",
        "index.html/x.png",
        "alignment/index.html/x.png",
        "sitemap.xml/x.png",
        "search/search_index.json/x.png",
        "data/goals.json/x.png",
    ],
)
def test_a_file_in_the_way_of_the_sites_own_is_left_out(
    site: Build, log: pytest.LogCaptureFixture, name: str, tmp_path: Path
) -> None:
    if name == "kpis":
        write_tree(tmp_path, {"goals/kpis": ""})
        made = site({path: None for path in GOALS if path.startswith("goals/kpis/")})
        assert (made / "index.html").is_file()
        return
    made = site({f"goals/{name}": "x"})
    assert [page for page in PAGES if not (made / page).is_file()] == []
    assert any(f"goals/{name} " in record.getMessage() and "left out" in record.getMessage() for record in log.records)


def test_a_page_in_the_way_of_anothers_is_left_out(site: Build) -> None:
    made = site({"goals/kpis/revenue/index.html.md": "# In the way\n", "goals/404.html.md": "# In the way\n"})
    assert [page for page in PAGES if not (made / page).is_file()] == []
    assert (made / "404.html").is_file()


def test_links_that_lead_round_and_round_stop_the_build_with_a_word(
    site: Build, log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    write_tree(tmp_path, {"goals/x.md": "# X\n"})
    os.symlink(".", tmp_path / "goals/a")
    os.symlink(".", tmp_path / "goals/b")
    with pytest.raises((PluginError, Abort)):
        site()
    assert re.search(r"goals/[ab] is a symbolic link", log.text)


def test_a_link_to_the_whole_machine_stops_the_build_with_a_word(
    site: Build, log: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (tmp_path / "goals").mkdir()
    for number in range(40):
        (tmp_path / f"machine/{number}").mkdir(parents=True)
        for below in range(40):
            (tmp_path / f"machine/{number}/{below}").mkdir()
    os.symlink(tmp_path / "machine", tmp_path / "goals/x")
    with pytest.raises((PluginError, Abort)):
        site()
    assert "goals/x is a symbolic link" in log.text


@pytest.mark.parametrize("target", ["nowhere", "x.svg"])
def test_a_link_that_leads_nowhere_is_left_out(site: Build, tmp_path: Path, target: str) -> None:
    (tmp_path / "goals").mkdir()
    os.symlink(target, tmp_path / "goals/x.svg")
    assert "x.svg" not in files_of(site())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_not_waited_for(site: Build, tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    os.mkfifo(tmp_path / "goals/x.svg")
    assert "x.svg" not in files_of(site())


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"


@pytest.mark.parametrize(
    "text",
    [
        "<a href='jav&#x61;script:alert(1)'><text>x</text></a>",
        "<a xlink:href=' java&#10;script:alert(1)'><text>x</text></a>",
        "<a-b:script xmlns:a-b='http://www.w3.org/2000/svg'>alert(1)</a-b:script>",
        "<é:script xmlns:é='http://www.w3.org/2000/svg'>alert(1)</é:script>",
        "<x:p xmlns:x='http://www.w3.org/1999/xhtml'/>",
        "<use href='data:image/svg+xml,x'/>",
        "<path",
    ],
)
def test_a_drawing_cannot_hide_that_it_acts(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.svg").write_text(SVG.format(text))
    assert why_not(str(tmp_path / "x.svg")) is not None


@pytest.mark.parametrize(
    "head",
    [
        b"<?xml version='1.0' encoding='ISO-2022-JP'?>",
        b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>",
        b"<!DOCTYPE svg [<!ENTITY x 'y'>]>",
        b"<?xml-stylesheet href='x.css'?>",
    ],
)
def test_a_drawings_head_cannot_change_what_is_read(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "x.svg").write_bytes(head + SVG.format("<path d='M0 0'/>").encode())
    assert why_not(str(tmp_path / "x.svg")) is not None


def test_a_drawing_that_only_speaks_of_scripts_is_published(tmp_path: Path) -> None:
    head = "<?xml version='1.0' encoding='UTF-8'?>\n<!-- on x=1 -->\n"
    (tmp_path / "x.svg").write_text(head + SVG.format("<title>javascript: on a=b</title><style>a{}</style>"))
    assert why_not(str(tmp_path / "x.svg")) is None


@pytest.mark.parametrize("name", ["x.php", "x.phtml", "x.cgi", "x.rdf", "x.mht", "x.HTC"])
def test_what_a_host_or_a_browser_runs_is_left_out(site: Build, name: str) -> None:
    assert name not in files_of(site({f"goals/{name}": "x"}))


@pytest.mark.parametrize(
    "text",
    [
        "`a" * 150_000,
        "[a](" * 75_000,
        "# a\n" * 75_000,
        "a\n\n" * 90_000,
        "|a" * 9_000 + "|\n" + "|-" * 9_000 + "|\n" + "|b\n" * 900,
    ],
)
def test_a_page_that_would_take_minutes_is_shown_as_it_stands(site: Build, text: str) -> None:
    made = site({"goals/about.md": f"---\ntitle: About us\n---\n{text}\n<img src=x onerror=alert(1)>\n"})
    page = seen((made / "about/index.html").read_bytes())
    assert list(page.all("pre"))
    assert attacks_in(page) == []
    assert " ".join(text[:40].split()) in page.text


def test_bytes_that_are_no_text_may_name_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out"
    name = os.fsdecode(b"docs/\xff.png")
    assert put_files(target, {name: b"1", "docs/a\nb.png": b"2"}, whole=True) == 2
    assert put_files(target, {name: b"1"}, whole=True) == 0


def test_nothing_is_written_or_deleted_through_a_link_in_the_target(tmp_path: Path) -> None:
    write_tree(tmp_path, {"mine/letter.txt": "mine", "out/.goalsite": "docs/letter.txt\n"})
    os.symlink(tmp_path / "mine", tmp_path / "out/docs")
    with pytest.raises(Mistake, match="symbolic link"):
        put_files(tmp_path / "out", {"docs/letter.txt": b"1"}, whole=True)
    put_files(tmp_path / "out", {"a.md": b"1"}, whole=True)
    assert (tmp_path / "mine/letter.txt").read_text() == "mine"


def test_the_list_of_ours_is_not_written_through_a_link(tmp_path: Path) -> None:
    write_tree(tmp_path, {"letter.txt": "mine"})
    (tmp_path / "out").mkdir()
    os.symlink(tmp_path / "letter.txt", tmp_path / "out/.goalsite")
    with pytest.raises(Mistake, match="symbolic link"):
        put_files(tmp_path / "out", {"a.md": b"1"})
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_hidden_files_outlive_a_folder_that_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path / "site", {".git/HEAD": "ref", "old.txt": "old"})

    def refused(self: Path, target: Path) -> Path:
        if self == tmp_path / "site" or target == tmp_path / "site":
            raise PermissionError("not yours")
        os.rename(self, target)
        return target

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), replacing(tmp_path / "site", lambda _: True) as made:
        (made / "new.txt").write_text("new")
    assert files_of(tmp_path / "site") == {".git/HEAD": b"ref", "old.txt": b"old"}


@pytest.mark.parametrize("place", [".", "..", "goals", "goals/site", "home", "/"])
def test_a_site_takes_no_place_that_holds_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    repository = tmp_path / "around/repository"
    write_tree(repository, GOALS)
    for folder in (repository, tmp_path / "around", repository / "goals", repository / "home"):
        write_tree(folder, {"data/goals.json": "{}", "404.html": "posing as a site"})
    monkeypatch.setenv("HOME", str(repository / "home"))
    before = files_of(tmp_path)
    with pytest.raises(Mistake, match=r"cannot be put|not make"):
        build_site(repository, Request(), repository / place)
    assert files_of(tmp_path) == before


def test_no_cache_is_read_from_the_work_tree_around_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = write_tree(
        tmp_path / "mono", {**{f"sub/{path}": text for path, text in GOALS.items()}, ".git/HEAD": ""}
    )
    monkeypatch.setenv("GOALSITE_CACHE_DIR", str(repository / ".cache"))
    assert Store(repository / "sub", "parsed").is_off
    understand(repository / "sub")
    assert not (repository / ".cache").exists()
    monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache"))
    assert not Store(repository / "sub", "parsed").is_off


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_early_or_too_late(site: Build, day: str) -> None:
    config = str(GOALS["mkdocs.yml"]).replace("2026-11-15", day)
    cycle = "---\nkind: cycle\nstarts: 0001-01-01\nends: 9999-12-31\n---\n"
    goal = str(GOALS["goals/2026-q4/win.md"])
    made = site({"mkdocs.yml": config, "goals/cycles/always.md": cycle, "goals/always/win.md": goal})
    assert (made / "always/win/index.html").is_file()


def test_a_title_does_not_turn_what_stands_beside_it_in_the_theme(site: Build) -> None:
    html = (site({"goals/about.md": '---\ntitle: "A \\u202e tuoba"\n---\nText\n'}) / "about/index.html").read_text()
    assert "\u202e" not in html


@pytest.mark.parametrize("name", ["assets", "data", "kpis/revenue", "alignment/index.md/x.png"])
def test_a_file_in_the_way_of_the_written_pages_is_left_out(tmp_path: Path, name: str) -> None:
    tree = {**GOALS, f"goals/{name}": "in the way"}
    written = dict(markdown_files(understand(write_tree(tmp_path, tree))))
    folders = {folder.as_posix() for path in written for folder in PurePosixPath(path).parents}
    assert not folders & set(written)
    assert b"in the way" not in written.values()
