"""``goalsite checkin``: what it writes, where, and what it leaves as it was."""

from pathlib import Path

import pytest
from tests.cli.conftest import Repository, Run
from tests.cli.odd_files import ODD
from tests.cli.terminal import at_terminal
from tests.conftest import write_tree


def odd(repository: Repository, text: str = ODD) -> tuple[Path, Path]:
    place = repository({"mkdocs.yml": None})
    path = write_tree(place, {"goals/2026-q4/odd.md": text.replace("\n", "\r\n").encode()}) / "goals/2026-q4/odd.md"
    return place, path


def added(before: bytes, after: bytes) -> bytes:
    """Return what was put in, in one piece; everything else must be the same bytes."""
    head = next(n for n in range(len(before), -1, -1) if before[:n] == after[:n])
    while not after.endswith(before[head:]):
        head -= 1
    return after[head : len(after) - len(before) + head]


def test_a_check_in_is_added_in_the_files_own_hand(run: Run, repository: Repository) -> None:
    place, path = odd(repository)
    before = path.read_bytes()
    done = run(
        *("-C", place, "checkin", "odd", "--date", "2026-11-14", "--value", "calls=21.5", "--value", "launch=true"),
        *("--value", "build=import", "--value", "build=Core", "--confidence", "0.6"),
        *("--note", "好多了: 真的", "--by", "Mei Lin"),
    )
    assert done.exit_code == 0, done.output
    assert done.stdout == "goals/2026-q4/odd.md\n"
    assert added(before, path.read_bytes()).decode().replace("\r\n", "\n") == (
        "-   date: 2026-11-14\n"
        '    values: {calls: 21.5, launch: true, build: ["Import: CSV", Core]}\n'
        "    confidence: 0.6\n"
        "    note: '好多了: 真的'\n"
        "    by: Mei Lin\n"
    )
    assert b"    # ask again\r\n-   date: 2026-11-14\r\n" in path.read_bytes()
    assert b"\r\n# the end\r\ntags: [ a ]\r\n" in path.read_bytes()
    assert "error" not in run("-C", place, "check", "--as-of", "2026-11-15").stdout.splitlines()[-2]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["--value", "calls=1,200"], "write 1200"),
        (["--value", "calls"], "write it like calls=3.2"),
        (["--value", "cals=3"], "did you mean 'calls'?"),
        (["--value", "launch=maybe"], "write launch=true once it is done"),
        (["--value", "build=Roof"], "there are: Core; Import: CSV"),
        (["--value", "money=3"], "goalsite checkin revenue"),
        (["--confidence", "7"], "from 0 to 1"),
        (["--confidence", "0.5", "--confidence", "0.6"], "for each: kr=0.7"),
        (["--note", "a\x1b[2J"], "the control character U+001B"),
        ([], "nothing is given"),
        (["--value", "calls=3", "--date", "2999-01-01"], "2999-01-01 is still to come"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    run: Run, repository: Repository, words: list[str], answer: str
) -> None:
    place, path = odd(repository)
    before = path.read_bytes()
    done = run("-C", place, "checkin", "odd", *words)
    assert done.exit_code == 2
    assert answer in done.stderr
    assert path.read_bytes() == before


def test_a_file_with_an_anchor_is_refused_with_its_place(run: Run, repository: Repository) -> None:
    place, path = odd(repository, ODD.replace("owner: 'Mei Lin'", "owner: &me Mei Lin"))
    before = path.read_bytes()
    done = run("-C", place, "checkin", "odd", "--confidence", "0.5")
    assert done.exit_code == 2
    assert "goals/2026-q4/odd.md:4:8 G005 the anchor &me is not read" in done.stderr
    assert path.read_bytes() == before


def test_a_goal_with_check_in_files_gets_a_file(run: Run, repository: Repository) -> None:
    place = repository()
    done = run("-C", place, "checkin", "onboarding", "--value", "days=6", "--note", "Nearly.\n\nTwo more.")
    assert done.stdout == "goals/teams/growth/2026-q4/onboarding/2026-11-15.md\n", done.stderr
    written = (place / done.stdout.strip()).read_text()
    assert written == "---\nkind: check-in\ndate: 2026-11-15\nvalues: {days: 6}\n---\nNearly.\n\nTwo more.\n"
    again = run("-C", place, "checkin", "onboarding", "--value", "days=5")
    assert again.stdout == "goals/teams/growth/2026-q4/onboarding/2026-11-15-2.md\n"
    assert run("-C", place, "check").exit_code == 0


