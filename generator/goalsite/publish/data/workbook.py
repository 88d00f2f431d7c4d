"""The goals as one workbook (SPEC 11): the tables of :mod:`.tables`, one a sheet, with real numbers.

openpyxl makes the workbook, its styles and its sheets; their rows are written here and put between, since a large
site has a million cells and openpyxl would take longer over them than the rest of the build takes. Text is never a
formula, whatever it begins with. The same tables and the same day give the same bytes.

A workbook is for people: its sheets, its columns and the words of the vocabularies are in the language in force; in
English they are those of the CSV files.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from html import escape
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from babel.numbers import get_currency_precision, get_currency_symbol
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from goalsite.language import LANGUAGES, language, ngettext, pgettext
from goalsite.language import gettext as _
from goalsite.publish.data.numbers import plain_number
from goalsite.publish.data.tables import Cell, Row, all_tables
from goalsite.publish.escaping import for_xml
from goalsite.site.format import is_money
from goalsite.site.places import Number
from goalsite.vocabulary import (
    Cadence,
    Direction,
    Grade,
    Health,
    Level,
    Measure,
    ObjectiveType,
    State,
    Status,
    Trend,
)
from goalsite.wording import word

if TYPE_CHECKING:
    from _typeshed import StrPath

    from goalsite.publish.understanding.understood import Understood

NAME = "goals.xlsx"

MOST_TEXT = 32_767
"""What a cell holds, in the units of UTF-16."""
MOST_ROWS = 1_048_576
"""What a sheet holds, its header included."""

_SHARES = frozenset({"progress", "progress_raw", "expected", "behind", "completion"})
_RATIOS = frozenset({"confidence", "score"})
_IN_UNIT = frozenset({"from", "to", "current", "value", "target", "target_max", "actual", "latest_value", "projected"})
_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "status": Status,
    "last_status": Status,
    "grade": Grade,
    "type": ObjectiveType,
    "state": State,
    "measure": Measure,
    "direction": Direction,
    "cadence": Cadence,
    "health": Health,
    "trend": Trend,
    "level": Level,
}
_MOST_DIGITS = 15  # what a spreadsheet keeps; more stay whole only as text
_FORMULA = ("=", "+", "-", "@")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_NOUGHT, _FIRST_DAY, _FIRST_OF_MARCH = date(1899, 12, 30), date(1900, 1, 1), date(1900, 3, 1)
_YEARS_OF_ZIP = (1980, 2107)
_LOOKED_AT = 200
_WIDEST = 60
_SHORT = 80
_NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


def workbook(known: "Understood") -> bytes:
    """Return the workbook as the bytes of an XLSX file."""
    book = Workbook(write_only=True)
    book.properties.creator = "Goalsite"
    book.properties.title = for_xml(known.repository.team_title(None)) or _("Goals")
    book.properties.created = book.properties.modified = datetime.combine(known.as_of, time())
    cells = _Cells(book, known.settings.language)
    rows_of = {}
    for name, header, rows in all_tables(known):
        sheet = book.create_sheet(pgettext("sheet", name))
        columns, first = header.split(), list(islice(rows, _LOOKED_AT))
        for number, column in enumerate(columns, 1):
            width = max([_width(_head(column)) + 4, *(_width(row.get(column)) + 2 for row in first)])
            sheet.column_dimensions[get_column_letter(number)].width = min(width, _WIDEST)
        lines = list(cells.table(columns, chain(first, rows)))
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(lines)}"
        rows_of[f"xl/worksheets/sheet{len(book.worksheets)}.xml"] = lines
    out = BytesIO()
    # Workbook.save would date the file by the clock.
    ExcelWriter(book, _Archive(out, known.as_of, rows_of)).save()
    return out.getvalue()


def text_of_cell(text: str) -> str:
    """Return text as a cell can hold it: without what XML cannot carry, and cut where it is too long.

    ``_x0041_`` would be read as the letter it names, so its first underscore is written as such a name itself.
    """
    clean = for_xml(text)
    if len(clean) * 2 > MOST_TEXT and len(units := clean.encode("utf-16-le")) > MOST_TEXT * 2:
        cut = _(" … (cut here)")
        clean = units[: (MOST_TEXT - len(cut)) * 2].decode("utf-16-le", "ignore") + cut
    return _ESCAPE.sub("_x005F_", clean) if "_x" in clean else clean


def share_format(share: Number) -> str:
    """Return the format of a share: whole per cents, with decimals only where it would read as 0 % or 100 % falsely."""
    top, bottom = share.as_integer_ratio()
    top = abs(top)
    if top == 0 or top >= bottom:
        return "0%"
    for places in range(4):
        halves = 200 * 10**places
        if halves * top >= bottom and halves * (bottom - top) > bottom:
            return "0%" if places == 0 else f"0.{'0' * places}%"
    return "0.0000%"


class _Cells:
    """Rows as XML; the look of each cell is a style of the workbook, made once."""

    def __init__(self, book: Workbook, language: str) -> None:
        self._book = book
        self._language = language
        self._looks: dict[str, int] = {}
        self._units: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def table(self, columns: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
        """Yield the rows of a sheet; one that cannot hold them all says in its last how many more there are."""
        rows = iter(rows)
        places = [(get_column_letter(number), column) for number, column in enumerate(columns, 1)]
        header = self._look("header")
        names = "".join(f'<c r="{letter}1"{_text(_head(column), header)}' for letter, column in places)
        yield f'<row r="1">{names}</row>'.encode()
        for number, row in enumerate(islice(rows, MOST_ROWS - 2), 2):
            yield self._row(number, places, row)
        last = next(rows, None)
        if last is not None:
            more = sum(1 for _ in rows)
            said = {
                columns[0]: ngettext(
                    "{count} more row does not fit; the CSV file has them all",
                    "{count} more rows do not fit; the CSV file has them all",
                    more + 1,
                    count=f"{more + 1:,}",
                )
            }
            yield self._row(MOST_ROWS, places, said if more else last)

    def _row(self, number: int, places: list[tuple[str, str]], row: Row) -> bytes:
        unit = row.get("unit")
        parts = []
        for letter, column in places:
            value = row.get(column)
            if value is not None and value != "":
                parts.append(f'<c r="{letter}{number}"{self._cell(column, value, unit)}')
        return f'<row r="{number}">{"".join(parts)}</row>'.encode()

    def _cell(self, column: str, value: Cell, unit: Cell) -> str:
        """Return a cell from its look on."""
        if isinstance(value, str):
            return self._string(_word(column, value))
        if isinstance(value, bool):
            return self._string(_("yes") if value else _("no"))
        if isinstance(value, date):
            return self._day(value)
        number = plain_number(value)
        if value is None or len(number.lstrip("-").partition(".")[0]) > _MOST_DIGITS:
            return self._string(number)
        return f' s="{self._look(self._format(column, value, unit))}"><v>{number}</v></c>'

    def _string(self, text: str) -> str:
        known = self._texts.get(text)
        if known is None:
            held = text_of_cell(text)
            known = _text(held, self._look("quoted" if held.startswith(_FORMULA) else "text"))
            if len(text) <= _SHORT:
                self._texts[text] = known
        return known

    def _day(self, day: date) -> str:
        if day < _FIRST_DAY:
            return self._string(day.isoformat())
        # The numbers of days go on from a 29 February 1900 that never was.
        number = (day - _DAY_NOUGHT).days - (day < _FIRST_OF_MARCH)
        return f' s="{self._look("yyyy-mm-dd")}"><v>{number}</v></c>'

    def _format(self, column: str, number: Number, unit: Cell) -> str:
        """Return the number format of a column's figure in its row's unit; ``%`` as a unit means as written."""
        if column in _SHARES:
            return share_format(number)
        if column in _RATIOS:
            return "0.00"
        if column in _IN_UNIT and isinstance(unit, str):
            known = self._units.get(unit)
            if known is None:
                known = 'General"%"' if unit == "%" else self._money(unit) if is_money(unit) else "General"
                self._units[unit] = known
            return known
        return "General"

    def _money(self, currency: str) -> str:
        places = get_currency_precision(currency)
        symbol = get_currency_symbol(currency, self._language)
        return f"[${symbol}]#,##0{'.' + '0' * places if places else ''}"

    def _look(self, name: str) -> int:
        """Return the number of a look: the header's, of text, or of numbers by their format."""
        known = self._looks.get(name)
        if known is None:
            cell: Any = WriteOnlyCell(self._book.worksheets[0])
            cell.alignment = Alignment(vertical="top")
            if name == "header":
                cell.font = Font(bold=True)
            elif name == "quoted":
                # What would be a formula if someone typed it stays text when someone edits it.
                cell.quotePrefix = True
            elif name != "text":
                cell.number_format = name
            known = self._looks[name] = cell.style_id
        return known


