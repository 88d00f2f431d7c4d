"""Give an invented goals repository a past: ``python -m benchmarks.past DIR --goals 10000 --commits 50000``.

The same sizes and seed give the same commits. The first one brings all files; each of the others changes one goal as
people do: mostly a check-in, now and then a text, a title or a target. Every hundredth is the merge of a branch.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.corpus import repository

FIRST, LAST = 1782000000, 1794700000
"""The seconds of the first and the last commit: June to November 2026."""

_NUMBER = re.compile(r"(values: \{[\w-]+: )(-?[\d.]+)")
_TARGET = re.compile(r"(\bto: )(-?[\d.]+)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an invented goals repository with a past.")
    parser.add_argument("directory", type=Path, help="a new folder")
    parser.add_argument("--goals", type=int, default=10000)
    parser.add_argument("--commits", type=int, default=50000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.directory, options.goals, options.commits, options.seed)
    print(f"{options.directory}: {options.commits} commits", file=sys.stderr)


def write(directory: Path, goals: int, commits: int, seed: int = 1) -> None:
    """Write the repository, its files checked out."""
    directory.mkdir(parents=True, exist_ok=True)
    git = ["git", "-c", "core.fsync=none", "-C", str(directory)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    process = subprocess.Popen([*git, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE)
    assert process.stdin is not None
    for piece in stream(goals, commits, seed):
        process.stdin.write(piece)
    process.stdin.close()
    if process.wait():
        sys.exit("git fast-import failed")
    subprocess.run([*git, "reset", "-q", "--hard", "main"], check=True)


def stream(goals: int, commits: int, seed: int) -> Iterator[bytes]:
    """Yield what ``git fast-import`` reads."""
    random = Random(seed)
    files = dict(repository(goals, seed))
    yield _head(1, 0, commits, "refs/heads/main", "Everything")
    for path, text in files.items():
        yield _file(path, text)
    goal_files = [path for path, text in files.items() if "\nkind: objective\n" in text[:40]]
    tip, number = 1, 1
    while number < commits:
        number += 1
        path = random.choice(goal_files)
        files[path] = _changed(files[path], random, number)
        if number % 100 or number + 1 > commits:
            yield _head(number, number, commits, "refs/heads/main", f"Change {number}", tip)
            yield _file(path, files[path])
            tip = number
            continue
        yield _head(number, number, commits, "refs/heads/branch", f"Change {number}", tip)
        yield _file(path, files[path])
        number += 1
        yield _head(number, number, commits, "refs/heads/main", f"Merge {number}", tip, number - 1)
        yield _file(path, files[path])
        tip = number
    yield b"reset refs/heads/branch\nfrom 0000000000000000000000000000000000000000\n\ndone\n"


def _head(mark: int, number: int, of: int, branch: str, message: str, *parents: int) -> bytes:
    moment = FIRST + (LAST - FIRST) * number // of
    who = f"Person {number % 97} <person-{number % 97}@example.com> {moment} +0000"
    lines = [f"commit {branch}", f"mark :{mark}", f"author {who}", f"committer {who}"]
    lines += [f"data {len(message)}", message]
    lines += [f"{'from' if place == 0 else 'merge'} :{parent}" for place, parent in enumerate(parents)]
    return ("\n".join(lines) + "\n").encode()


def _file(path: str, text: str) -> bytes:
    content = text.encode()
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)


def _changed(text: str, random: Random, number: int) -> str:
    """Return a goal's file with one thing changed."""
    what = random.random()
    if what < 0.1 and _TARGET.search(text):
        return _TARGET.sub(lambda match: f"{match[1]}{float(match[2]) + 1:g}", text, count=1)
    if what < 0.25:
        return f"{text}Line {number}.\n"
    if what < 0.3:
        return re.sub(r"^title: .*$", f"title: Goal {number}", text, count=1, flags=re.MULTILINE)
    places = list(_NUMBER.finditer(text))
    if not places:
        return f"{text}Line {number}.\n"
    place = random.choice(places)
    return f"{text[: place.start(2)]}{float(place[2]) + 1:g}{text[place.end(2) :]}"


if __name__ == "__main__":
    main()
