"""The site as Markdown files: what another engine is given, and that it builds without our plugin."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.conftest import write_tree
from tests.publish.sites import (
    CONFIG,
    DEMO,
    GOALS,
    attacks_in,
    broken_links,
    environment,
    files_of,
    loaded_from_elsewhere,
    pages_of,
)

from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.website.markdown_files import markdown_files, write_pages

BREAKOUT = "\"'><script>alert(1)</script>{{ 7*7 }} `\u2028\x85\u200b [x](javascript:alert(1))"


def _known(tmp_path: Path, tree: dict[str, str] | None = None) -> Understood:
    return understand(write_tree(tmp_path / "repository", {**GOALS, **(tree or {})}))


def _front(content: bytes) -> dict[str, object]:
    front: dict[str, object] = yaml.safe_load(content.decode().split("---\n")[1])
    return front


def _build(folder: Path, site: Path) -> None:
    words = ["build", "--strict", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(site)]
    command = [sys.executable, "-m", "mkdocs", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr


def test_every_page_is_front_matter_and_one_block(tmp_path: Path) -> None:
    write_pages(_known(tmp_path), tmp_path / "out")
    made = {path: content for path, content in files_of(tmp_path / "out").items() if path.endswith(".md")}
    assert "docs/2026-q4/win/index.md" in made
    for path, content in made.items():
        _, front, body = content.decode().split("---\n", 2)
        assert set(yaml.safe_load(front)) <= {"title", "description", "search"}, path
        assert "\n\n" not in body.strip("\n"), path
        assert body.strip().startswith("<div"), path


def test_the_demo_builds_strictly_without_the_plugin(tmp_path: Path) -> None:
    write_pages(understand(DEMO), tmp_path / "out")
    _build(tmp_path / "out", tmp_path / "site")
    assert broken_links(tmp_path / "site") == []
    assert "goalsite" not in (tmp_path / "out/mkdocs.yml").read_text().partition("plugins")[2].split("\n")[0]


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    title = "'" + BREAKOUT.replace("'", "''").replace("\u2028", "").replace("\x85", "") + "'"
    paths = ("goals/kpis/revenue.md", "goals/2026-q4/win.md", "goals/teams/growth/team.md")
    tree = {path: re.sub("(?m)^title: .*$", lambda _: f"title: {title}", str(GOALS[path])) for path in paths}
    write_pages(_known(tmp_path, tree), tmp_path / "out")
    _build(tmp_path / "out", tmp_path / "site")
    for name, page in pages_of(tmp_path / "site").items():
        assert attacks_in(page) == [], name
        assert loaded_from_elsewhere(page) == [], name
        assert "<script>alert(1)" not in (tmp_path / "site" / name).read_text(), name


def test_ordinary_pages_are_cleaned_and_linked(tmp_path: Path) -> None:
    text = "# Guide\n\n[team](teams/growth/team.md) <script>alert(1)</script>\n\n```\na\n\n\nb\n```\n"
    write_pages(_known(tmp_path, {"goals/guide.md": text}), tmp_path / "out")
    page = (tmp_path / "out/docs/guide/index.md").read_text()
    assert 'href="../teams/growth/"' in page
    assert "alert(1)" not in page
    assert _front(page.encode())["title"] == "Guide"
    assert "a&#10;&#10;&#10;b" in page


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    known = _known(tmp_path)
    count, changed = write_pages(known, tmp_path / "out")
    assert count == changed
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.md")}
    assert write_pages(known, tmp_path / "out") == (count, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.md")} == before


def test_what_is_gone_is_taken_out(tmp_path: Path) -> None:
    write_pages(_known(tmp_path), tmp_path / "out")
    (tmp_path / "repository/goals/kpis/revenue.md").unlink()
    (tmp_path / "repository/goals/kpis/revenue.csv").unlink()
    write_pages(understand(tmp_path / "repository"), tmp_path / "out")
    assert not (tmp_path / "out/docs/kpis/revenue").exists()


def test_a_folder_of_someone_elses_is_left_alone(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", {"thesis.txt": "years of work"})
    with pytest.raises(Mistake, match="did not make"):
        write_pages(_known(tmp_path), tmp_path / "out")
    assert files_of(tmp_path / "out") == {"thesis.txt": b"years of work"}


def test_a_failure_leaves_the_old_folder_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = _known(tmp_path)
    write_pages(known, tmp_path / "out")
    before = files_of(tmp_path / "out")

    write_tree(tmp_path / "repository", {"goals/kpis/revenue.csv": "date,value\n2026-10-31,95\n"})
    known = understand(tmp_path / "repository")
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "3":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_pages(known, tmp_path / "out")
    assert files_of(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


def test_chosen_front_matter_of_ordinary_pages_is_kept_and_no_other(tmp_path: Path) -> None:
    front = "title: <b>Guide</b>\ndescription: How we work\nsearch: {exclude: true}\ntemplate: x.html\nicon: bogus\n"
    tree = {
        "goals/guide.md": f"---\n{front}---\nText\n",
        "goals/2026-q4/win/index.md": "# Impostor\n",
        "goals/notes.md": "# First\n",
        "goals/notes/index.md": "# Second\n",
        "goals/plain.md": "Only text\n",
    }
    write_pages(_known(tmp_path, tree), tmp_path / "out")
    made = files_of(tmp_path / "out/docs")
    assert _front(made["guide/index.md"]) == {
        "title": "&lt;b&gt;Guide&lt;/b&gt;",
        "description": "How we work",
        "search": {"exclude": True},
    }
    assert "<h1>&lt;b&gt;Guide&lt;/b&gt;</h1>" in made["guide/index.md"].decode()
    assert _front(made["plain/index.md"])["title"] == "Plain"
    assert b"Impostor" not in made["2026-q4/win/index.md"]
    assert b"First" in made["notes/index.md"], "of two pages at one address the first is written"


def test_the_address_of_the_site_is_carried(tmp_path: Path) -> None:
    config = "site_url: https://goals.example/\n" + str(GOALS["mkdocs.yml"])
    write_pages(_known(tmp_path, {"mkdocs.yml": config}), tmp_path / "out")
    written = yaml.safe_load((tmp_path / "out/mkdocs.yml").read_text())
    assert (written["site_url"], written["site_name"]) == ("https://goals.example/", "Acme goals")


def test_a_site_in_two_languages_is_written_in_both(tmp_path: Path) -> None:
    config = CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n")
    files = markdown_files(understand(write_tree(tmp_path, {**GOALS, "mkdocs.yml": config})))
    texts = {path: content.decode() for path, content in files if path.endswith((".md", ".yml"))}
    goal = "teams/growth/2026-q4/onboarding"
    assert "<h1>Effortless onboarding</h1>" in texts[f"docs/{goal}/index.md"]
    chinese = texts[f"docs/zh/{goal}/index.md"]
    assert "<h1>轻松上手</h1>" in chinese
    assert f'<a href="../../../../../{goal}/" lang="en" hreflang="en">English</a>' in chinese
    assert '"中文": ["zh/index.md"' in texts["mkdocs.yml"]
    assert "docs/zh/about/index.md" in texts