def _head(column: str) -> str:
    return pgettext("column", column)


def _word(column: str, value: str) -> str:
    """Return a value of a vocabulary in the language in force, any other as it is."""
    words = _VOCABULARIES.get(column)
    return word(words(value)) if words is not None and language() != LANGUAGES[0] else value


def _text(text: str, look: int) -> str:
    return f' s="{look}" t="inlineStr"><is><t xml:space="preserve">{escape(text, quote=False)}</t></is></c>'


def _width(value: Cell) -> int:
    """Return about how many digits wide a value is; East Asian letters take two."""
    if value is None or isinstance(value, bool):
        return 3
    if isinstance(value, str):
        line = value[:_WIDEST].partition("\n")[0]
        return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)
    return 10


class _Archive(ZipFile):
    """A ZIP file whose entries are all dated by one day; sheets get their rows on the way."""

    def __init__(self, out: BytesIO, day: date, rows_of: dict[str, list[bytes]]) -> None:
        super().__init__(out, "w", ZIP_DEFLATED, allowZip64=True)
        self._day = (min(max(day.year, _YEARS_OF_ZIP[0]), _YEARS_OF_ZIP[1]), day.month, day.day, 0, 0, 0)
        self._rows_of = rows_of

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *rest: Any, **more: Any) -> None:
        """Write an entry from memory."""
        name = zinfo_or_arcname
        super().writestr(self._entry(name) if isinstance(name, str) else name, data, *rest, **more)

    def write(self, filename: "StrPath", arcname: "StrPath | None" = None, *rest: Any, **more: Any) -> None:
        """Write an entry from a file: a sheet, as openpyxl makes it, without rows."""
        del rest, more
        name = str(arcname or filename)
        with open(filename, "rb") as file:
            head, tail = _NO_ROWS.split(file.read())
        with self.open(self._entry(name), "w", force_zip64=True) as entry:
            entry.write(head + b"<sheetData>")
            rows = self._rows_of[name]
            for start in range(0, len(rows), 1000):
                entry.write(b"".join(rows[start : start + 1000]))
            entry.write(b"</sheetData>" + tail)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._day)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry
