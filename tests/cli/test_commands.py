"""The commands: what they print where, how they end, and what a wrong word gets for an answer."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import BROKEN, CLEAN, Repository, Run
from tests.conftest import write_tree
from tests.publish.sites import GOALS, attacks_in, files_of, pages_of, rebuild

from goalsite import __version__
from goalsite.cli.program import _COMMANDS


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"goalsite, version {__version__}\n"


@pytest.mark.parametrize("command", list(_COMMANDS))
def test_every_command_helps_with_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"Example: goalsite {command}" in done.stdout


def test_without_findings_check_is_fine(run: Run, repository: Repository) -> None:
    done = run("-C", repository(CLEAN), "check", "--strict")
    assert done.exit_code == 0, done.output
    assert done.stderr == ""


def test_warnings_fail_only_when_strict(run: Run, repository: Repository) -> None:
    place = repository()
    assert run("-C", place, "check").exit_code == 0
    assert run("-C", place, "check", "--strict").exit_code == 1


def test_errors_fail(run: Run, repository: Repository) -> None:
    done = run("check", "-C", repository(BROKEN))
    assert done.exit_code == 1
    assert "goals/2026-q4/bad.md:5:1 G004" in done.stdout
    assert done.stderr == ""


def test_check_ends_with_what_matters_most(run: Run, repository: Repository) -> None:
    counts, matters = run("-C", repository(BROKEN), "check").stdout.splitlines()[-2:]
    assert "error" in counts
    assert matters


def test_each_format_is_what_its_reader_expects(run: Run, repository: Repository) -> None:
    place = repository(BROKEN)
    assert run("-C", place, "check", "--format", "github").stdout.startswith("::error file=goals/2026-q4/bad.md,")
    gitlab = json.loads(run("-C", place, "check", "--format", "gitlab").stdout)
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(gitlab[0])
    assert len({one["fingerprint"] for one in gitlab}) == len(gitlab)
    assert json.loads(run("-C", place, "check", "--format", "json").stdout)["counts"]["error"] >= 1


def test_on_github_annotations_come_by_themselves(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(BROKEN)
    summary = tmp_path / "summary.md"
    done = run("-C", place, "check", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.startswith("::error ")
    assert "| error | goals/2026-q4/bad.md&#58;5&#58;1 | G004 |" in summary.read_text()
    assert run("-C", place, "check", "--format", "text", GITHUB_ACTIONS="true").stdout.startswith("goals/")


def test_a_step_summary_keeps_hostile_text_in_its_cell(run: Run, repository: Repository, tmp_path: Path) -> None:
    hostile = 'kind: objective\ntitle: X\nowner: Mei Lin\nkey_results: {}\n"a|b\\n<script>@everyone": 1\n'
    summary = tmp_path / "summary.md"
    run("-C", repository({"goals/2026-q4/bad.md": f"---\n{hostile}---\n"}), "check", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert "<script>" not in text
    assert "@everyone" not in text
    assert all(line.count("|") == 5 for line in text.splitlines() if line.startswith("|"))


def test_as_of_sets_the_day(run: Run, repository: Repository) -> None:
    done = run("-C", repository(), "status", "--as-of", "2026-11-30")
    assert "as of 30 Nov 2026" in done.stdout


def test_the_day_comes_from_the_setting_then_the_environment(run: Run, repository: Repository) -> None:
    epoch = {"SOURCE_DATE_EPOCH": "1764460799"}  # 2025-11-29, one second before midnight UTC
    assert "15 Nov 2026" in run("-C", repository(), "status", **epoch).stdout
    config = str(GOALS["mkdocs.yml"]).replace(":\n      as_of: 2026-11-15", "")
    assert "29 Nov 2025" in run("-C", repository({"mkdocs.yml": config}), "status", **epoch).stdout


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["chek"], "did you mean 'check'?"),
        (["check", "--as-of", "2026-13-01"], "write it like 2026-11-21"),
        (["check", "--as-of", "20261121"], "write it like 2026-11-21"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["rule", "G2033"], "did you mean 'G203'?"),
        (["schema", "objectve"], "did you mean 'objective'?"),
        (["status", "grwth"], "did you mean 'growth'?"),
        (["-C", "nowhere", "check"], "there is no folder 'nowhere'"),
        (["export", "xml", "out"], "'xml' is not one of"),
        (["export", "csv"], "Missing argument"),
        (["check"], "SOURCE_DATE_EPOCH is 'soon'"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_how_to_mend_it(
    run: Run, repository: Repository, words: list[str], answer: str
) -> None:
    config = str(GOALS["mkdocs.yml"]).replace(":\n      as_of: 2026-11-15", "")
    place = repository({"mkdocs.yml": config})
    given = words if words[0] == "-C" else ["-C", str(place), *words]
    done = run(*given, **({"SOURCE_DATE_EPOCH": "soon"} if answer.startswith("SOURCE") else {}))
    assert done.exit_code == 2
    assert answer in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.output


def test_a_repository_without_goals_is_told_plainly(run: Run, tmp_path: Path) -> None:
    done = run("-C", tmp_path, "check")
    assert done.exit_code == 2
    assert "there is no folder 'goals'" in done.stderr


def test_rules_are_documented_with_examples(run: Run) -> None:
    done = run("rule", "g203")
    assert done.exit_code == 0
    assert done.stdout.startswith("G203 ")
    assert "Bad:" in done.stdout
    assert "Good:" in done.stdout
    assert "min 3, max 5" in done.stdout


def test_schemas_are_printed_for_each_kind(run: Run) -> None:
    everything = json.loads(run("schema").stdout)
    assert set(everything) == {"company", "team", "person", "cycle", "objective", "kpi", "check-in"}
    assert json.loads(run("schema", "kpi").stdout) == everything["kpi"]


def test_status_shows_every_team_with_its_goals(run: Run, repository: Repository) -> None:
    text = run("-C", repository(), "status").stdout
    assert text.startswith("Acme, 2026 Q4, as of 15 Nov 2026, progress 45%, 100% aligned\n")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "● 45% on track Win the mid market (Mei Lin)" in lines
    assert "Growth\n" in text


def test_status_of_a_team_goes_into_its_key_results(run: Run, repository: Repository) -> None:
    text = run("-C", repository(), "status", "growth").stdout
    assert "Effortless onboarding" in text
    assert "Days to first value" in text
    assert "Win the mid market" not in text


def test_status_late_lists_what_waits_for_a_check_in(run: Run, repository: Repository) -> None:
    text = run("-C", repository(), "status", "--late", "--by", "owner").stdout
    assert "Help calls (never yet)" in text
    assert "Mei Lin\n" in text
    assert "Days to first value" not in text
    assert "Win the mid market" not in text


def test_status_cannot_steer_a_terminal(run: Run, repository: Repository) -> None:
    title = 'title: "Red \\e[31m alert\\nsecond line"'
    path = "goals/2026-q4/win.md"
    done = run("-C", repository({path: str(GOALS[path]).replace("title: Win the mid market", title)}), "status")
    assert "\x1b" not in done.stdout
    assert "\\x1b[31m" in done.stdout or "Red" not in done.stdout


def test_export_writes_data_and_keeps_the_rest_of_the_folder(run: Run, repository: Repository, tmp_path: Path) -> None:
    out = write_tree(tmp_path / "out", {"letter.txt": "mine"})
    assert run("-C", repository(), "export", "csv", out).exit_code == 0
    assert run("-C", repository(), "export", "json", out).exit_code == 0
    assert {"letter.txt", "goals.json", "goals.schema.json", "objectives.csv", "findings.csv"} <= set(files_of(out))
    assert json.loads((out / "goals.json").read_text())["as_of"] == "2026-11-15"


def test_export_does_not_write_over_a_file_it_did_not_make(run: Run, repository: Repository, tmp_path: Path) -> None:
    out = write_tree(tmp_path / "out", {"kpis.csv": "mine"})
    done = run("-C", repository(), "export", "csv", out)
    assert done.exit_code == 2
    assert files_of(out) == {"kpis.csv": b"mine"}


def test_export_ends_with_one_where_errors_remain(run: Run, repository: Repository, tmp_path: Path) -> None:
    assert run("-C", repository(BROKEN), "export", "json", tmp_path / "out").exit_code == 1
    assert (tmp_path / "out/goals.json").is_file()


def test_build_makes_what_mkdocs_makes(run: Run, repository: Repository) -> None:
    place = repository()
    done = run("-C", place, "build")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "as of 2026-11-15" in done.stderr
    assert files_of(place / "site") == files_of(rebuild(place, "plain"))


def test_build_shows_what_could_be_understood_and_fails(run: Run, repository: Repository) -> None:
    place = repository(BROKEN)
    done = run("-C", place, "build")
    assert done.exit_code == 1
    assert "error: goalsite: goals/2026-q4/bad.md:5:1 G004" in done.stderr
    assert (place / "site/2026-q4/bad/index.html").is_file()
    assert (place / "site/2026-q4/win/index.html").is_file()


def test_strict_build_fails_on_warnings(run: Run, repository: Repository) -> None:
    place = repository()
    assert run("-C", place, "build", "--strict").exit_code == 1
    assert (place / "site/index.html").is_file()


def test_strict_build_of_a_clean_repository_is_fine(run: Run, repository: Repository) -> None:
    done = run("-C", repository(CLEAN), "build", "--strict")
    assert done.exit_code == 0, done.output


def test_build_works_without_mkdocs_yml(run: Run, repository: Repository) -> None:
    place = repository({"mkdocs.yml": None})
    done = run("-C", place, "build", "--as-of", "2026-11-15")
    assert done.exit_code == 0, done.output
    assert "<title>Win the mid market - Acme</title>" in (place / "site/2026-q4/win/index.html").read_text()


def test_without_mkdocs_yml_the_companys_title_names_the_site_and_stays_text(run: Run, repository: Repository) -> None:
    title = "'<b>Acme</b>\" onmouseover=\"alert(1)<script>alert(2)</script>'"
    path = "goals/company.md"
    place = repository({"mkdocs.yml": None, path: str(GOALS[path]).replace("title: Acme", f"title: {title}")})
    assert run("-C", place, "build", "--as-of", "2026-11-15").exit_code == 0
    for name, page in pages_of(place / "site").items():
        assert attacks_in(page) == [], name
        assert "<script>alert(2)" not in (place / "site" / name).read_text(), name


def test_build_again_takes_the_place_of_its_own_site(run: Run, repository: Repository) -> None:
    place = repository()
    run("-C", place, "build")
    (place / "goals/kpis/revenue.md").unlink()
    (place / "goals/kpis/revenue.csv").unlink()
    run("-C", place, "build")
    assert not (place / "site/kpis/revenue").exists()
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_build_leaves_a_folder_of_someone_elses_alone(run: Run, repository: Repository) -> None:
    place = repository()
    write_tree(place, {"site/thesis.html": "years of work"})
    done = run("-C", place, "build")
    assert done.exit_code == 2
    assert files_of(place / "site") == {"thesis.html": b"years of work"}


@pytest.mark.parametrize(
    ("config", "answer"),
    [
        ("site_name: X\ndocs_dir: goals\n", "add '- goalsite' under 'plugins:'"),
        ("site_name: X\ndocs_dir: goals\nplugins: [goalsite, nonsense]\n", "mkdocs.yml"),
        ("site_name: X\ndocs_dir: goals\nplugins: [goalsite]\nuse_directory_urls: false\n", "use_directory_urls"),
        ("site_name: [\n", "mkdocs.yml"),
    ],
)
def test_a_configuration_that_cannot_be_used_leaves_no_site(
    run: Run, repository: Repository, config: str, answer: str
) -> None:
    place = repository({"mkdocs.yml": config})
    done = run("-C", place, "build")
    assert done.exit_code == 2
    assert answer in done.stderr
    assert "Traceback" not in done.output
    assert not (place / "site").exists()


def test_pages_writes_a_folder_for_other_engines(run: Run, repository: Repository, tmp_path: Path) -> None:
    done = run("-C", repository(), "pages", tmp_path / "out")
    assert done.exit_code == 0
    assert (tmp_path / "out/docs/2026-q4/win/index.md").is_file()
    again = run("-C", repository(), "pages", tmp_path / "out")
    assert " 0 changed" in again.stderr


def test_a_folder_that_cannot_be_written_is_told_plainly(run: Run, repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("-C", repository(), "export", "json", tmp_path / "file" / "below")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_no_help_shows_marks_of_its_layout(run: Run) -> None:
    assert "\\b" not in "".join(run(*words, "--help").stdout for words in ([], *([name] for name in _COMMANDS)))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["rule", "G999"], "goalsite rule lists all"),
        (["schema", "goals"], "one of company, team, person"),
        (["status", "north"], "there are growth"),
        (["serve", "-a", "127.0.0.1:99999"], "write it like 127.0.0.1:8000"),
        (["serve", "-a", "8000"], "write it like 127.0.0.1:8000"),
        (["pages", "goals/pages"], "lies in the folder of the goals"),
        (["export", "csv", "goals/kpis"], "lies in the folder of the goals"),
        (["export", "csv", "mkdocs.yml/tables"], "no folder can be made beside"),
        (["build", "--site-dir", "mkdocs.yml/site"], "no folder can be made beside"),
    ],
)
def test_a_wrong_word_or_place_is_answered_with_the_right_ones(
    run: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch, words: list[str], answer: str
) -> None:
    place = repository()
    before = set(files_of(place))
    monkeypatch.chdir(place)
    done = run(*words)
    assert done.exit_code == 2
    assert answer in done.stderr
    assert set(files_of(place)) == before


def test_without_teams_status_says_what_a_team_is(run: Run, tmp_path: Path) -> None:
    place = write_tree(tmp_path / "new", {"goals/company.md": "---\nkind: company\ntitle: New\n---\n"})
    assert "a folder with a team.md in it is a team" in run("-C", place, "status", "growth").stderr


def test_rule_without_a_code_lists_all_rules(run: Run) -> None:
    lines = run("rule").stdout.splitlines()
    assert any(line.startswith("G203 ") and line.endswith("[warning]") for line in lines)
    assert lines == sorted(lines)


def test_status_says_where_files_were_left_out(run: Run, repository: Repository) -> None:
    assert run("-C", repository(CLEAN), "status").stderr == ""
    assert "goalsite check tells them" in run("-C", repository(BROKEN), "status").stderr


@pytest.mark.parametrize(
    ("config", "answer"),
    [
        ('site_name: "X\ndocs_dir: goals\n', "mkdocs.yml:1:12 G002"),
        ("site_name: X\ndocs_dir: goal\n", "name the goals' folder in mkdocs.yml (docs_dir: goals)"),
        (None, "name the repository with -C DIR, or make the folder"),
    ],
)
def test_where_the_goals_are_not_found_the_cause_is_named(
    run: Run, repository: Repository, config: str | None, answer: str
) -> None:
    place = repository({"mkdocs.yml": config, **({path: None for path in GOALS if path.startswith("goals/")})})
    place.mkdir(exist_ok=True)
    done = run("-C", place, "check")
    assert done.exit_code == 2
    assert answer in done.stderr


def test_inside_the_goals_the_folder_above_is_offered(run: Run, repository: Repository) -> None:
    place = repository()
    assert f"(-C {place}?)" in run("-C", place / "goals/teams", "check").stderr


def test_status_names_no_day_for_what_was_never_measured(run: Run, repository: Repository) -> None:
    head = "---\nkind: objective\ntitle: Late\nowner: Mei Lin\nkey_results:\n"
    rest = "  a: {title: Counted, from: 0, to: 9}\n  b: {title: Never counted, from: 0, to: 9}\n"
    check_in = "check_ins:\n  - {date: 2026-10-12, values: {a: 2}, confidence: 0.5}\n---\n"
    place = repository({"goals/2026-q4/late.md": head + rest + check_in})
    assert "Never counted (Mei Lin, never yet)" in run("-C", place, "status", "--late").stdout
