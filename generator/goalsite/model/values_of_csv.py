"""The rows of a KPI's CSV as values (SPEC 3.6)."""

import re
from typing import TYPE_CHECKING

from goalsite.language import Message
from goalsite.model.records import Ref, ValueRecord
from goalsite.model.values import CONTROL, called, no_day, no_number, to_day, to_number
from goalsite.source.problems import Problem, told
from goalsite.source.values_csv import Row, read_table

if TYPE_CHECKING:
    from goalsite.findings import Position

_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")


def read_values(text: str, path: str, *, rated: bool) -> tuple[tuple[ValueRecord, ...], tuple[Problem, ...], bool]:
    """Return the values, the problems (G004, G007), and whether the table could be used at all.

    A day given twice is a G007 at the later row, except where ``rated`` (several raters rate on one day).
    """
    table = read_table(text)
    problems = list(table.problems)
    values: list[ValueRecord] = []
    seen: dict[object, int] = {}
    for row in table.rows:
        value = _value(row, path, problems)
        if value is None:
            continue
        if not rated:
            first = seen.setdefault(value.date, row.at["date"].line)
            if first != row.at["date"].line:
                message = Message(
                    "{day} already stands in line {line}; keep one of the two", day=value.date, line=first
                )
                problems.append(Problem("G007", message, row.at["date"]))
                continue
        values.append(value)
    return tuple(values), told(problems), table.whole


def _value(row: Row, path: str, problems: list[Problem]) -> ValueRecord | None:
    written = row.cells["date"]
    if (slashed := _SLASHED.fullmatch(written)) is not None:
        written = f"{slashed[1]}-{int(slashed[2]):02d}-{int(slashed[3]):02d}"
    day = to_day(written)
    good = True
    if day is None:
        problems.append(Problem("G007", no_day(called("date"), written), row.at["date"]))
        good = False
    number = to_number(row.cells["value"])
    if number is None:
        problems.append(Problem("G007", no_number(called("value"), row.cells["value"]), row.at["value"]))
        good = False
    for name in ("note", "by"):
        if CONTROL.search(row.cells.get(name, "")):
            message = Message("{key} has a control character; delete it", key=called(name))
            problems.append(Problem("G007", message, row.at[name]))
            good = False
    if not good or day is None or number is None:
        return None
    by = row.cells.get("by")
    place: Position = row.at["value"]
    return ValueRecord(day, number, row.cells.get("note") or None, Ref(by, row.at["by"]) if by else None, path, place)
