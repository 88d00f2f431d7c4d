"""A command with somebody at the keyboard."""

import os
import pty
import subprocess
import sys
from typing import NamedTuple

from tests.publish.sites import environment


class Answered(NamedTuple):
    """How a command ended, what it printed, and what it asked."""

    exit_code: int
    stdout: str
    asked: str


def at_terminal(typed: str, *words: object) -> Answered:
    """Run a command whose standard input is a terminal, and type these lines."""
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "goalsite", *map(str, words)],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(LANG="C.UTF-8", LANGUAGE="", LC_ALL="C.UTF-8", GOALSITE_CACHE_DIR=""),
        )
        os.write(ours, typed.encode())
        out, err = process.communicate(timeout=120)
    finally:
        os.close(ours)
        os.close(theirs)
    return Answered(process.returncode, out.decode(), err.decode())
