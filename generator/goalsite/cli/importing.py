"""``goalsite import``: goals out of a spreadsheet; it shows what it would do, and writes when told to."""

import sys
from datetime import date
from pathlib import Path
from shlex import quote

import click

from goalsite.check.report import visible
from goalsite.cli.options import UserMistake, as_of, repository
from goalsite.cli.outcome import tell
from goalsite.findings import Names
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.model.periods import span_of
from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.files.sheets import read_sheets
from goalsite.publish.understanding.inputs import gather
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.publish.understanding.trial import findings_added
from goalsite.publish.understanding.understood import Understood
from goalsite.vocabulary import Level
from goalsite.writing.importing.columns import Columns, read_columns, told_columns
from goalsite.writing.importing.tables import Import, Importer, Table
from goalsite.writing.starter import quarter_of

_MOST = 20


@click.command("import", epilog="Example: goalsite import okr.xlsx --map 'Team goal=objective' --write")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "told", multiple=True, metavar="HEAD=COLUMN", help="What a column is; HEAD= leaves it out.")
@click.option("--cycle", help="The cycle of rows that name none; default: this quarter.")
@click.option("--write", is_flag=True, help="Write the files; without it nothing is written.")
@as_of
@repository
def import_(
    directory: Path, file: Path, told: tuple[str, ...], cycle: str | None, write: bool, as_of: date | None
) -> None:
    """Read objectives with key results, or KPIs with values, from the CSV or XLSX FILE, and show what that gives.

    A row is a key result (objective, owner, team, cycle, supports, key result, from, to, current, unit, due, weight) or
    a KPI (kpi, owner, team, direction, target, unit, cadence, weight, and columns headed by days or months).
    A column of progress is no current value and is left out; --map 'HEAD=current' takes it as values.
    """
    mapping = told_columns(told)
    inputs = gather(directory, as_of=as_of)
    known = understand_inputs(inputs)
    if cycle is not None and cycle not in known.repository.cycles and span_of(cycle, known.repository.fiscal) is None:
        raise UserMistake(_("'{cycle}' is no cycle; write it like 2026-q4", cycle=cycle))
    importer = Importer(known.repository, known.as_of, cycle or quarter_of(known.as_of))
    read = 0
    lacking: list[str] = []
    for table in read_sheets(file):
        columns = read_columns(table.rows, mapping, table.percents)
        if columns is None:
            continue
        read += 1
        _show_columns(table, columns)
        lacking += [_lacking(table, columns)] if columns.ends_missing else []
        importer.read(table, columns)
    if not read:
        raise UserMistake(_("no row of heads is found; name one with --map HEAD=objective or --map HEAD=kpi"))
    found = importer.finished()
    added = findings_added(inputs, known, found.files)
    problems = [*found.problems, *(str(one) for one in added if one.level is Level.ERROR)]
    _show(known, found, problems)
    if unmeasured := sum(one.code == "G204" for one in added):
        tell(ngettext("{n} key result has no measure (G204)", "{n} key results have no measure (G204)", unmeasured))
    for line in lacking:
        tell(line)
    if problems:
        tell(_("nothing is written until these are mended, in the table or by leaving a column out with --map 'HEAD='"))
        sys.exit(1)
    if not write:
        tell(_("nothing is written yet; --write does it"))
        return
    put_in_place([Placed(known.goals_dir / key, content) for key, content in found.files.items()], known.goals_dir)
    tell(ngettext("{n} file written", "{n} files written", len(found.files)))


def _show_columns(table: Table, columns: Columns) -> None:
    tell(_("{table}, heads in row {row}:", table=visible(table.name), row=columns.row + 1))
    meanings = {place: name for name, place in columns.at.items()}
    meanings |= {place: _("value of {day}", day=day) for day, place in columns.dated.items()}
    meanings |= {place: _left_out(columns.heads[place]) for place in columns.shares}
    for place, head in enumerate(columns.heads):
        if head:
            meaning = meanings.get(place) or _("left out")
            tell(f"  {visible(head)[:60]} → {meaning}")


def _left_out(head: str) -> str:
    """Return why a column of progress is left out, and how it is taken all the same."""
    option = f"--map {quote(f'{visible(head)}=current')}"
    return _("left out: progress, not a current value, unless {option} says so", option=option)


def _lacking(table: Table, columns: Columns) -> str:
    """Return what to do about a table of key results that says not from where, or not to where, they go."""
    return _(
        "{table}: no head is read as '{columns}', so nothing of it is measured; name one, like {example}",
        table=visible(table.name),
        columns=Names(columns.ends_missing),
        example=f"--map 'HEAD={columns.ends_missing[-1]}'",
    )


def _show(known: Understood, found: Import, problems: list[str]) -> None:
    for key in found.files:
        click.echo(f"{known.settings.goals_dir.rstrip('/')}/{key}")
    for key in found.there:
        tell(_("{path} is there already and stays as it is", path=key))
    for line in problems[:_MOST]:
        tell(visible(line))
    if len(problems) > _MOST:
        tell(ngettext("and {n} more", "and {n} more", len(problems) - _MOST))
