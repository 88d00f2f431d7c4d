"""The corpus that benchmarks run on: a repository as its users would write it, the same every time."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import Repository, load
from goalsite.model.settings_file import read_settings
from goalsite.vocabulary import Level, State

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "corpus.py"
AS_OF = date(2026, 11, 15)


def write(directory: Path, *options: str) -> Path:
    subprocess.run([sys.executable, str(SCRIPT), str(directory), "--goals", "30", *options], check=True)
    return directory


def files_of(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("corpus") / "repo")


@pytest.fixture(scope="module")
def repository(corpus: Path) -> Repository:
    settings, problems = read_settings(corpus)
    assert problems == ()
    return load(corpus / "goals", settings, AS_OF)


def test_nothing_in_it_is_an_error(corpus: Path, repository: Repository) -> None:
    settings, _ = read_settings(corpus)
    findings = check(measure(repository, settings))
    assert [str(finding) for finding in findings if finding.level is Level.ERROR] == []


def test_the_same_size_and_seed_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    assert files_of(write(tmp_path / "again")) == files_of(corpus)


def test_another_seed_gives_other_goals(corpus: Path, tmp_path: Path) -> None:
    assert files_of(write(tmp_path / "other", "--seed", "2")) != files_of(corpus)


def test_it_holds_as_many_goals_as_asked_for_in_the_shares_it_promises(repository: Repository) -> None:
    assert len(repository.objectives) == 24
    assert len(repository.kpis) == 6
    assert {len(one.key_results) for one in repository.objectives.values()} == {3}
    assert {len(one.check_ins) for one in repository.objectives.values()} == {6}
    assert {len(one.values) for one in repository.kpis.values()} == {12}
    states = Counter(one.state for one in repository.objectives.values())
    assert states == {State.CLOSED: 12, State.ACTIVE: 12}


def test_a_folder_that_holds_something_is_refused(corpus: Path) -> None:
    before = files_of(corpus)
    done = subprocess.run([sys.executable, str(SCRIPT), str(corpus)], capture_output=True, text=True)
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert files_of(corpus) == before
