"""``goalsite new``: the right file in the right place, and only one that is right."""

from pathlib import Path

import pytest
from tests.cli.conftest import CLEAN, Repository, Run
from tests.cli.terminal import at_terminal
from tests.conftest import write_tree
from tests.publish.sites import files_of

from goalsite.writing.examples import examples
from goalsite.writing.names import is_name, name_of

FINANCIAL = "---\nkind: company\ntitle: Acme\n---\n"


def config(language: str) -> str:
    return f"site_name: A\ndocs_dir: goals\ntheme: {{name: material, language: {language}}}\n"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("example", list(examples()))
def test_every_example_passes_the_check_without_a_finding(
    run: Run, tmp_path: Path, example: str, language: str
) -> None:
    top = "---\nkind: objective\ntitle: Top\nowner: Mei\nkey_results: {a: {title: A, from_supporters: true}}\n---\n"
    write_tree(tmp_path, {"goals/company.md": FINANCIAL, "goals/2026-q4/top.md": top, "mkdocs.yml": config(language)})
    write_tree(tmp_path, {"goals/teams/sales/team.md": "---\nkind: team\ntitle: Sales\n---\n"})
    where = ("--owner", "Mei", "--team", "sales", "--cycle", "2026-q4", "--supports", "top#a")
    done = run("-C", tmp_path, "new", "objective", "--example", example, *where)
    assert done.exit_code == 0, done.output
    paths = done.stdout.split()
    assert f"goals/teams/sales/2026-q4/{examples()[example].objective}.md" in paths
    assert any("/kpis/" in path for path in paths)
    whole = "".join((tmp_path / path).read_text(encoding="utf-8") for path in paths)
    assert any("\u4e00" <= char <= "\u9fff" for char in whole) is (language == "zh")
    found = run("-C", tmp_path, "check", "--as-of", "2026-10-02").stdout
    about = [line for line in found.splitlines() if line.startswith(tuple(paths))]
    assert about == []


def test_the_library_has_two_examples_of_each_of_eight_scenarios(run: Run, repository: Repository) -> None:
    scenarios = [one.scenario["en"] for one in examples().values()]
    assert len(set(scenarios)) == 8
    assert all(scenarios.count(one) == 2 for one in scenarios)
    listed = run("-C", repository(), "new", "kpi", "--example", "list").stdout
    assert listed.splitlines()[2].split(None, 1) == ["brand", "Marketing: Brand"]


def test_an_objective_is_written_from_flags(run: Run, repository: Repository) -> None:
    place = repository(CLEAN)
    done = run(
        *("-C", place, "new", "objective", "Sales: 中国 too", "--team", "growth", "--owner", "Mei Lin"),
        *(
            "--kr",
            "Calls: a day: 3..1.1 per day",
            "--kr",
            "回答率：>= 95 %",
            "--kr",
            "Live",
            "--kr",
            "R: kpi revenue 80..90",
        ),
    )
    assert done.stdout == "goals/teams/growth/2026-q4/sales-中国-too.md\n", done.output
    assert (place / done.stdout.strip()).read_text(encoding="utf-8") == (
        '---\nkind: objective\ntitle: "Sales: 中国 too"\nowner: Mei Lin\nkey_results:\n'
        '  calls-a-day:\n    title: "Calls: a day"\n    from: 3\n    to: 1.1\n    unit: per day\n'
        '  回答率:\n    title: 回答率\n    keep: {min: 95}\n    unit: "%"\n'
        "  live:\n    title: Live\n    done: false\n"
        "  r:\n    title: R\n    kpi: revenue\n    from: 80\n    to: 90\n---\n"
    )
    assert run("-C", place, "check").exit_code == 0


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (
            ["kpi", "Net promoter score", "--owner", "Mei Lin", "--direction", "up", "--target", "60"],
            "kpis/net-promoter-score.md",
        ),
        (
            ["kpi", "B", "--owner", "Mei Lin", "--direction", "within", "--target", "95..105", "--team", "growth"],
            "teams/growth/kpis/b.md",
        ),
        (["team", "Core", "--team", "growth", "--lead", "Mei Lin"], "teams/growth/core/team.md"),
        (["team", "Finance"], "teams/finance/team.md"),
        (["person", "Mei Lin", "--team", "growth", "--role", "Lead", "--account", "mei"], "people/mei-lin.md"),
        (["cycle", "2027-q1", "--theme", "Calm"], "cycles/2027-q1.md"),
        (
            ["cycle", "Season one", "--id", "season-1", "--starts", "2026-12-01", "--ends", "2026-12-31"],
            "cycles/season-1.md",
        ),
    ],
)
def test_each_kind_has_its_place(run: Run, repository: Repository, words: list[str], path: str) -> None:
    place = repository(CLEAN)
    done = run("-C", place, "new", *words)
    assert done.stdout == f"goals/{path}\n", done.output
    assert run("-C", place, "check").exit_code == 0


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["objective", "X", "--owner", "Mei Lin"], "an objective needs key results"),
        (["objective", "X", "--kr", "a: 1..2"], "--owner is missing"),
        (
            ["objective", "X", "--owner", "M", "--kr", "a: 1..2", "--supports", "wim"],
            "unknown goal 'wim'; did you mean 'win'?",
        ),
        (["objective", "X", "--owner", "M", "--kr", "a: 1..2", "--team", "grwth"], "did you mean 'growth'?"),
        (["objective", "X", "--owner", "M", "--kr", "a: 1..2", "--cycle", "2026-Q4"], "write it like 2026-q4"),
        (["objective", "X", "--owner", "M", "--kr", "a: 2..2"], "'to' equals 'from'"),
        (["objective", "X", "--id", "A b", "--owner", "M", "--kr", "a: 1..2"], "call it 'a-b'"),
        (["objective", "Win", "--owner", "M", "--kr", "a: 1..2"], "is there already"),
        (["objective", "--example", "brnd", "--owner", "M"], "did you mean 'brand'?"),
        (["team", "X", "--target", "3"], "a team takes no --target"),
        (["kpi", "X", "--owner", "M", "--direction", "up", "--target", "1,000"], "write 1000"),
    ],
)
def test_what_would_not_be_right_is_not_written(
    run: Run, repository: Repository, words: list[str], answer: str
) -> None:
    place = repository()
    before = files_of(place)
    done = run("-C", place, "new", *words)
    assert done.exit_code == 2
    assert answer in done.stderr
    assert files_of(place) == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Win the Mid Market!", "win-the-mid-market"),
        ("客户满意度（上半年）", "客户满意度-上半年"),
        ("ÉTÉ 2026", "été-2026"),
        ("x" * 90, "x" * 48),
        ("one two three four five six seven eight nine ten eleven", "one-two-three-four-five-six-seven-eight-nine-ten"),
        ("---", "goal"),
    ],
)
def test_names_are_made_of_titles(title: str, name: str) -> None:
    assert name_of(title) == name
    assert is_name(name)


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert name_of("A", taken={"a", "a-2"}) == "a-3"


def test_at_a_terminal_what_is_missing_is_asked_for(repository: Repository) -> None:
    place = repository(CLEAN)
    done = at_terminal("Win twice\nMei Lin\nCalls: 3..1\nB: 2,5..3\nLive\n\n", "-C", place, "new", "objective")
    assert done.exit_code == 0, done.asked
    assert "write 2.5" in done.asked
    text = (place / "goals/2026-q4/win-twice.md").read_text()
    assert text.startswith("---\nkind: objective\ntitle: Win twice\nowner: Mei Lin\nkey_results:\n")
    assert "live:" in text
    assert "b:" not in text
