"""``goalsite init``: from an empty folder to a published site, and never over what is there."""

import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Repository, Run
from tests.conftest import write_tree
from tests.publish.sites import environment, files_of

from goalsite.language import speaking

PERSON = "---\nkind: person\ntitle: Mei Lin\naccount: {}\n---\n"


def epoch(day: str) -> str:
    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("day", ["2026-01-01", "2026-03-31", "2026-11-21", "2028-02-29"])
def test_what_it_makes_passes_a_strict_check_on_any_day(run: Run, tmp_path: Path, language: str, day: str) -> None:
    said = {"SOURCE_DATE_EPOCH": epoch(day), "LANGUAGE": language, "LC_ALL": f"{language}.UTF-8"}
    with speaking(language):
        assert run("init", tmp_path / "new", **said).exit_code == 0
        done = run("-C", tmp_path / "new", "check", "--strict", **said)
    assert done.exit_code == 0, done.output
    quarter = {"01": "q1", "03": "q1", "11": "q4", "02": "q1"}[day[5:7]]
    assert list((tmp_path / "new/goals").glob(f"{day[:4]}-{quarter}/*.md"))
    whole = b"".join(files_of(tmp_path / "new").values())
    assert (b"\xe4" in whole) is (language == "zh")
    assert f"language: {language}".encode() in (tmp_path / "new/mkdocs.yml").read_bytes()


def test_no_gap_is_left_open(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new", "--name", 'A "B": 公司')
    for content in files_of(tmp_path / "new").values():
        assert b"@NAME@" not in content
        assert b"_@" not in content
    assert 'title: "A \\"B\\": 公司"' in (tmp_path / "new/goals/company.md").read_text(encoding="utf-8")


def test_the_two_lines_it_prints_give_a_published_site(tmp_path: Path) -> None:
    goalsite = f"{shlex.quote(sys.executable)} -m goalsite"
    here = {"cwd": tmp_path, "env": environment(GOALSITE_CACHE_DIR=""), "capture_output": True, "text": True}
    made = subprocess.run(f"{goalsite} init 'our goals'", shell=True, check=True, **here)  # type: ignore[call-overload]
    lines = made.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert line.startswith("goalsite -C 'our goals' ")
        done = subprocess.run(line.replace("goalsite", goalsite, 1), shell=True, check=False, **here)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "our goals/site"
    assert "Customers hear from us the same day" in (site / "index.html").read_text()
    assert (site / "teams/support/index.html").is_file()


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path)
    before = files_of(tmp_path)
    done = run("init", tmp_path)
    assert done.exit_code == 0
    assert "0 files written" in done.stderr
    assert files_of(tmp_path) == before


