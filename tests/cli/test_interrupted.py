"""Commands that write, killed or interrupted at every step they make: no file is ever half of something."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.odd_files import ODD, TREE
from tests.conftest import write_tree
from tests.publish.sites import environment

COMMANDS = {
    "checkin": ["checkin", "odd", "--value", "calls=21.5", "--note", "好多了"],
    "new": ["new", "objective", "--example", "brand", "--owner", "Mei Lin", "--team", "growth", "--cycle", "2026-q4"],
    "rollover": ["rollover", "2026-q4", "2027-q1", "--answers", "answers.yml"],
}

ANSWERS = "win: {do: change, why: 慢, title: Win it again}\nlate: drop\n"


@pytest.mark.parametrize("how", ["kill", "interrupt"])
@pytest.mark.parametrize("command", COMMANDS)
def test_at_every_step_each_file_is_as_it_was_or_as_it_was_to_be(tmp_path: Path, command: str, how: str) -> None:
    tree = {**TREE, "goals/2026-q4/odd.md": ODD.replace("\n", "\r\n"), "answers.yml": ANSWERS}
    place = write_tree(tmp_path / "repository", tree)
    before = {name: content.encode().decode("latin-1") for name, content in tree.items()}
    words = [sys.executable, "-m", "tests.cli.interrupted", how, str(place), *COMMANDS[command]]
    done = subprocess.run(
        words, capture_output=True, text=True, env=environment(GOALSITE_CACHE_DIR=""), cwd=place, check=False
    )
    assert done.returncode == 0, done.stderr
    after, *states = (json.loads(line) for line in done.stdout.splitlines())
    assert len(states) > 5
    assert after != before
    for found in states:
        assert {name: text for name, text in found.items() if text not in (before.get(name), after.get(name))} == {}
        assert before.keys() <= found.keys() <= after.keys()
        if how == "interrupt":
            assert found in (before, after)
