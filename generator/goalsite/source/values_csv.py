"""A KPI's values in a CSV file (SPEC 3.6)."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from goalsite.findings import START, Names, Position
from goalsite.language import Message
from goalsite.source.problems import Problem

_COLUMNS = ("date", "value", "note", "by")
_DELIMITERS = (",", ";", "\t")
_NO_HEADER = Message("the first row must be the header 'date,value'")
_MOST_SEARCHED = 10
"""Rows with a broken quote for whose end further lines are searched."""


class Row(NamedTuple):
    """One row as text, with the place of each cell by its column."""

    cells: dict[str, str]
    at: dict[str, Position]


class Table(NamedTuple):
    """The rows of a CSV; ``whole`` is False where the header lacks what is needed, so that no row counts."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    whole: bool


def read_table(text: str) -> Table:
    """Read a CSV with a header of ``date`` and ``value``, optionally ``note`` and ``by``.

    The separator is the comma, semicolon or tab that the header uses. An unknown column is a G004, a missing one and
    a row with too many cells or an open quote a G007. Empty rows are skipped.
    """
    header_end = text.find("\n")
    first = text if header_end < 0 else text[:header_end]
    delimiter = max(_DELIMITERS, key=first.count)
    problems: list[Problem] = []
    rows: list[Row] = []
    names: list[str] = []
    lines = text.split("\n")
    for line, cells in _rows(lines, delimiter, problems):
        if not any(cell.strip() for cell in cells):
            continue
        places = _places(cells, line, lines[line - 1], delimiter)
        if not names:
            names = [cell.strip().lower() for cell in cells]
            missing = _check_header(names, places, problems)
            if missing:
                return Table((), tuple(problems), whole=False)
            continue
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            message = Message(
                "the row has {cells} cells and the header {heads}; put a cell with a separator in quotes",
                cells=len(cells),
                heads=len(names),
            )
            problems.append(Problem("G007", message, Position(line, 1)))
            continue
        filled = [*cells, *[""] * (len(names) - len(cells))]
        pairs = [(name, cell.strip(), at) for name, cell, at in zip(names, filled, places, strict=False)]
        rows.append(Row({name: cell for name, cell, _ in pairs}, {name: at for name, _, at in pairs}))
    if not names:
        problems.append(Problem("G007", _NO_HEADER, START))
        return Table((), tuple(problems), whole=False)
    return Table(tuple(rows), tuple(problems), whole=True)


def _rows(lines: list[str], delimiter: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins in; after one that cannot be read go on with the very next line.

    So a quote that is never closed costs its own row alone, and not all that follow. After many such rows each line
    is taken for a row: looking for the end of every quote would take time by the square of the lines.
    """
    above = 0
    searched = 0
    while above < len(lines):
        below = len(lines) if searched < _MOST_SEARCHED else above + 1
        rest = (lines[index] + "\n" for index in range(above, below))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        while True:
            begins = above + reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                message = Message("the row cannot be read: {why}; check its quotes", why=str(error))
                if "end of data" in str(error):
                    message = Message("the row cannot be read: a quote is opened and never closed; check its quotes")
                problems.append(Problem("G007", message, Position(begins, 1)))
                searched += above + reader.line_num > begins
                above = begins
                break
            if cells is None:
                above = below
                break
            yield begins, cells


def _check_header(names: list[str], places: list[Position], problems: list[Problem]) -> bool:
    for number, (name, at) in enumerate(zip(names, places, strict=False)):
        if name not in _COLUMNS:
            message = Message(
                "unknown column '{name}'; a CSV of values has {columns}", name=name[:40], columns=Names(_COLUMNS)
            )
            problems.append(Problem("G004", message, at))
        elif name in names[:number]:
            problems.append(Problem("G007", Message("the column '{name}' stands here a second time", name=name), at))
    missing = [name for name in ("date", "value") if name not in names]
    if len(missing) == 2:
        problems[:] = [Problem("G007", _NO_HEADER, Position(places[0].line, 1))]
        return True
    for name in missing:
        message = Message("the header has no column '{name}'; the first row must name it", name=name)
        problems.append(Problem("G007", message, Position(places[0].line, 1)))
    return bool(missing)


def _places(cells: list[str], line: int, text: str, delimiter: str) -> list[Position]:
    """Return where each cell begins; cells after one with a quoted line break stand at the row's start."""
    places: list[Position] = []
    column = 0
    for cell in cells:
        places.append(Position(line, min(column, len(text)) + 1))
        if column < len(text) and text[column] == '"':
            end = column + 1
            while end < len(text) and not (text[end] == '"' and text[end + 1 : end + 2] != '"'):
                end += 2 if text[end] == '"' else 1
            column = end + 1 + len(delimiter)
        else:
            column += len(cell) + len(delimiter)
    return places + [Position(line, 1)] * len(_COLUMNS)
