"""Folders written all or nothing, and never over what is not ours."""

import signal
from pathlib import Path

import pytest
from tests.conftest import write_tree
from tests.publish.sites import files_of

from goalsite.publish.files.replacing import MARKER, put_files, replacing, undisturbed
from goalsite.publish.understanding.inputs import Mistake


def test_a_folder_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {"old.txt": "old"})
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "site", lambda _: True) as made:
        (made / "missing" / "new.txt").write_text("half")
    assert files_of(tmp_path) == {"site/old.txt": b"old"}
    with replacing(tmp_path / "site", lambda _: True) as made:
        (made / "new.txt").write_text("new")
    assert files_of(tmp_path) == {"site/new.txt": b"new"}


def test_hidden_files_at_the_top_stay(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {".git/HEAD": "ref", "old.txt": "old"})
    with replacing(tmp_path / "site", lambda _: True) as made:
        (made / "new.txt").write_text("new")
    assert files_of(tmp_path / "site") == {".git/HEAD": b"ref", "new.txt": b"new"}


def test_an_empty_folder_may_be_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with replacing(tmp_path / "site", lambda _: False) as made:
        (made / "new.txt").write_text("new")
    assert files_of(tmp_path) == {"site/new.txt": b"new"}


def test_what_comes_while_folders_change_places_interrupts_after_it() -> None:
    ended = []

    def exchange() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            ended.append("the block")

    with pytest.raises(KeyboardInterrupt):
        exchange()
    assert ended == ["the block"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupted_folder_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    write_tree(tmp_path / "site", {"old.txt": "old"})
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "site", lambda _: True):
        signal.raise_signal(signal.SIGINT)
    assert files_of(tmp_path) == {"site/old.txt": b"old"}


def test_a_link_or_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("")
    for name in ("link", "file"):
        with pytest.raises(Mistake, match="not a folder"), replacing(tmp_path / name, lambda _: True):
            pass


def test_files_are_added_beside_what_is_there(tmp_path: Path) -> None:
    write_tree(tmp_path, {"letter.txt": "mine"})
    assert put_files(tmp_path, {"a.csv": b"1", "b.csv": b"2"}) == 2
    assert put_files(tmp_path, {"a.csv": b"1", "c.csv": b"3"}) == 1
    assert files_of(tmp_path) == {
        MARKER: b"a.csv\nb.csv\nc.csv\n",
        "a.csv": b"1",
        "b.csv": b"2",
        "c.csv": b"3",
        "letter.txt": b"mine",
    }


def test_a_file_of_someone_elses_is_not_written_over(tmp_path: Path) -> None:
    write_tree(tmp_path, {"b.csv": "mine"})
    with pytest.raises(Mistake, match=r"b\.csv"):
        put_files(tmp_path, {"a.csv": b"1", "b.csv": b"2"})
    assert files_of(tmp_path) == {"b.csv": b"mine"}


def test_as_a_whole_what_is_no_longer_there_is_taken_out_and_the_rest_left(tmp_path: Path) -> None:
    put_files(tmp_path / "out", {"a/b/one.md": b"1", "two.md": b"2"}, whole=True)
    write_tree(tmp_path / "out", {"site/index.html": "built by another engine"})
    assert put_files(tmp_path / "out", {"two.md": b"2", "three.md": b"3"}, whole=True) == 1
    assert set(files_of(tmp_path / "out")) == {MARKER, "two.md", "three.md", "site/index.html"}
    assert not (tmp_path / "out/a").exists()


def test_a_list_of_ours_cannot_reach_out_of_its_folder(tmp_path: Path) -> None:
    write_tree(tmp_path, {"out/.goalsite": "../letter.txt\n", "letter.txt": "mine"})
    put_files(tmp_path / "out", {"a.md": b"1"}, whole=True)
    assert (tmp_path / "letter.txt").read_text() == "mine"
