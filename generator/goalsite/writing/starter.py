"""The files a new goals repository begins with; they lie in ``skeleton``, in every language."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from goalsite.model.periods import FiscalYear, span_of

_HIDDEN = "dot-"
"""What stands for the leading point of a name, as package tools pass over hidden files."""


def skeleton(language: str, *, name: str, today: date, version: str, account: str | None = None) -> dict[str, bytes]:
    """Return the files of a new repository by their path, the goals in the quarter that holds ``today``.

    ``account`` is the login of the example's team lead on the forge, where it is known.
    """
    cycle = quarter_of(today)
    month_1 = today.replace(day=1) - timedelta(days=1)
    month_2 = month_1.replace(day=1) - timedelta(days=1)
    gaps = {
        "@NAME@": json.dumps(name, ensure_ascii=False),
        "@VERSION@": version,
        "@TODAY@": today.isoformat(),
        "@MONTH_1@": month_1.isoformat(),
        "@MONTH_2@": month_2.isoformat(),
        "@ACCOUNT@": f"account: {json.dumps(account)}" if account else "# account: login-on-the-forge",
    }
    root = files("goalsite.writing") / "skeleton"
    found: dict[str, bytes] = {}
    for folder in (root / "common", root / language):
        for path, text in _texts(folder, ""):
            for gap, value in gaps.items():
                text = text.replace(gap, value)
            found[path.replace("CYCLE", cycle)] = text.encode()
    return found


def quarter_of(day: date) -> str:
    """Return the calendar quarter that holds a day, as ``2026-q4``."""
    cycle = f"{day.year}-q{(day.month + 2) // 3}"
    assert span_of(cycle, FiscalYear()) is not None
    return cycle


def _texts(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f".{entry.name.removeprefix(_HIDDEN)}" if entry.name.startswith(_HIDDEN) else entry.name
        if entry.is_dir():
            found.extend(_texts(entry, f"{prefix}{name}/"))
        else:
            found.append((prefix + name, entry.read_text(encoding="utf-8")))
    return found


def for_forge(found: Mapping[str, bytes], forge: str) -> dict[str, bytes]:
    """Return the files without those of the other forge; ``forge`` is ``github``, ``gitlab`` or ``both``."""
    other = {"github": ".gitlab", "gitlab": ".github"}.get(forge)
    return {path: content for path, content in found.items() if other is None or not path.startswith(other)}