def test_a_kpi_gets_a_row_in_its_table(run: Run, repository: Repository) -> None:
    table = b"\xef\xbb\xbfDate;Note;Value\r\n2026-09-30;;80"
    place = repository({"goals/kpis/revenue.csv": table})
    done = run("-C", place, "checkin", "revenue", "--value", "91.50", "--note", 'so; "so"')
    assert done.stdout == "goals/kpis/revenue.csv\n", done.stderr
    assert (place / "goals/kpis/revenue.csv").read_bytes() == table + b'\r\n2026-11-15;"so; ""so""";91.50\r\n'


def test_a_kpi_gets_an_item_in_its_list(run: Run, repository: Repository) -> None:
    kpi = "---\nkind: kpi\ntitle: R\nowner: A\ndirection: up\nvalues: [{date: 2026-09-30, value: 80}]\n---\n"
    place = repository({"goals/kpis/revenue.md": kpi, "goals/kpis/revenue.csv": None})
    assert run("-C", place, "checkin", "goals/kpis/revenue.md", "--value", "91").exit_code == 0
    text = (place / "goals/kpis/revenue.md").read_text()
    assert text == kpi.replace("80}]", "80}, {date: 2026-11-15, value: 91}]")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            ["--value", "1", "--date", "2026-10-31"],
            "there is a value of 2026-10-31 already, 90; correct it in goals/kpis",
        ),
        (["--value", "1", "--by", "Ada Ek"], "has no column 'by'"),
        (["--value", "1", "--confidence", "0.5"], "has no confidence"),
        (["--value", "1", "--value", "2"], "one value at a time"),
    ],
)
def test_what_a_kpi_does_not_take_is_refused(run: Run, repository: Repository, words: list[str], answer: str) -> None:
    place = repository()
    before = (place / "goals/kpis/revenue.csv").read_bytes()
    done = run("-C", place, "checkin", "revenue", *words)
    assert done.exit_code == 2
    assert answer in done.stderr
    assert (place / "goals/kpis/revenue.csv").read_bytes() == before


def test_an_unknown_goal_gets_a_guess_and_one_of_two_a_question(run: Run, repository: Repository) -> None:
    other = "---\nkind: objective\ntitle: O\nowner: Mei Lin\nkey_results:\n  a: {title: A, from: 1, to: 2}\n---\n"
    place = repository({"goals/2025/a/old.md": other, "goals/2025/b/old.md": other})
    assert "did you mean 'onboarding'?" in run("-C", place, "checkin", "onbording", "--note", "x").stderr
    done = run("-C", place, "checkin", "old", "--note", "x")
    assert done.exit_code == 2
    assert "may mean 2 goals: " in done.stderr


def test_at_a_terminal_each_value_is_asked_for_with_the_last_one_shown(repository: Repository) -> None:
    place, path = odd(repository)
    before = path.read_bytes()
    done = at_terminal("x\n25\ny\n\ny\n0.5\n\n", "-C", place, "checkin", "odd", "--date", "2026-11-14")
    assert done.exit_code == 0, done.asked
    assert done.stdout == "goals/2026-q4/odd.md\n"
    assert "求助电话 (last: 28 次)" in done.asked
    assert "'calls' must be a number" in done.asked
    assert "Launched: done?" in done.asked
    new = added(before, path.read_bytes()).decode()
    assert "calls: 25" in new
    assert "launch: true" in new
    assert "Import: CSV" in new
    assert "Core" not in new
    assert "confidence: 0.5" in new


@pytest.mark.parametrize(
    ("confidences", "shown"),
    [
        (["0.70", "", ""], "Confidence, 0 to 1 (last: 0.70)"),
        (["0.7", "0.3", ""], "Confidence, 0 to 1 (last: 0.3)"),
        (["0.7", "{days: 0.4, calls: 0.55}"], "Confidence, 0 to 1 (last: days=0.4, calls=0.55)"),
        (["", ""], "Confidence, 0 to 1:"),
    ],
)
def test_at_a_terminal_the_last_confidence_is_shown(repository: Repository, confidences: list[str], shown: str) -> None:
    front = "---\nkind: check-in\nvalues: {days: 7}\n"
    given = [f"confidence: {one}\n" if one else "" for one in confidences]
    folder = "goals/teams/growth/2026-q4/onboarding"
    files = {f"{folder}/2026-11-0{day}.md": f"{front}{one}---\n" for day, one in enumerate(given, start=1)}
    place = repository({f"{folder}/2026-11-08.md": None, **files})
    done = at_terminal("6\n\n\n\n", "-C", place, "checkin", "onboarding")
    assert done.exit_code == 0, done.asked
    assert "Days to first value (last: 7)" in done.asked
    assert shown in done.asked


