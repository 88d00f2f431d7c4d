"""What all tests share: reading a tree of files given as a dict."""

import os
import signal
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from goalsite.model import Repository, load
from goalsite.settings import Settings

COMPANY = "---\nkind: company\ntitle: Acme\n---\n"

Tree = Mapping[str, str | bytes]

os.environ["GOALSITE_CACHE_DIR"] = ""  # tests leave nothing in the user's cache, and owe nothing to it

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So a shell starts what runs in its background; but commands that tests start are ended by Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def write_tree(root: Path, tree: Tree) -> Path:
    """Write files below ``root``, making folders as needed."""
    for path, content in tree.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


class Goals(Protocol):
    """Reads a tree of goal files as of a day; a company is added where the tree has none."""

    def __call__(
        self, tree: Tree, as_of: str = "2026-11-15", *, settings: Settings = ..., day_is_set: bool = True
    ) -> Repository: ...


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a function that reads a tree of goal files, each call in a folder of its own."""
    count = 0

    def read(
        tree: Tree, as_of: str = "2026-11-15", *, settings: Settings | None = None, day_is_set: bool = True
    ) -> Repository:
        nonlocal count
        count += 1
        root = write_tree(tmp_path / str(count) / "goals", {"company.md": COMPANY, **tree})
        return load(root, settings or Settings(), date.fromisoformat(as_of), day_is_set=day_is_set)

    return read


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Tree], Path]:
    """Return a function that writes a tree of files below a fresh folder and returns the folder."""
    return lambda files: write_tree(tmp_path, files)
