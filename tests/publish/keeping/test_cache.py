"""The cache changes how long a command takes and never what it says, whatever became of its files."""

import os
import pickle
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import write_tree
from tests.publish.sites import GOALS

import goalsite
from goalsite.language import speaking
from goalsite.model.parse import parse
from goalsite.publish.keeping import cache
from goalsite.publish.keeping.cache import VARIABLE, ParsedFiles, Store, fingerprint, parsed_files
from goalsite.publish.understanding.inputs import gather
from goalsite.publish.understanding.verdict import Verdict, digest_of, judge

DAY = date(2026, 11, 15)
pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "repo", {**GOALS, "goals/broken.md": "---\nkind: objective\ntitle: 1\n---\n"})


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    cache._maker.cache_clear()
    yield tmp_path / "kept"
    cache._maker.cache_clear()


def uncached(repo: Path, monkeypatch: pytest.MonkeyPatch, as_of: date = DAY) -> Verdict:
    with monkeypatch.context() as patch:
        patch.setenv(VARIABLE, "")
        return judge(repo, as_of=as_of)


def test_a_verdict_is_the_same_from_the_cache(repo: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = uncached(repo, monkeypatch)
    assert expected.findings
    assert judge(repo, as_of=DAY) == judge(repo, as_of=DAY) == expected
    assert sorted(path.suffix for path in kept.iterdir()) == [".goalsite-parsed", ".goalsite-verdict"]


def test_an_unchanged_repository_is_not_understood_again(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = judge(repo, as_of=DAY)
    monkeypatch.setattr("goalsite.publish.understanding.verdict.understand_inputs", None)
    assert judge(repo, as_of=DAY) == expected


def test_a_verdict_that_was_kept_speaks_to_its_reader(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english = [finding.message for finding in judge(repo, as_of=DAY).findings]
    monkeypatch.setattr("goalsite.publish.understanding.verdict.understand_inputs", None)
    with speaking("zh"):
        kept = judge(repo, as_of=DAY)
        assert kept.matters.startswith("请先修正")
        chinese = [finding.message for finding in kept.findings]
    assert not set(chinese) & set(english)
    assert [finding.message for finding in kept.findings] == english


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("goals/2026-q4/win.md", "---\nkind: objective\ntitle: TBD\nowner: Mei Lin\n---\n"),
        ("goals/kpis/revenue.csv", "date,value\n2026-10-31,x\n"),
        ("goals/teams/growth/2026-q4/another.md", "---\nkind: objective\n---\n"),
        ("mkdocs.yml", "docs_dir: goals\nplugins:\n  - goalsite:\n      unknown: 1\n"),
    ],
)
def test_a_change_anywhere_is_seen(repo: Path, monkeypatch: pytest.MonkeyPatch, path: str, content: str) -> None:
    before = judge(repo, as_of=DAY)
    (repo / path).write_text(content)
    after = judge(repo, as_of=DAY)
    assert after != before
    assert after == uncached(repo, monkeypatch)


def test_a_file_taken_away_or_moved_is_seen(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(repo, as_of=DAY)
    (repo / "goals/broken.md").rename(repo / "goals/2026-q4/broken.md")
    assert judge(repo, as_of=DAY) == uncached(repo, monkeypatch)
    (repo / "goals/2026-q4/broken.md").unlink()
    assert judge(repo, as_of=DAY) == uncached(repo, monkeypatch)


def test_another_day_is_another_verdict(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(repo, as_of=DAY)
    later = date(2027, 3, 1)
    assert judge(repo, as_of=later) == uncached(repo, monkeypatch, later)
    assert digest_of(gather(repo, as_of=DAY)) != digest_of(gather(repo, as_of=later))


def test_the_order_of_files_and_their_bounds_are_part_of_the_digest(tmp_path: Path) -> None:
    one = write_tree(tmp_path / "one", {"goals/a.md": "x", "goals/b.md": ""})
    other = write_tree(tmp_path / "other", {"goals/a.md": "", "goals/b.md": "x"})
    assert digest_of(gather(one, as_of=DAY)) != digest_of(gather(other, as_of=DAY))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x80\x05", bytes(range(256))], ids=["empty", "short", "pickle", "other"]
)
def test_a_broken_cache_is_an_empty_one(repo: Path, kept: Path, content: bytes) -> None:
    expected = judge(repo, as_of=DAY)
    for path in kept.iterdir():
        path.write_bytes(content)
    assert judge(repo, as_of=DAY) == expected
    assert Store(repo, "verdict").read()


def test_a_cache_cut_off_or_altered_anywhere_is_an_empty_one(repo: Path, kept: Path) -> None:
    judge(repo, as_of=DAY)
    path = next(kept.glob("*.goalsite-parsed"))
    whole = path.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:place])
        assert Store(repo, "parsed").read() == {}
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Store(repo, "parsed").read() == {}


