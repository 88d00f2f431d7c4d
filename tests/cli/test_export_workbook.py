"""``goalsite export xlsx``: the workbook as a file, and what is said where it cannot be made."""

import io
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Repository, Run
from tests.publish.sites import files_of

from goalsite.publish import extras


def test_the_workbook_is_written_and_kept_while_nothing_changes(
    run: Run, repository: Repository, tmp_path: Path
) -> None:
    place = repository()
    assert run("-C", place, "export", "xlsx", tmp_path / "out").exit_code == 0
    book = openpyxl.load_workbook(io.BytesIO(files_of(tmp_path / "out")["goals.xlsx"]))
    assert book.sheetnames[0] == "objectives"
    assert "1 file, 0 changed" in run("-C", place, "export", "xlsx", tmp_path / "out").stderr


def test_without_the_library_nothing_is_written_and_the_message_says_how_to_mend_it(
    run: Run, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda *_: None)
    done = run("-C", repository(), "export", "xlsx", tmp_path / "out")
    assert done.exit_code == 2
    assert "pip install 'goalsite[xlsx]'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_build_without_the_library_says_so_once(
    run: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda *_: None)
    done = run("-C", repository(), "build")
    assert done.exit_code == 0
    assert done.stderr.count("goalsite[xlsx]") == 1
