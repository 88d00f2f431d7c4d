"""The goals as tables for spreadsheets (SPEC 11): UTF-8 with a byte order mark, so that Excel reads Chinese.

Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING

from goalsite.check.report import finding_data
from goalsite.language import ngettext, pgettext
from goalsite.model.records import Range, Target
from goalsite.publish.data.numbers import plain_number
from goalsite.publish.data.shown import addresses, findings_shown, is_shown, objectives_shown

if TYPE_CHECKING:
    from goalsite.measure.figures import KeyResultFigures
    from goalsite.publish.understanding.understood import Understood

Cell = str | int | bool | date | Decimal | Fraction | None
Row = Mapping[str, Cell]
"""Cells by column; those that are missing are empty."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(known: "Understood") -> Mapping[str, bytes]:
    """Return the tables by file name, each with a header."""
    return {f"{name}.csv": written(header, rows) for name, header, rows in all_tables(known)}


def all_tables(known: "Understood") -> Iterator[tuple[str, str, Iterator[Row]]]:
    """Yield each table: its name, its columns separated by blanks, and its rows as they are asked for."""
    for name, (header, rows) in _TABLES.items():
        yield name, header, rows(known)


def words_of_tables() -> tuple[set[str], set[str]]:
    """Return the names of all tables and of their columns, to be translated where people read them."""
    return set(_TABLES), {column for header, _ in _TABLES.values() for column in header.split()}


