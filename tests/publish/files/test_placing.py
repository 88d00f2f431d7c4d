"""Files written one by one: whole or not at all, and never over what they do not know."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.publish.sites import environment

from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.understanding.inputs import Mistake


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    put_in_place([Placed(tmp_path / "a/b/new.md", b"x")], tmp_path)
    assert (tmp_path / "a/b/new.md").read_bytes() == b"x"
    assert [one.name for one in (tmp_path / "a/b").iterdir()] == ["new.md"]


def test_a_place_that_is_taken_stops_all_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_bytes(b"mine")
    with pytest.raises(Mistake, match="there already"):
        put_in_place([Placed(tmp_path / "deep/new.md", b"x"), Placed(tmp_path / "there.md", b"x")], tmp_path)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["there.md"]
    assert (tmp_path / "there.md").read_bytes() == b"mine"


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"someone else's")
    with pytest.raises(Mistake, match="changed meanwhile"):
        put_in_place([Placed(tmp_path / "a.md", b"new", b"old")], tmp_path)
    assert (tmp_path / "a.md").read_bytes() == b"someone else's"


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    put_in_place([Placed(path, b"new", b"old")], tmp_path)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o7777 == 0o640


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")
    put_in_place([Placed(tmp_path / "link.md", b"new", b"old")], tmp_path)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals/teams").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Mistake, match="a symbolic link leads there"):
        put_in_place([Placed(tmp_path / "goals/teams/a/team.md", b"x")], tmp_path / "goals")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_where_a_move_fails_those_before_it_are_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    twice = Placed(tmp_path / "deep/new.md", b"x")
    with pytest.raises(Mistake, match="there already"):
        put_in_place([Placed(tmp_path / "a.md", b"new", b"old"), twice, twice], tmp_path)
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_killed_at_any_moment_no_file_is_half_written(tmp_path: Path) -> None:
    old, new = b"o" * 300_000, b"n" * 400_000
    names = [f"{number}.md" for number in range(6)]
    program = (
        "import itertools, pathlib, sys\nfrom goalsite.publish.files.placing import Placed, put_in_place\n"
        f"root, old, new = pathlib.Path({str(tmp_path)!r}), b'o' * 300_000, b'n' * 400_000\n"
        "print('ready', flush=True)\n"
        "for before, after in itertools.cycle([(old, new), (new, old)]):\n"
        f"    put_in_place([Placed(root / name, after, before) for name in {names!r}], root)\n"
    )
    for moment in range(5):
        for name in names:
            (tmp_path / name).write_bytes(old)
        process = subprocess.Popen([sys.executable, "-c", program], env=environment(), stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.019 * moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for name in names:
            assert (tmp_path / name).read_bytes() in (old, new)
        visible = [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")]
        assert sorted(visible) == names


def test_what_a_killed_process_leaves_git_does_not_see_and_the_next_run_clears_away(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    program = (
        "import os, pathlib, signal\nfrom goalsite.publish.files.placing import Placed, put_in_place\n"
        f"root = pathlib.Path({str(tmp_path)!r})\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "put_in_place([Placed(root / 'a.md', b'x')], root)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = tmp_path.glob(".goalsite-*")
    assert git("status", "--porcelain") == ""

    put_in_place([Placed(tmp_path / "b.md", b"x")], tmp_path)
    assert left.is_dir(), "another process may be writing there"
    long_ago = time.time() - 4000
    os.utime(left / ".gitignore", (long_ago, long_ago))
    theirs = tmp_path / ".goalsite-theirs/.gitignore"
    theirs.parent.mkdir()
    theirs.write_text("*\n")
    os.utime(theirs, (long_ago, long_ago))
    put_in_place([Placed(tmp_path / "c.md", b"x")], tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".git", ".goalsite-theirs", "b.md", "c.md"]
