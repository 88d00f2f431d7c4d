"""The files a new goals repository begins with; they lie in ``skeleton``, in every language."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable

from goalsite.language import gettext, speaking
from goalsite.model.periods import FiscalYear, span_of

_ON_THE_WAY = re.compile(r"@(TODAY|MONTH_[1-3]):([0-9]+)\.\.([0-9]+)@")
"""A value of a day, on the straight way through the quarter from its first to its last."""

_NEVER_DONE = 0.95
"""How much of the way an example has made at most, as one that is reached has nothing left to show."""

_COMMENT = re.compile(r"^# .+(?:\n# .+)*|(?<=\S)  ?# (?:zizmor: \S+ )?(?!v[0-9])(?P<after>\S.*)$", re.MULTILINE)
"""A comment of a CI file: a paragraph of lines, or one after something. Versions, and words to a tool, are none."""

_SKELETON = files("goalsite.writing") / "skeleton"

_HIDDEN = "dot-"
"""What stands for the leading point of a name, as package tools pass over hidden files."""


def skeleton(language: str, *, name: str, today: date, version: str, account: str | None = None) -> dict[str, bytes]:
    """Return the files of a new repository by their path, the goals in the quarter that holds ``today``.

    What the examples have reached is what is expected of them on that day, so that they are on track on any.
    ``account`` is the login of the example's team lead on the forge, where it is known.
    """
    cycle = quarter_of(today)
    days = {"TODAY": today}
    for number in (1, 2, 3):
        days[f"MONTH_{number}"] = today = today.replace(day=1) - timedelta(days=1)
    gaps = {
        "@NAME@": json.dumps(name, ensure_ascii=False),
        "@VERSION@": version,
        **{f"@{name}@": day.isoformat() for name, day in days.items()},
        "@ACCOUNT@": f"account: {json.dumps(account)}" if account else "# account: login-on-the-forge",
    }
    found: dict[str, bytes] = {}
    with speaking(language):
        common = [(path, _COMMENT.sub(_told, text)) for path, text in _texts(_SKELETON / "common", "")]
    for path, text in (*common, *_texts(_SKELETON / language, "")):
        text = _ON_THE_WAY.sub(lambda gap: _value(cycle, days[gap[1]], int(gap[2]), int(gap[3])), text)
        for gap, value in gaps.items():
            text = text.replace(gap, value)
        found[path.replace("CYCLE", cycle)] = text.encode()
    return found


def quarter_of(day: date) -> str:
    """Return the calendar quarter that holds a day, as ``2026-q4``."""
    cycle = f"{day.year}-q{(day.month + 2) // 3}"
    assert span_of(cycle, FiscalYear()) is not None
    return cycle


def _value(cycle: str, day: date, first: int, last: int) -> str:
    """Return where a value is on a day that goes from ``first`` to ``last`` in a cycle, and came the same way before.

    A short way is gone in tenths, so that no step of it is large.
    """
    span = span_of(cycle, FiscalYear())
    assert span is not None
    gone = min((day - span.first) / (span.last - span.first), _NEVER_DONE)
    value = round(first + (last - first) * gone, 1 if abs(last - first) < 10 else 0)
    return f"{value:g}"


def comments() -> Iterator[str]:
    """Yield the comments of the files that are the same in every language, to be translated."""
    for _, text in _texts(_SKELETON / "common", ""):
        yield from map(_said, _COMMENT.finditer(text))


def _said(comment: re.Match[str]) -> str:
    return comment["after"] or comment[0].removeprefix("# ").replace("\n# ", "\n")


def _told(comment: re.Match[str]) -> str:
    """Return a comment in the language in force."""
    said = _said(comment)
    return comment[0].replace(said.replace("\n", "\n# "), gettext(said).replace("\n", "\n# "))


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