def written(header: str, rows: Iterable[Row]) -> bytes:
    """Return a table as the bytes of a CSV file; ``header`` names its columns, separated by blanks."""
    columns = header.split()
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def cell(value: Cell) -> str:
    """Return one cell: empty for unknown, ``yes`` or ``no`` for truth, numbers without exponents."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return plain_number(value)


def _objectives(known: "Understood") -> Iterator[Row]:
    urls = addresses(known)
    for objective in objectives_shown(known):
        row: dict[str, Cell] = {
            "id": objective.id,
            "ref": objective.ref,
            "title": objective.title,
            "owner": objective.owner,
            "team": objective.team,
            "cycle": objective.cycle.id if objective.cycle else None,
            "person": objective.person,
            "type": objective.record.type.value,
            "state": objective.state.value,
            "weight": objective.weight,
            "supports": str(objective.supports)
            if objective.supports and is_shown(known, objective.supports.id)
            else None,
            "url": urls[objective.id],
            "path": objective.file.path,
        }
        if (figures := known.measured.objectives.get(objective.id)) is not None:
            row |= {
                "status": figures.status.value,
                "last_status": figures.last_status.value if figures.last_status else None,
                "progress": figures.progress,
                "progress_raw": figures.progress_raw,
                "expected": figures.expected,
                "behind": figures.behind,
                "confidence": figures.confidence,
                "measured": figures.measured[0],
                "measured_of": figures.measured[1],
                "grade": figures.grade.value if figures.grade else None,
                "score": figures.score,
                "updated": figures.updated,
            }
        yield row


def _key_results(known: "Understood") -> Iterator[Row]:
    for objective in objectives_shown(known):
        measured = known.measured.objectives.get(objective.id)
        for kr in objective.key_results:
            row: dict[str, Cell] = {
                "objective": objective.id,
                "id": kr.id,
                "title": kr.title,
                "owner": kr.owner,
                "weight": kr.weight,
                "unit": known.repository.unit_of(kr),
                "measure": kr.measure.value,
                "kpi": kr.kpi,
                "from": kr.record.from_,
                "to": kr.record.to,
                "due": kr.span.last,
                "retired": kr.retired,
            }
            if measured is not None and (figures := measured.key_results.get(kr.id)) is not None:
                row |= _figures(figures)
            yield row


def _figures(figures: "KeyResultFigures") -> Row:
    row: dict[str, Cell] = {
        "progress": figures.progress,
        "progress_raw": figures.progress_raw,
        "expected": figures.expected,
        "behind": figures.behind,
        "status": figures.status.value,
        "last_status": figures.last_status.value if figures.last_status else None,
        "updated": figures.updated,
    }
    read = {"from": figures.start, "to": figures.end, "current": figures.current, "confidence": figures.confidence}
    return row | {column: reading.value for column, reading in read.items() if reading is not None}


def _kpis(known: "Understood") -> Iterator[Row]:
    urls = addresses(known)
    for kpi in known.repository.kpis.values():
        record = kpi.record
        row: dict[str, Cell] = {
            "id": kpi.id,
            "ref": kpi.ref,
            "title": kpi.title,
            "owner": kpi.owner,
            "team": kpi.team,
            "direction": record.direction.value if record.direction else None,
            "unit": record.unit,
            "cadence": record.cadence.value,
            "weight": record.weight,
            "core": record.core,
            "part_of": kpi.part_of,
            "superseded_by": kpi.superseded_by,
            "url": urls[kpi.id],
            "path": kpi.file.path,
        }
        if (figures := known.measured.kpis.get(kpi.id)) is not None:
            latest, ahead = figures.latest, figures.projection
            row |= {
                **_ends(figures.target_shown),
                "latest_date": latest.date if latest else None,
                "latest_value": latest.value if latest else None,
                "completion": figures.completion,
                "health": figures.health.value,
                "stale": figures.stale,
                "trend": figures.trend.value if figures.trend else None,
                "projected": ahead.value if ahead else None,
                "projected_for": ahead.day if ahead else None,
            }
        yield row


def _kpi_values(known: "Understood") -> Iterator[Row]:
    for figures in known.measured.kpis.values():
        for value in figures.values:
            yield {
                "kpi": figures.kpi.id,
                "date": value.date,
                "value": value.value,
                "unit": figures.kpi.record.unit,
                **_ends(value.target),
                "completion": value.completion,
                "health": value.health.value,
                "note": value.note,
                "by": ", ".join(value.by),
            }


def _check_ins(known: "Understood") -> Iterator[Row]:
    """A check-in is a row for each key result it speaks of, or one row where it speaks of none."""
    for objective in objectives_shown(known):
        for check_in in objective.check_ins:
            given = check_in.record.confidence
            by_key = given if isinstance(given, Mapping) else {}
            for key in dict.fromkeys((*check_in.record.values, *by_key)) or ("",):
                value = check_in.record.values.get(key)
                key_result = objective.key_result(key)
                yield {
                    "objective": objective.id,
                    "date": check_in.date,
                    "key_result": key,
                    "value": "; ".join(value) if isinstance(value, tuple) else value,
                    "unit": known.repository.unit_of(key_result) if key_result is not None else None,
                    "confidence": by_key.get(key) if isinstance(given, Mapping) else given,
                    "by": check_in.by,
                    "note": check_in.note,
                    "path": check_in.path,
                }


def _scorecards(known: "Understood") -> Iterator[Row]:
    for team, card in known.measured.scorecards.items():
        for row in card.rows:
            figures = known.measured.kpis[row.kpi]
            kpi, latest = figures.kpi, figures.latest
            yield {
                "team": team,
                "kpi": kpi.id,
                "indicator": kpi.title,
                "weight": row.weight,
                **_ends(figures.target_shown),
                "actual": latest.value if latest else None,
                "unit": kpi.record.unit,
                "completion": row.completion,
                "score": row.score,
                "health": figures.health.value,
                "stale": figures.stale,
                "remark": row.remark,
                "owner": kpi.owner,
                "updated": latest.date if latest else None,
            }
        if card.rows:
            yield {
                "team": team,
                "indicator": pgettext("row of a table", "Total"),
                "weight": card.weight,
                "completion": card.total,
                "score": card.score,
                "remark": ngettext(
                    "{with_completion} of {n} with a completion",
                    "{with_completion} of {n} with a completion",
                    len(card.rows),
                    with_completion=card.with_completion,
                ),
            }


def _findings(known: "Understood") -> Iterator[Row]:
    for one in findings_shown(known):
        yield dict(finding_data(one))


def _ends(target: Target | None) -> Row:
    """Return a target as two columns: a plain number is in the first."""
    if isinstance(target, Range):
        return {"target": target.min, "target_max": target.max}
    return {"target": target}


_TABLES = {
    "objectives": (
        "id ref title owner team cycle person type state status last_status progress progress_raw expected behind "
        "confidence measured measured_of grade score weight supports updated url path",
        _objectives,
    ),
    "key-results": (
        "objective id title owner weight unit measure kpi from to current progress progress_raw expected behind "
        "confidence status last_status updated due retired",
        _key_results,
    ),
    "kpis": (
        "id ref title owner team direction target target_max unit cadence weight core part_of superseded_by "
        "latest_date latest_value completion health stale trend projected projected_for url path",
        _kpis,
    ),
    "kpi-values": ("kpi date value unit target target_max completion health note by", _kpi_values),
    "check-ins": ("objective date key_result value unit confidence by note path", _check_ins),
    "scorecards": (
        "team kpi indicator weight target target_max actual unit completion score health stale remark owner updated",
        _scorecards,
    ),
    "findings": ("code level message path line column goal", _findings),
}
