"""A row added to a KPI's CSV, in that file's own way: its separator, its columns, its line ends."""

import csv
from collections.abc import Mapping
from io import StringIO

from goalsite.language import gettext as _
from goalsite.source.files import decode
from goalsite.source.values_csv import read_table
from goalsite.writing.refusal import Refused, refused_for
from goalsite.writing.scalars import Plain, raw

_DELIMITERS = (",", ";", "\t")


def with_row(content: bytes, row: Mapping[str, Plain]) -> bytes:
    """Return a CSV's bytes with one row more at its end; every byte before it stays.

    Raises :class:`Refused` where the table cannot be read, or has no column for something that the row has.
    """
    text = decode(content, what="CSV UTF-8")
    if text.problem is not None:
        raise refused_for(text.problem)
    table = read_table(text.text)
    if not table.whole or any(problem.code == "G007" for problem in table.problems):
        raise refused_for(table.problems[0])
    lines = text.text.split("\n")
    header = next(line for line in lines if line.strip(" ,;\t"))
    delimiter = max(_DELIMITERS, key=lines[0].count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter))]
    lacking = [name for name in row if name not in names]
    if lacking:
        name = lacking[0]
        raise Refused(_("the CSV has no column '{name}'; add it to its first row, or leave it out", name=name))
    out = StringIO()
    cells = [_cell(row[name]) if name in row else "" for name in names]
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    line_end = b"\r\n" if content.count(b"\r\n") * 2 > content.count(b"\n") else b"\n"
    gap = b"" if content.endswith((b"\n", b"\r")) else line_end
    result = content + gap + out.getvalue().encode() + line_end
    if read_table(decode(result).text).rows[:-1] != table.rows:
        raise Refused(_("a row cannot be added to the CSV safely; add it by hand"))
    return result


def _cell(value: Plain) -> str:
    return " ".join(raw(value).split()) if isinstance(value, str) else raw(value)
