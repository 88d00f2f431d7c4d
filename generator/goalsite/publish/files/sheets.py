"""Reading spreadsheets: CSV and XLSX as rows of cells, without running anything in them."""

import csv
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

from goalsite.language import gettext as _
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.understanding.inputs import Mistake
from goalsite.source.files import decode
from goalsite.writing.importing.tables import Table

_LARGEST = 20 * 1024 * 1024
_LARGEST_UNPACKED = 128 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS = 50_000, 400
_LIMITS = {"rows": _MOST_ROWS, "columns": _MOST_COLUMNS}


def read_sheets(path: Path) -> list[Table]:
    """Return the tables of a CSV or XLSX file; raise :class:`Mistake` for what is neither or too large."""
    if path.stat().st_size > _LARGEST:
        raise Mistake(_("{path} is larger than 20 MiB; split it", path=repr(str(path))))
    if path.suffix.lower() == ".csv":
        return [_csv(path)]
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    raise Mistake(_("{path} is neither .csv nor .xlsx; save it as one of them", path=repr(str(path))))


def _csv(path: Path) -> Table:
    text = decode(path.read_bytes(), what="CSV UTF-8")
    if text.problem is not None:
        at = text.problem.at
        raise Mistake(f"{path.name}:{at.line}:{at.column} {text.problem.said}")
    head = text.text[:5000]
    delimiter = max((",", ";", "\t"), key=head.count)
    try:
        rows = list(csv.reader(StringIO(text.text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Mistake(_("{path} cannot be read as CSV: {why}", path=repr(str(path)), why=str(error))) from error
    return Table(path.name, _held(path.name, rows))


def _workbook(path: Path) -> list[Table]:
    if not can_make_workbook():
        raise Mistake(_("an .xlsx file is read with openpyxl; pip install 'goalsite[xlsx]' brings it"))
    from openpyxl import load_workbook

    tables = []
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > _LARGEST_UNPACKED:
                raise Mistake(_("{path} unpacks to more than 128 MiB; split it", path=repr(str(path))))
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                tables.append(_sheet(sheet))
        finally:
            book.close()
    except Mistake:
        raise
    except Exception as error:  # the library raises whatever a broken file makes its parts raise
        raise Mistake(_("{path} is no workbook that can be read", path=repr(str(path)))) from error
    return tables


def _sheet(sheet: Any) -> Table:
    rows: list[list[Any]] = []
    percents: set[tuple[int, int]] = set()
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS)):
        if number > _MOST_ROWS:
            break
        rows.append([cell.value for cell in row])
        for place, cell in enumerate(row):
            if isinstance(cell.value, int | float) and "%" in str(cell.number_format):
                percents.add((number, place))
    return Table(str(sheet.title), _held(str(sheet.title), rows), frozenset(percents))


def _held(name: str, rows: list[list[Any]]) -> list[list[Any]]:
    if len(rows) > _MOST_ROWS or any(len(row) > _MOST_COLUMNS for row in rows):
        text = _("{name} has more than {rows} rows or {columns} columns; split it", name=repr(name), **_LIMITS)
        raise Mistake(text)
    return rows
