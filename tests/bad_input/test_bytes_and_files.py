"""Files that are not what they seem: encodings, line ends, links, pipes, names, sizes."""

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import COMPANY, Goals, Tree, write_tree

from goalsite.model import Repository, load
from goalsite.settings import Settings

OBJECTIVE = "---\nkind: objective\ntitle: Win\nowner: mei\nkey_results:\n  a: {title: A, from: 0, to: 1}\n---\n"
KPI = "---\nkind: kpi\ntitle: K\nowner: mei\ndirection: up\n---\n"


def told(repository: Repository) -> list[str]:
    return [f"{one.path.removeprefix('goals/')}:{one.line}:{one.column} {one.code}" for one in repository.findings]


def put(tmp_path: Path, tree: Tree) -> Path:
    return write_tree(tmp_path / "goals", {"company.md": COMPANY, **tree})


def read(root: Path) -> Repository:
    return load(root, Settings(), date(2026, 11, 15))


# Encodings


def test_another_encoding_is_told_at_its_first_byte(goals: Goals) -> None:
    tree = {"2026-q4/o.md": OBJECTIVE.replace("Win", "Über uns").encode("latin-1")}
    repository = goals(tree)
    assert told(repository) == ["2026-q4/o.md:3:8 G001"]
    assert "0xdc is not UTF-8; save the file as UTF-8" in repository.findings[0].message


def test_the_first_bad_byte_behind_a_byte_order_mark_is_the_right_one(goals: Goals) -> None:
    tree = {"2026-q4/o.md": b"\xef\xbb\xbf---\ntitle: a\xe9b\n---\n"}
    repository = goals(tree)
    assert told(repository) == ["2026-q4/o.md:2:9 G001"]
    assert "0xe9" in repository.findings[0].message


def test_the_first_bad_byte_behind_lone_carriage_returns_is_in_the_right_line(goals: Goals) -> None:
    assert told(goals({"2026-q4/o.md": b"---\rtitle: a\xe9b\r---\r"})) == ["2026-q4/o.md:2:9 G001"]


def test_columns_before_a_bad_byte_count_characters(goals: Goals) -> None:
    assert told(goals({"2026-q4/o.md": "---\n增长".encode() + b"\xff"})) == ["2026-q4/o.md:2:3 G001"]


def test_utf_16_is_told(goals: Goals) -> None:
    assert told(goals({"2026-q4/o.md": OBJECTIVE.encode("utf-16")})) == ["2026-q4/o.md:1:1 G001"]


def test_a_chinese_csv_from_excel_says_how_to_save_it(goals: Goals) -> None:
    tree: Tree = {"kpis/k.md": KPI, "kpis/k.csv": "date,value,note\n2026-10-01,5,国庆\n".encode("gbk")}
    repository = goals(tree)
    assert told(repository) == ["kpis/k.csv:2:14 G001"]
    assert "save the file as CSV UTF-8" in repository.findings[0].message
    assert not repository.kpis["kpis/k"].usable


def test_a_csv_in_utf_16_says_how_to_save_it(goals: Goals) -> None:
    tree: Tree = {"kpis/k.md": KPI, "kpis/k.csv": "date\tvalue\n".encode("utf-16")}
    assert "CSV UTF-8" in goals(tree).findings[0].message


def test_a_byte_order_mark_is_welcome(goals: Goals) -> None:
    tree = {
        "2026-q4/o.md": b"\xef\xbb\xbf" + OBJECTIVE.encode(),
        "kpis/k.md": b"\xef\xbb\xbf" + KPI.encode(),
        "kpis/k.csv": b"\xef\xbb\xbfdate,value\r\n2026-10-01,5\r\n",
    }
    repository = goals(tree)
    assert told(repository) == []
    assert len(repository.kpis["kpis/k"].values) == 1


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends_keep_front_matter_and_lines(goals: Goals, end: str) -> None:
    text = OBJECTIVE.replace("from: 0", "from: zero") + "Body\n"
    repository = goals({"2026-q4/o.md": text.replace("\n", end)})
    assert told(repository) == ["2026-q4/o.md:6:23 G003"]
    file = repository.objectives["2026-q4/o"].file
    assert (file.body, file.body_line) == ("Body\n", 8)


