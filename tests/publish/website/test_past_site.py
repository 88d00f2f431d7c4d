"""The site as it stood: built from a commit's files, the same as when that commit was the newest."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals
from tests.publish.sites import CONFIG, files_of

from goalsite.publish.past.git import Git
from goalsite.publish.past.past_folder import past_folder
from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.website.markdown_files import markdown_files
from goalsite.publish.website.mkdocs_site import build_site
from goalsite.publish.website.requests import Request

DAY = date(2026, 11, 8)
GOAL = "2026-q4/win.md"
PICTURE = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


def goal(to: int) -> str:
    return (
        "---\nkind: objective\ntitle: Win\nowner: Mei Lin\nkey_results:\n"
        f"  a: {{title: A, from: 0, to: {to}}}\n  b: {{title: B, from: 0, to: 10}}\n---\n![](../seal.gif)\n"
    )


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a repository of two steps: a target that moved, and a later one that turns everything over."""
    made = Goals(tmp_path / "repository")
    edit = "repo_url: https://example.com/acme/goals\nedit_uri: edit/main/goals/\n"
    (made.folder / "mkdocs.yml").write_text(edit + CONFIG.replace("font:", "features: [content.action.edit]\n  font:"))
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal(10), "about.md": "# About\n\n[Win](2026-q4/win.md)\n"})
    made.commit("2026-11-05", {GOAL: goal(8), "seal.gif": PICTURE, "more/guide.md": "# Guide\n\n![](../seal.gif)\n"})
    (made.goals / "same.gif").symlink_to("seal.gif")
    made.commit("2026-11-06", {})
    return made


@pytest.fixture
def later(goals: Goals) -> Goals:
    """Return the repository some time later, with files lying there that are not committed."""
    (goals.goals / "same.gif").unlink()
    gone = {"about.md": None, "seal.gif": b"GIF89a other", "more/guide.md": None, "new.md": "# New\n"}
    goals.commit("2026-11-09", {GOAL: goal(6), **gone})
    goals.write({"seal.gif": b"not committed", "company.md": COMPANY.replace("Acme", "Other")})
    return goals


def built(goals: Goals, name: str, at: str | None = None, as_of: date | None = DAY) -> dict[str, bytes]:
    return files_of(build_site(goals.folder, Request(as_of=as_of, at=at, quiet=True), goals.folder.parent / name))


def laid(goals: Goals) -> dict[str, bytes]:
    return {path: content for path, content in files_of(goals.folder).items() if not path.startswith(".git/")}


@pytest.fixture
def leavings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Return what is left in the folder of temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return lambda: sorted(os.listdir(place))


@pytest.mark.parametrize("configured", [True, False])
def test_the_site_of_a_past_commit_is_the_one_built_when_it_was_new(
    goals: Goals, leavings: Callable[[], list[str]], configured: bool, request: pytest.FixtureRequest
) -> None:
    if not configured:
        (goals.folder / "mkdocs.yml").unlink()
    then = built(goals, "then")
    commit = goals.git("rev-parse", "HEAD")
    later: Goals = request.getfixturevalue("later")
    before = laid(later)
    now = built(later, "now", at=commit)
    assert sorted(now) == sorted(then)
    assert [path for path in then if now[path] != then[path]] == []
    assert now["same.gif"] == PICTURE
    assert b"About" in now["about/index.html"]
    assert laid(later) == before
    assert leavings() == []


def test_a_day_takes_its_last_commit_and_is_the_day_of_the_site(later: Goals) -> None:
    request = Request(at="2026-11-07", quiet=True)
    site = build_site(later.folder, request, later.folder.parent / "site")
    assert request.understood is not None
    assert request.understood.as_of == date(2026, 11, 7)
    assert (site / "seal.gif").read_bytes() == PICTURE


def test_the_pencil_leads_to_the_file_in_the_repository(later: Goals) -> None:
    site = built(later, "site", at="HEAD~1")
    assert b"https://example.com/acme/goals/edit/main/goals/about.md" in site["about/index.html"]
    assert b"https://example.com/acme/goals/edit/main/goals/2026-q4/win.md" in site["2026-q4/win/index.html"]


def test_nothing_is_left_behind_by_a_build_that_fails(later: Goals, leavings: Callable[[], list[str]]) -> None:
    config = later.folder / "mkdocs.yml"
    config.write_text(config.read_text() + "nav:\n  - Home: index.md\nuse_directory_urls: false\n")
    with pytest.raises(Mistake):
        built(later, "site", at="HEAD~1")
    with pytest.raises(Mistake, match="nowhere"):
        built(later, "site", at="nowhere")
    assert leavings() == []


def test_pages_for_another_engine_come_with_the_pictures_of_then(goals: Goals) -> None:
    then = dict(markdown_files(understand(goals.folder, as_of=DAY)))
    commit = goals.git("rev-parse", "HEAD")
    goals.commit("2026-11-09", {"seal.gif": b"GIF89a other"})
    assert dict(markdown_files(understand(goals.folder, as_of=DAY, at=commit))) == then


def test_links_and_submodules_lead_nowhere(goals: Goals, tmp_path: Path, leavings: Callable[[], list[str]]) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("secret")
    (goals.goals / "out.txt").symlink_to(secret / "key.txt")
    (goals.goals / "up.txt").symlink_to("../mkdocs.yml")
    (goals.goals / "folder").symlink_to(secret)
    (goals.goals / "round.txt").symlink_to("round.txt")
    inner = Goals(tmp_path / "inner")
    inner.commit("2026-10-01", {"company.md": COMPANY})
    goals.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.folder), "goals/inner")
    goals.commit("2026-11-07", {})
    with closing(Git.around(goals.goals)) as git, past_folder(git, "HEAD") as folder:
        found = files_of(folder)
        assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert sorted(found) == ["2026-q4/win.md", "about.md", "company.md", "more/guide.md", "same.gif", "seal.gif"]
    assert leavings() == []


def test_a_tree_made_by_hand_cannot_leave_its_place(goals: Goals, leavings: Callable[[], list[str]]) -> None:
    blob = goals.git("rev-parse", "HEAD:goals/company.md")
    names = [b"..", b".GIT", b"ok.md", b"twice", b"twice"]
    inside = _tree(goals, [(b"100644", b"config", blob)])
    above = _tree(goals, [(b"100644", b"escaped.md", blob)])
    entries = [(b"40000", names[0], above), (b"40000", names[1], inside), (b"100644", names[2], blob)]
    entries += [(b"100644", names[3], blob), (b"40000", names[4], inside)]
    tree = _tree(goals, [(b"40000", b"goals", _tree(goals, entries))])
    commit = goals.git("commit-tree", "-m", "By hand", tree)
    with closing(Git.around(goals.goals)) as git, past_folder(git, commit) as folder:
        assert sorted(files_of(folder)) == ["ok.md", "twice"]
        assert sorted(os.listdir(folder.parent)) == [folder.name]
    assert leavings() == []


def _tree(goals: Goals, entries: list[tuple[bytes, bytes, str]]) -> str:
    content = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(id_) for mode, name, id_ in entries)
    place = goals.folder / ".git" / "made"
    place.write_bytes(content)
    try:
        return goals.git("hash-object", "--literally", "-w", "-t", "tree", ".git/made")
    finally:
        place.unlink()
