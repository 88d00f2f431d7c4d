"""``goalsite log`` and ``goalsite diff`` together: wrong usage, shallow clones, no past at all, Chinese."""

import json
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals
from tests.cli.conftest import Run
from tests.cli.small_company import DAY, GROW, grow, small_company

from goalsite.language import speaking


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return the small company."""
    return small_company(tmp_path / "repository")


def test_wrong_usage_ends_with_two(run: Run, goals: Goals, tmp_path: Path) -> None:
    assert run("-C", goals.folder, "diff", "nowhere").exit_code == 2
    assert run("-C", goals.folder, "diff", "--", "--output=x").exit_code == 2
    assert run("-C", goals.folder, "log", "nothing-like-it").exit_code == 2
    bare = tmp_path / "bare"
    (bare / "goals").mkdir(parents=True)
    (bare / "goals" / "company.md").write_text(COMPANY)
    for command in (("log",), ("diff", "HEAD")):
        done = run("-C", bare, *command)
        assert done.exit_code == 2
        assert "git" in done.stderr


def test_a_shallow_clone_compares_with_what_it_has_and_says_so(run: Run, goals: Goals, tmp_path: Path) -> None:
    goals.commit("2026-11-18", {GROW: grow("8")})
    goals.git("clone", "-q", "--depth", "1", f"file://{goals.folder}", str(tmp_path / "shallow"))
    clone = Goals(tmp_path / "shallow")
    clone.write({GROW: grow("5")})
    done = run("-C", clone.folder, "diff", "HEAD", *DAY)
    assert done.exit_code == 0
    assert "shallow clone" in done.stdout
    assert "target 8 → 5" in done.stdout
    assert run("-C", clone.folder, "log").exit_code == 2


def test_every_command_that_would_look_at_moves_says_that_a_shallow_clone_has_none(
    run: Run, goals: Goals, tmp_path: Path
) -> None:
    goals.commit("2026-11-18", {GROW: grow("8")})
    clone = tmp_path / "shallow"
    goals.git("clone", "-q", "--depth", "1", f"file://{goals.folder}", str(clone))
    (clone / "mkdocs.yml").write_text("site_name: Acme\ndocs_dir: goals\nplugins: [goalsite]\n")
    said = "moved goalposts were not looked at: this is a shallow clone"
    for command in (
        ("check",),
        ("check",),
        ("check", "--format", "json"),
        ("export", "json", str(tmp_path / "data")),
        ("pages", str(tmp_path / "pages")),
        ("build", "--site-dir", str(tmp_path / "site")),
    ):
        done = run("-C", clone, *command, *DAY)
        assert done.exit_code == 0
        assert done.stderr.count(said) == 1, command
        assert said not in done.stdout
    document = json.loads((tmp_path / "data" / "goals.json").read_text())
    assert document["history"].startswith("this is a shallow clone")
    assert {goal["goalposts"] for goal in document["objectives"]} == {None}
    with speaking("zh"):
        assert "没有检查目标值变动：" in run("-C", clone, "check", *DAY, LANGUAGE="zh").stderr


def test_where_there_is_a_past_or_none_at_all_nothing_is_said_of_it(run: Run, goals: Goals, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    (bare / "goals").mkdir(parents=True)
    (bare / "goals" / "company.md").write_text(COMPANY)
    for place, history in ((goals.folder, None), (bare, "the goals are not in a git repository")):
        assert run("-C", place, "check", *DAY).stderr == ""
        assert "goalposts" not in run("-C", place, "export", "json", str(tmp_path / "data"), *DAY).stderr
        assert json.loads((tmp_path / "data" / "goals.json").read_text())["history"] == history


def test_log_and_diff_speak_chinese(run: Run, goals: Goals) -> None:
    goals.write({GROW: grow("5")})
    with speaking("zh"):
        text = run("-C", goals.folder, "diff", "HEAD", *DAY, LANGUAGE="zh").stdout
        assert "1个目标" in text
        assert "理由" in text
        log = run("-C", goals.folder, "log", *DAY, LANGUAGE="zh").stdout
    assert "尚未提交" in log
    assert "目标值 10 → 5" in log