def test_an_entry_that_is_no_parsed_file_is_no_entry() -> None:
    files = ParsedFiles({b"1": b"junk", b"2": pickle.dumps("a text"), b"3": pickle.dumps(parse(b"# A page\n"))})
    assert files.get(b"1") is None
    assert files.get(b"2") is None
    assert files[b"3"] == parse(b"# A page\n")
    assert set(files.used) == {b"3"}


def test_another_version_of_the_program_starts_anew(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(repo, as_of=DAY)
    assert Store(repo, "parsed").read()
    monkeypatch.setattr("goalsite.__version__", "99")
    cache._maker.cache_clear()
    assert Store(repo, "parsed").read() == {}


def test_what_the_last_run_did_not_use_is_forgotten(repo: Path) -> None:
    judge(repo, as_of=DAY)
    before = Store(repo, "parsed").read()
    (repo / "goals/broken.md").unlink()
    judge(repo, as_of=DAY)
    after = Store(repo, "parsed").read()
    assert len(after) == len(before) - 1
    assert after.keys() < before.keys()


def test_files_of_repositories_long_gone_are_deleted_and_nothing_else(repo: Path, kept: Path) -> None:
    kept.mkdir()
    old, foreign = kept / "0123.goalsite-parsed", kept / "letter.txt"
    for path in (old, foreign):
        path.write_text("x")
        os.utime(path, (0, 0))
    judge(repo, as_of=DAY)
    assert not old.exists()
    assert foreign.exists()


def test_a_cache_inside_the_repository_is_neither_read_nor_written(
    repo: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(repo, as_of=DAY)
    inside = repo / ".cache"
    shutil.copytree(kept, inside)
    monkeypatch.setenv(VARIABLE, str(inside))
    names = sorted(inside.iterdir())
    assert Store(repo, "verdict").is_off
    judge(repo, as_of=date(2026, 12, 1))
    assert sorted(inside.iterdir()) == names


@pytest.mark.skipif(os.name != "posix", reason="about POSIX permissions")
def test_a_file_that_others_may_write_is_not_read(repo: Path, kept: Path) -> None:
    judge(repo, as_of=DAY)
    path = next(kept.glob("*.goalsite-verdict"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o666)
    assert Store(repo, "verdict").read() == {}


def test_a_place_that_cannot_be_written_costs_only_time(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = uncached(repo, monkeypatch)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "kept"))
    assert judge(repo, as_of=DAY) == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda package: (package / "room" / "module.py").write_text("x = 22\n"),
        lambda package: os.utime(package / "room" / "module.py", (1, 1)),
        lambda package: (package / "new.py").write_text(""),
        lambda package: (package / "room" / "words.po").unlink(),
    ],
    ids=["longer", "saved again", "added", "taken away"],
)
def test_a_change_of_any_file_of_the_program_starts_anew(tmp_path: Path, change: Callable[[Path], object]) -> None:
    package = write_tree(tmp_path, {"__init__.py": "", "room/module.py": "x = 1\n", "room/words.po": ""})
    before = fingerprint(package)
    write_tree(package, {"room/__pycache__/module.pyc": "compiled"})
    assert fingerprint(package) == before
    change(package)
    assert fingerprint(package) != before


def test_the_whole_program_is_looked_at() -> None:
    names = {path for path, _size, _time in fingerprint(Path(goalsite.__file__).parent)}
    assert {"publish/impact/comparing.py", "change/impact.py", "language/zh/site.po", "findings.py"} <= names


def test_files_of_the_past_do_not_push_out_those_that_lie_there(tmp_path: Path) -> None:
    here = {bytes([n]): parse(b"# Here\n") for n in range(3)}
    with parsed_files(tmp_path / "repo") as files:
        files.update(here)
    with parsed_files(tmp_path / "repo", past=True) as files:
        files[b"then"] = parse(b"# Then\n")
    with parsed_files(tmp_path / "repo") as files:
        assert set(files) == {*here, b"then"}
        assert all(files[one] for one in here)
    assert set(Store(tmp_path / "repo", "parsed").read()) == set(here)
