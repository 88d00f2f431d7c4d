"""How many branches of each room the tests take: ``python -m tests.branches coverage.json`` (see ``make coverage``)."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CORE = ("source", "model", "measure", "change", "check", "writing", "site", "publish")
LEAST = 95
"""Per cent of the branches of the core. Commands are apart: their processes are run, not measured."""


def counts(report: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return, by room, how many branches there are and how many were taken, from a report of coverage.py."""
    rooms: dict[str, tuple[int, int]] = {}
    for path, file in report["files"].items():
        parts = Path(path).parts
        room = parts[parts.index("goalsite") + 1].removesuffix(".py")
        there, taken = rooms.get(room, (0, 0))
        summary = file["summary"]
        rooms[room] = there + summary["num_branches"], taken + summary["covered_branches"]
    return rooms


def lines(rooms: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield a line for each room that has branches."""
    for room, (there, taken) in sorted(rooms.items()):
        if there:
            yield f"{room:<12} {taken:>5} of {there:>5} branches  {100 * taken / there:5.1f} %"


def core(rooms: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return the same for all rooms of the core together."""
    return sum(rooms[room][0] for room in CORE), sum(rooms[room][1] for room in CORE)


def main(path: str) -> int:
    """Print the table; return 1 where the core has less than it should."""
    rooms = counts(json.loads(Path(path).read_text(encoding="utf-8")))
    there, taken = core(rooms)
    sys.stdout.write("\n".join([*lines(rooms), *lines({"core": (there, taken)}), ""]))
    return 0 if 100 * taken >= LEAST * there else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
