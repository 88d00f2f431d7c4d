"""Parsing in several processes changes how long reading takes, never what is read."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.conftest import write_tree

from goalsite.model.load import content_key, parse_file
from goalsite.publish import workers
from goalsite.publish.cache import ParsedFiles
from goalsite.source.files import read_folder

READ = """
import sys
from pathlib import Path
from goalsite.publish import workers
from goalsite.publish.cache import ParsedFiles
from goalsite.source.files import read_folder

workers.WORTH_IT = 1
files = tuple(read_folder(Path(sys.argv[1])))
known = ParsedFiles({})
workers.parse_ahead(files, known)
print(len(known))
for key in sorted(known):
    print(key.hex(), repr(known[key]))
"""


def _folder(tmp_path: Path) -> Path:
    tree: dict[str, str | bytes] = {
        f"2026-q4/goal-{n}.md": f"---\nkind: objective\ntitle: Goal {n}\n---\n目标 {n}\n" for n in range(40)
    }
    broken: dict[str, str | bytes] = {
        "2026-q4/broken.md": b"\xff\xfe",
        "2026-q4/x.zh.md": "---\ntitle: 十\n---\n",
        "kpis/k.csv": "date,value\n",
    }
    return write_tree(tmp_path / "goals", {**tree, **broken})


@pytest.mark.skipif(not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="needs two processors and fork")
def test_processes_parse_what_one_would(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    words = [sys.executable, "-c", READ, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    count, *lines = done.stdout.splitlines()
    alone = {content_key(file): parse_file(file) for file in read_folder(folder) if ".md" in file.key}
    assert int(count) == len(alone) == 42
    assert lines == [f"{key.hex()} {alone[key]!r}" for key in sorted(alone)]


def test_a_process_with_threads_is_not_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 1)
    known = ParsedFiles({})
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        workers.parse_ahead(tuple(read_folder(_folder(tmp_path))), known)
    finally:
        stop.set()
        thread.join()
    assert len(known) == 0


def test_few_files_start_no_process(tmp_path: Path) -> None:
    known = ParsedFiles({})
    workers.parse_ahead(tuple(read_folder(_folder(tmp_path))), known)
    assert len(known) == 0
