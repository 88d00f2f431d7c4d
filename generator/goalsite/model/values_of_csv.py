"""The rows of a KPI's CSV as values (SPEC 3.6)."""

import re
from typing import TYPE_CHECKING

from goalsite.model.records import Ref, ValueRecord
from goalsite.model.values import CONTROL, instead, to_day, to_number
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
                message = f"{value.date} already stands in line {first}; keep one of the two"
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
    if isinstance(day, str):
        problems.append(Problem("G007", f"'date' {day}", row.at["date"]))
        good = False
    number = to_number(row.cells["value"])
    if number is None:
        problems.append(Problem("G007", f"'value' must be a number{instead(row.cells['value'])}", row.at["value"]))
        good = False
    for name in ("note", "by"):
        if CONTROL.search(row.cells.get(name, "")):
            problems.append(Problem("G007", f"'{name}' has a control character; delete it", row.at[name]))
            good = False
    if not good or isinstance(day, str) or number is None:
        return None
    by = row.cells.get("by")
    place: Position = row.at["value"]
    return ValueRecord(day, number, row.cells.get("note") or None, Ref(by, row.at["by"]) if by else None, path, place)