def test_a_csv_with_other_line_ends_keeps_its_lines(goals: Goals) -> None:
    tree = {"kpis/k.md": KPI, "kpis/k.csv": "date,value\r\n2026-10-01,5\r\n2026-11-01,x\r\n"}
    assert told(goals(tree)) == ["kpis/k.csv:3:12 G007"]


def test_a_nul_is_told_and_not_read(goals: Goals) -> None:
    tree = {"2026-q4/o.md": OBJECTIVE.replace("Win", "W\0in"), "kpis/k.md": KPI, "kpis/k.csv": "date,value\n\0,\0\n"}
    assert told(goals(tree)) == ["2026-q4/o.md:3:9 G002", "kpis/k.csv:2:1 G007", "kpis/k.csv:2:3 G007"]


# Sizes


def test_a_file_of_exactly_one_mebibyte_is_read(goals: Goals) -> None:
    text = OBJECTIVE + "x" * (1024 * 1024 - len(OBJECTIVE))
    assert told(goals({"2026-q4/o.md": text})) == []


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 5 * 1024 * 1024])
def test_a_larger_file_is_told_and_keeps_its_place(goals: Goals, size: int) -> None:
    tree = {"2026-q4/o.md": "x" * size, "2026-q4/p.md": OBJECTIVE.replace("owner", "supports: o#kr\nowner")}
    repository = goals(tree)
    assert told(repository) == ["2026-q4/o.md:1:1 G001"]
    assert "split it" in repository.findings[0].message
    assert repository.objectives["2026-q4/p"].supports is not None
    assert not repository.objectives["2026-q4/o"].usable


