"""The past that benchmarks run on: the same every time, and read without findings of error level."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from goalsite.publish.understanding.pipeline import understand
from goalsite.vocabulary import Level

REPOSITORY = Path(__file__).resolve().parents[2]


def write(directory: Path) -> Path:
    command = [sys.executable, "-m", "benchmarks.past", str(directory), "--goals", "20", "--commits", "210"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return directory


def head(directory: Path) -> str:
    return subprocess.run(
        ["git", "-C", str(directory), "rev-parse", "HEAD"], check=True, capture_output=True
    ).stdout.decode()


def test_the_same_sizes_give_the_same_commits(tmp_path: Path) -> None:
    assert head(write(tmp_path / "one")) == head(write(tmp_path / "two"))


def test_every_commit_changes_one_goal_and_merges_keep_their_authors(tmp_path: Path) -> None:
    known = understand(write(tmp_path / "past"), as_of=date(2026, 11, 15))
    assert known.stories is not None
    assert not known.count(Level.ERROR)
    landed = {event.landed.id for event in known.stories.events}
    # 210 commits with two merges, whose branches count as what was merged.
    assert len(landed) == 208
    assert any(event.commit.id != event.landed.id for event in known.stories.events)
    assert known.moved
