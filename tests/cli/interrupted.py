"""Runs a command again and again, ended a step later each time: ``python -m tests.cli.interrupted HOW PLACE COMMAND``.

A step is whatever changes a file or a folder below ``PLACE``. Each run begins with the same files. What stood there
after each run is printed as JSON, one line a run, the first one that of the whole command: files by path, as Latin-1.
``HOW`` is ``kill`` or ``interrupt``; the latter is what Ctrl-C does.
"""

import io
import itertools
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from goalsite.cli import main

STEPS = frozenset(("os.rename", "os.mkdir", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.chmod", "open"))
INTERRUPTED = 7


def at_step(moment: int, place: str, act: Callable[[], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a hook that acts right before the step of that number, from 1."""
    left = moment

    def hook(event: str, words: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in STEPS or not str(words[0]).startswith(place):
            return
        if event == "open" and not (words[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        left -= 1
        if left == 0:
            act()

    return hook


def interrupt() -> None:
    """Do what the handler of Ctrl-C does."""
    raise KeyboardInterrupt


def kill() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def run(words: list[str], hook: Callable[[str, tuple[Any, ...]], None]) -> int:
    """Run a command in a process of its own and return 0 where nothing hindered it."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    sys.addaudithook(hook)
    try:
        main(words, standalone_mode=False)
    except BaseException:
        os._exit(INTERRUPTED)
    os._exit(0)


def files(place: Path) -> dict[str, str]:
    """Return the files that are not hidden, by their path."""
    found = (path for path in sorted(place.rglob("*")) if path.is_file())
    named = {path.relative_to(place).as_posix(): path for path in found}
    return {name: path.read_bytes().decode("latin-1") for name, path in named.items() if "/." not in f"/{name}"}


def again(place: Path, first: dict[str, str]) -> None:
    """Bring the files back to what they were."""
    for name in files(place).keys() - first.keys():
        (place / name).unlink()
    for name, text in first.items():
        (place / name).write_bytes(text.encode("latin-1"))


def every_state(how: str, place: str, words: list[str]) -> Iterator[dict[str, str]]:
    """Yield what stands at the place after the command, then after each run that was ended."""
    folder, words = Path(place), ["-C", place, *words]
    first = files(folder)
    main(words, standalone_mode=False)  # and with it, all that is to be imported is
    yield files(folder)
    for moment in itertools.count(1):
        again(folder, first)
        if not run(words, at_step(moment, place, kill if how == "kill" else interrupt)):
            break
        yield files(folder)


if __name__ == "__main__":
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        states = list(every_state(sys.argv[1], sys.argv[2], sys.argv[3:]))
    sys.stdout.write("".join(f"{json.dumps(state)}\n" for state in states))