@pytest.mark.parametrize("open_", ["[", "{", "- ", "? ", "[{", "!a ", '"'])
def test_a_mebibyte_of_beginnings_ends(goals: Goals, open_: str) -> None:
    text = "---\nkind: objective\ntitle: x\nx-deep:\n  " + open_ * ((1024 * 1024 - 200) // len(open_)) + "\n---\n"
    repository = goals({"2026-q4/o.md": text})
    assert {one.code for one in repository.findings} <= {"G002", "G003", "G004", "G005"}
    assert repository.findings


def test_ten_thousand_mappings_inside_each_other_are_told(goals: Goals) -> None:
    deep = "".join(" " * level + "a:\n" for level in range(1000))
    assert told(goals({"2026-q4/o.md": f"---\nkind: objective\n{deep}---\n"}))[-1].endswith("G005")


def test_junk_is_told_up_to_a_measure_and_still_spoils_the_file(goals: Goals) -> None:
    junk = "".join(f"junk-{number}: 1\n" for number in range(5000))
    repository = goals({"2026-q4/o.md": f"---\nkind: objective\ntitle: O\nowner: mei\n{junk}weight: x\n---\n"})
    assert len(repository.findings) == 1000
    assert "more problems in this file" in repository.findings[-1].message
    assert not repository.objectives["2026-q4/o"].usable


def test_a_csv_of_open_quotes_ends(goals: Goals) -> None:
    repository = goals({"kpis/k.md": KPI, "kpis/k.csv": "date,value\n" + '"a\n' * 100_000})
    assert len(repository.findings) == 1000


# Links, pipes and folders


def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(OBJECTIVE.replace("Win", "The secret"))
    root = put(tmp_path, {"2026-q4/o.md": OBJECTIVE})
    (root / "2026-q4" / "p.md").symlink_to(secret)
    (root / "2026-q4" / "q.md").symlink_to("../../secret.md")
    repository = read(root)
    assert told(repository) == ["2026-q4/p.md:1:1 G001", "2026-q4/q.md:1:1 G001"]
    assert "leaves the goals folder" in repository.findings[0].message
    assert repository.objectives["2026-q4/p"].title != "The secret"


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    root = put(tmp_path, {"2026-q4/o.md": OBJECTIVE})
    (root / "outside").symlink_to(tmp_path / "outside")
    (root / "inside").symlink_to(root / "2026-q4")
    (root / "round").symlink_to(root)
    assert told(read(root)) == ["inside:1:1 G001", "outside:1:1 G001", "round:1:1 G001"]


def test_a_link_to_a_file_of_the_folder_is_followed(tmp_path: Path) -> None:
    root = put(tmp_path, {"2026-q4/o.md": OBJECTIVE})
    (root / "2026-q4" / "p.md").symlink_to("o.md")
    repository = read(root)
    assert told(repository) == []
    assert repository.objectives["2026-q4/p"].title == "Win"


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    root = put(tmp_path, {})
    (root / "gone.md").symlink_to("nowhere.md")
    (root / "round.md").symlink_to("round.md")
    assert told(read(root)) == ["gone.md:1:1 G001", "round.md:1:1 G001"]


def test_a_pipe_is_told_and_nothing_waits_for_it(tmp_path: Path) -> None:
    root = put(tmp_path, {})
    os.mkfifo(root / "pipe.md")
    (root / "link.md").symlink_to("pipe.md")
    assert told(read(root)) == ["link.md:1:1 G001", "pipe.md:1:1 G001"]


def test_a_folder_named_like_a_file_is_a_folder(goals: Goals) -> None:
    repository = goals({"notes.md/about.md": "About\n"})
    assert told(repository) == []
    assert list(repository.pages) == ["notes.md/about"]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    repository = load(tmp_path / "goals", Settings(), date(2026, 11, 15))
    assert [(one.path, one.code) for one in repository.findings] == [("goals", "G001")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    root = put(tmp_path, {"2026-q4/o.md": OBJECTIVE, "closed/o.md": OBJECTIVE})
    (root / "2026-q4" / "o.md").chmod(0)
    (root / "closed").chmod(0)
    try:
        assert told(read(root)) == ["2026-q4/o.md:1:1 G001", "closed:1:1 G001"]
    finally:
        (root / "closed").chmod(0o700)


def test_hidden_files_and_templates_are_passed_over(goals: Goals) -> None:
    repository = goals({".git/x.md": "---\n{", ".x.md": "---\n{", "templates/x.md": "---\n{", "a/.b/x.md": "---\n{"})
    assert told(repository) == []


# Names


def test_names_written_with_combining_marks_are_found(goals: Goals) -> None:
    apart, composed = unicodedata.normalize("NFD", "wächst"), unicodedata.normalize("NFC", "wächst")
    tree = {
        f"2026-q4/{apart}.md": OBJECTIVE,
        "2026-q4/p.md": OBJECTIVE.replace("owner", f"supports: {composed}\nowner"),
        "2026-q4/q.md": OBJECTIVE.replace("owner", f"supports: {apart}#a\nowner"),
    }
    repository = goals(tree)
    assert told(repository) == []
    assert f"2026-q4/{composed}" in repository.objectives
    assert repository.supporters[f"2026-q4/{composed}"] == ("2026-q4/p", "2026-q4/q")


def test_two_names_that_look_the_same_are_told(goals: Goals) -> None:
    apart, composed = (unicodedata.normalize(form, "wächst") for form in ("NFD", "NFC"))
    tree = {f"2026-q4/{apart}.md": OBJECTIVE, f"2026-q4/{composed}.md": OBJECTIVE}
    repository = goals(tree)
    assert told(repository) == [f"2026-q4/{composed}.md:1:1 G103"]


def test_two_endings_of_one_name_are_told(goals: Goals) -> None:
    tree = {"2026-q4/o.md": OBJECTIVE, "2026-q4/o.MD": OBJECTIVE, "kpis/k.md": KPI}
    tree |= {"kpis/k.csv": "date,value\n", "kpis/k.CSV": "date,value\n"}
    assert [line.partition(" ")[2] for line in told(goals(tree))] == ["G103", "G103"]


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    root = put(tmp_path, {})
    (root / "2026-q4").mkdir()
    with open(os.fsencode(root) + b"/2026-q4/\xff.md", "w") as file:
        file.write(OBJECTIVE)
    assert told(read(root)) == ["2026-q4/\ufffd.md:1:1 G008"]


def test_a_name_never_reaches_the_terminal_raw(goals: Goals) -> None:
    repository = goals({"2026-q4/a\x1b[31mb\n.md": OBJECTIVE, "\u202ex.md": "---\nkind: objective\n"})
    assert repository.findings
    assert all(str(one).isprintable() for one in repository.findings)


def test_deep_folders_are_read(goals: Goals) -> None:
    assert told(goals({"/".join(["a"] * 200) + "/2026-q4/o.md": OBJECTIVE})) == []