def test_a_repository_with_goals_gets_what_it_lacks_and_keeps_what_it_has(run: Run, repository: Repository) -> None:
    place = repository(
        {
            ".gitlab-ci.yml": "mine: {script: [true]}\n",
            "goals/people/mei-lin.md": PERSON.format("mei"),
            "goals/teams/growth/core/team.md": "---\nkind: team\ntitle: Core\nlead: mei-lin\n---\n",
            "goals/teams/sly/team.md": "---\nkind: team\ntitle: Sly\nlead: sly\n---\n",
            "goals/people/sly.md": PERSON.format('"x @everyone\\n* @sly"').replace("Mei Lin", "Sly"),
        }
    )
    before = files_of(place)
    done = run("init", place)
    assert done.exit_code == 0, done.output
    assert "left as they are: .gitlab-ci.yml" in done.stderr
    after = files_of(place)
    assert {path: after[path] for path in before} == before
    assert not any(path.startswith("goals/") for path in set(after) - set(before))
    owners = [line for line in after["CODEOWNERS"].decode().splitlines() if not line.startswith("#")]
    assert owners == ["/goals/teams/growth/ @mei", "/goals/teams/growth/core/ @mei"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_later_run_brings_the_owners_up_to_date_and_keeps_every_other_line(
    run: Run, repository: Repository, ending: str
) -> None:
    core = {
        "goals/people/mei-lin.md": PERSON.format("mei"),
        "goals/people/omar.md": PERSON.format("omar").replace("Mei Lin", "Omar"),
        "goals/teams/growth/core/team.md": "---\nkind: team\ntitle: Core\nlead: omar\n---\n",
    }
    place = repository(core)
    assert run("init", place).exit_code == 0
    owners = place / "CODEOWNERS"
    begun = owners.read_text()
    own = ["# By hand", "* @everyone", "/goals/teams/growth/ @mei @ada"]
    # Lines above and below the marks, and two that somebody wrote between them.
    mine = begun.replace("# goalsite: begin\n", f"{own[0]}\n\n# goalsite: begin\n{own[2]}\n# A note\n") + f"{own[1]}"
    owners.write_bytes(mine.replace("\n", ending).encode())
    write_tree(
        place,
        {
            "goals/people/omar.md": PERSON.format("omar-h").replace("Mei Lin", "Omar"),
            "goals/teams/growth/new/team.md": "---\nkind: team\ntitle: New\nlead: mei-lin\n---\n",
        },
    )
    done = run("init", place)
    assert done.exit_code == 0, done.output
    head = begun.splitlines()[:2]
    made = [
        "/goals/teams/growth/ @mei",
        "/goals/teams/growth/core/ @omar-h",
        "/goals/teams/growth/new/ @mei",
    ]
    lines = [*head, own[0], "", "# goalsite: begin", *made, "# goalsite: end", own[2], "# A note", own[1]]
    assert owners.read_bytes() == ending.join(lines).encode()
    assert "CODEOWNERS brought up to date:\n  - /goals/teams/growth/core/ @omar\n" in done.stderr
    assert "  + /goals/teams/growth/core/ @omar-h\n  + /goals/teams/growth/new/ @mei\n" in done.stderr
    before = owners.read_bytes()
    assert "up to date" not in run("init", place).stderr
    assert owners.read_bytes() == before


@pytest.mark.parametrize("text", ["* @everyone\n", "# goalsite: end\n# goalsite: begin\n", b"* @\xff\n", ""])
def test_owners_without_our_marks_are_left_alone(run: Run, repository: Repository, text: str | bytes) -> None:
    place = repository({".github/CODEOWNERS": text, "goals/people/mei-lin.md": PERSON.format("mei")})
    before = files_of(place)
    done = run("init", place)
    assert done.exit_code == 0, done.output
    assert ".github/CODEOWNERS has no part that init keeps" in done.stderr
    assert "CODEOWNERS" not in files_of(place)
    assert files_of(place)[".github/CODEOWNERS"] == before[".github/CODEOWNERS"]


def test_only_the_files_of_one_forge_are_written_where_it_is_named(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "hub", "--forge", "github", "--account", "mei")
    run("init", tmp_path / "lab", "--forge", "gitlab")
    assert not [path for path in files_of(tmp_path / "hub") if path.startswith(".gitlab")]
    assert not [path for path in files_of(tmp_path / "lab") if path.startswith(".github")]
    assert "/goals/teams/support/ @mei\n" in (tmp_path / "hub/CODEOWNERS").read_text()


def test_a_file_in_the_way_of_the_folder_is_told(run: Run, tmp_path: Path) -> None:
    write_tree(tmp_path, {"taken": "x"})
    done = run("init", tmp_path / "taken")
    assert done.exit_code == 2
    assert "is not a folder" in done.stderr
    assert os.listdir(tmp_path) == ["taken"]


def test_goals_without_settings_get_them_and_a_strange_repository_nothing(run: Run, tmp_path: Path) -> None:
    write_tree(tmp_path, {"ours/goals/company.md": "---\nkind: company\ntitle: Acme\n---\n"})
    assert run("init", tmp_path / "ours").exit_code == 0
    assert (tmp_path / "ours/mkdocs.yml").read_text().startswith('site_name: "Acme"\n')
    write_tree(tmp_path, {"theirs/mkdocs.yml": "site_name: Theirs\ndocs_dir: handbook\n"})
    done = run("init", tmp_path / "theirs")
    assert done.exit_code == 2
    assert "there is no folder 'handbook'" in done.stderr
    assert os.listdir(tmp_path / "theirs") == ["mkdocs.yml"]
