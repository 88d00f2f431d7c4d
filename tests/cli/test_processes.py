"""Commands as processes: what is imported, what serve does, what a pipe gets."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.change.repositories import Goals as Kept
from tests.cli.conftest import BROKEN, Repository
from tests.publish.sites import CONFIG, environment

PATIENCE = 60


def _goalsite(*words: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "goalsite", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment(**more), check=False)


def test_check_imports_neither_mkdocs_nor_the_web_templates() -> None:
    program = (
        "import sys; from goalsite.cli import main\n"
        "try: main(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "import goalsite.cli.checking\n"
        "print([name for name in ('mkdocs', 'material', 'markdown', 'nh3', 'babel', 'jinja2') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_exit_code_reaches_the_shell(repository: Repository) -> None:
    done = _goalsite("check", cwd=repository(BROKEN))
    assert done.returncode == 1
    assert "G004" in done.stdout
    assert done.stderr == ""


def test_no_bar_is_drawn_into_a_file(repository: Repository) -> None:
    done = _goalsite("build", cwd=repository())
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "\r" not in done.stderr
    assert "\x1b" not in done.stderr


def test_a_closed_pipe_is_no_traceback(repository: Repository) -> None:
    command = f"{sys.executable} -m goalsite schema | head -1"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, cwd=repository(), env=environment(), check=False
    )
    assert "Traceback" not in done.stderr


@contextmanager
def _serving(
    place: Path, *words: str, end: signal.Signals = signal.SIGINT, code: int = 0, **more: str
) -> Iterator[tuple[str, Path]]:
    """Serve on a free port; yield the address and the file with what was said, and end it by a signal."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = place.parent / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, "-m", "goalsite", "serve", "-a", f"127.0.0.1:{port}", *words]
        process = subprocess.Popen(command, cwd=place, env=environment(**more), stdout=out, stderr=out)
        try:
            yield f"http://127.0.0.1:{port}/", said
        finally:
            process.send_signal(end)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    assert process.returncode == code, said.read_text()


def _page(address: str, wanted: str, said: Path) -> str:
    """Return a page once it holds ``wanted``."""
    end = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = str(answer.read(), "utf-8")
            if wanted in text:
                return text
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail(f"{wanted!r} never came at {address}: {said.read_text()[-2000:]}")


@pytest.mark.parametrize("config", [CONFIG, None])
def test_serve_shows_a_saved_goal(repository: Repository, config: str | None) -> None:
    place = repository({"mkdocs.yml": config})
    with _serving(place, "--as-of", "2026-11-15") as (address, said):
        assert "livereload" in _page(f"{address}2026-q4/win/", "Win the mid market", said)
        assert address in said.read_text()
        goal = place / "goals/2026-q4/win.md"
        goal.write_text(goal.read_text().replace("Win the mid market", "Win the whole market"))
        _page(f"{address}2026-q4/win/", "Win the whole market", said)
        goal.rename(goal.with_name("lose.md"))
        _page(f"{address}2026-q4/lose/", "Win the whole market", said)
    assert "Traceback" not in said.read_text()


def _until(come: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not come() and time.monotonic() < end:
        time.sleep(0.02)


@pytest.mark.parametrize("words", [(), ("--at", "HEAD")])
@pytest.mark.parametrize("served", [False, True])
def test_serve_told_to_end_leaves_no_temporary_folder(
    repository: Repository, tmp_path: Path, words: tuple[str, ...], served: bool
) -> None:
    place, own = repository(), tmp_path / "temporary"
    own.mkdir()
    if words:
        kept = Kept(place)
        kept.git("add", "-A")
        kept.git("commit", "-q", "-m", "Goals")
    with _serving(place, *words, end=signal.SIGTERM, code=128 + signal.SIGTERM, TMPDIR=str(own)) as (address, said):
        if served:
            _page(f"{address}2026-q4/win/", "Win the mid market", said)
        else:
            _until(lambda: list(own.glob("*/mkdocs_*")))
        assert list(own.iterdir())
    assert list(own.iterdir()) == []
    assert "Traceback" not in said.read_text()


def test_a_build_told_to_end_leaves_the_site_as_it_was(repository: Repository, tmp_path: Path) -> None:
    place, own, out = repository(), tmp_path / "temporary", tmp_path / "out"
    own.mkdir()
    command = [sys.executable, "-m", "goalsite", "build", "--site-dir", str(out / "site")]
    process = subprocess.Popen(command, cwd=place, env=environment(TMPDIR=str(own)), stderr=subprocess.PIPE)
    _until(lambda: out.is_dir() and list(out.iterdir()))
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate()
    assert process.returncode == 128 + signal.SIGTERM, said
    assert (list(out.iterdir()), list(own.iterdir())) == ([], [])
    assert b"Traceback" not in said


def test_serve_survives_a_broken_file(repository: Repository) -> None:
    place = repository()
    with _serving(place) as (address, said):
        _page(f"{address}2026-q4/win/", "Win the mid market", said)
        goal = place / "goals/2026-q4/win.md"
        whole = goal.read_text()
        goal.write_text("---\nkind: [objective\n")
        _page(f"{address}2026-q4/win/", "G002", said)
        goal.write_text(whole)
        _page(f"{address}2026-q4/win/", "Win the mid market", said)


def test_serve_says_plainly_that_mkdocs_yml_cannot_be_read(repository: Repository) -> None:
    place = repository()
    with _serving(place) as (address, said):
        _page(f"{address}2026-q4/win/", "Win the mid market", said)
        config = place / "mkdocs.yml"
        whole = config.read_text()
        config.write_text('site_name: "Acme\n')
        end = time.monotonic() + PATIENCE
        while "appear stuck" not in said.read_text() and time.monotonic() < end:
            time.sleep(0.2)
        config.write_text(whole)
        _page(f"{address}2026-q4/win/", "Win the mid market", said)
    assert "line 1, column 12" in said.read_text()
    assert "Traceback" not in said.read_text()


def test_serve_says_plainly_that_an_address_is_taken(repository: Repository) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _goalsite("serve", "-a", f"127.0.0.1:{taken.getsockname()[1]}", cwd=repository())
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "ddress already in use" in done.stderr


def test_two_processes_build_the_same_bytes(repository: Repository, tmp_path: Path) -> None:
    from tests.publish.sites import files_of

    place = repository()
    first, second = tmp_path / "first", tmp_path / "second"
    _goalsite("build", "--site-dir", first, cwd=place, PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    _goalsite("build", "--site-dir", second, cwd=place, PYTHONHASHSEED="2", TZ="America/Lima", LANG="C")
    assert files_of(first) == files_of(second)
    assert len(files_of(first)) > len(os.listdir(place))