def test_at_a_terminal_a_kpi_is_asked_for(repository: Repository) -> None:
    place = repository()
    done = at_terminal("92\n", "-C", place, "checkin", "revenue")
    assert done.stdout == "goals/kpis/revenue.csv\n", done.asked
    assert "Revenue (last: 90 EUR)" in done.asked
    assert (place / "goals/kpis/revenue.csv").read_text().endswith("\n2026-11-15,92,\n")


def test_confidence_may_be_of_single_key_results(run: Run, repository: Repository) -> None:
    place, path = odd(repository)
    before = path.read_bytes()
    words = ("--confidence", "calls=0.4", "--confidence", "launch=0.9", "--date", "2026-11-14")
    assert run("-C", place, "checkin", "odd", *words).exit_code == 0
    assert b"    confidence: {calls: 0.4, launch: 0.9}\r\n" in added(before, path.read_bytes())


KPI = "---\nkind: kpi\ntitle: {}\nowner: A\ndirection: up\n{}---\n"


@pytest.mark.parametrize(
    ("goal", "words", "answer"),
    [
        ("whole", ["--value", "1"], "is made of its parts; give their values: kpis/part"),
        ("old", ["--value", "1"], "is replaced by 'kpis/part'; give the value there"),
        ("rated", ["--value", "1"], "--by with one of boss, peers"),
        ("mixed", ["--value", "below=1"], "is measured by the objectives that support it"),
        ("mixed", ["--value", "gone=1"], "is retired and takes no values"),
        ("mixed", ["--value", "nix=1"], "unknown key result 'nix'; there are below, gone"),
        ("shut", ["--note", "x"], "is not open, and takes no check-ins"),
    ],
)
def test_goals_that_take_no_such_value_say_what_to_do(
    run: Run, repository: Repository, goal: str, words: list[str], answer: str
) -> None:
    mixed = (
        "---\nkind: objective\ntitle: M\nowner: A\nkey_results:\n  below: {title: B, from_supporters: true}\n"
        "  gone: {title: G, from: 1, to: 2, retired: {date: 2026-11-01}}\n---\n"
    )
    place = repository(
        {
            "goals/kpis/whole.md": KPI.format("W", "combine: sum\n"),
            "goals/kpis/part.md": KPI.format("P", "part_of: whole\n"),
            "goals/kpis/old.md": KPI.format("O", "superseded_by: part\n"),
            "goals/kpis/rated.md": KPI.format("R", "raters: {boss: 1, peers: 1}\n"),
            "goals/2026-q4/mixed.md": mixed,
            "goals/2026-q4/shut.md": mixed.replace("owner: A", "owner: A\nstate: closed"),
        }
    )
    done = run("-C", place, "checkin", goal, *words)
    assert done.exit_code == 2
    assert answer in done.stderr


def test_a_rating_says_whose_it_is(run: Run, repository: Repository) -> None:
    place = repository({"goals/kpis/rated.md": KPI.format("R", "raters: {boss: 1, peers: 1}\n")})
    for role in ("boss", "peers"):
        assert run("-C", place, "checkin", "rated", "--value", "3", "--by", role).exit_code == 0
    assert (place / "goals/kpis/rated.md").read_text() == KPI.format(
        "R",
        "raters: {boss: 1, peers: 1}\nvalues:\n  - {date: 2026-11-15, value: 3, by: boss}\n"
        "  - {date: 2026-11-15, value: 3, by: peers}\n",
    )


@pytest.mark.parametrize(
    ("table", "answer"),
    [
        (b"\xff", "is not UTF-8"),
        (b"date\n", "has no column 'value'"),
        (b"date,value\n2026-10-01,1,2,3\n", "G007"),
    ],
)
def test_a_table_that_cannot_be_read_gets_no_row(run: Run, repository: Repository, table: bytes, answer: str) -> None:
    place = repository({"goals/kpis/revenue.csv": table})
    done = run("-C", place, "checkin", "revenue", "--value", "1")
    assert done.exit_code == 2
    assert "goals/kpis/revenue.csv:" in done.stderr
    assert answer in done.stderr
    assert (place / "goals/kpis/revenue.csv").read_bytes() == table


def test_a_check_in_that_would_break_the_file_is_not_written(run: Run, repository: Repository) -> None:
    kpi = KPI.format("R", "values: [{date: 2026-11-15, value: 1}]\n")
    place = repository({"goals/kpis/revenue.md": kpi, "goals/kpis/revenue.csv": None})
    later = run("-C", place, "checkin", "revenue", "--value", "1", "--date", "2026-11-15")
    assert "there is a value of 2026-11-15 already, 1; correct it in goals/kpis/revenue.md:6" in later.stderr
    assert (place / "goals/kpis/revenue.md").read_text() == kpi
