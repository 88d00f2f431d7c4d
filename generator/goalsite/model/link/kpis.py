"""KPIs and their values, whole."""

from goalsite.language import Message
from goalsite.model.check_ins import merge_values
from goalsite.model.link.following import follow
from goalsite.model.link.workbench import CsvFile, Draft, Workbench
from goalsite.model.objects import Kpi
from goalsite.model.records import KpiRecord, ValueRecord
from goalsite.model.shapes import rater_problem, rating_problem
from goalsite.model.sorting import Sheet
from goalsite.model.values_of_csv import read_values
from goalsite.source.problems import Problem


def make_kpi(bench: Workbench, draft: Draft, record: KpiRecord) -> Kpi:
    """Make a KPI of its draft; its parts are laid to it later."""
    sheet = draft.sheet
    owner = bench.person(sheet, record.owner, "owner")
    part_of = follow(bench, draft, record.part_of, "part_of", want="kpi")
    superseded = follow(bench, draft, record.superseded_by, "superseded_by", want="kpi")
    for name, found, ref in (
        ("part_of", part_of, record.part_of),
        ("superseded_by", superseded, record.superseded_by),
    ):
        if found is not None and found.id == sheet.file.key:
            bench.say(sheet, "G104", Message("'{key}' names the KPI itself; name another", key=name), name, ref)
    bench.approvers(sheet, record.adjustments)
    values, readable = _values(bench, draft, record)
    return Kpi(
        id=sheet.file.key,
        ref=bench.goals.short(sheet.file.key),
        file=sheet.file,
        record=record,
        team=draft.team,
        owner=owner,
        part_of=part_of.id if part_of and part_of.id != sheet.file.key else None,
        parts=(),
        superseded_by=superseded.id if superseded and superseded.id != sheet.file.key else None,
        approved_by=bench.person(sheet, record.approved_by, "approved_by"),
        values=tuple(value for value in values if value.date <= bench.as_of),
        later=tuple(value for value in values if value.date > bench.as_of),
        adjustments=tuple(one for one in record.adjustments if one.date <= bench.as_of),
        usable=sheet.parsed.usable and readable and draft.placed,
    )


def _values(bench: Workbench, draft: Draft, record: KpiRecord) -> tuple[tuple[ValueRecord, ...], bool]:
    """Return a KPI's values from its list or its CSV, with its check-in files, and whether they could be read."""
    sheet = draft.sheet
    path = sheet.file.path
    own = [value._replace(path=path) for value in record.values or ()]
    table = bench.csvs.get(sheet.file.key)
    readable = True
    if table is not None and record.values is not None:
        message = Message("the values stand here and in {path}; keep one of the two", path=table.path)
        bench.say(sheet, "G402", message, "values")
    elif table is not None:
        own, readable = _csv_values(bench, sheet, table, record)
    if record.combine is not None and (own or draft.file_values):
        message = Message("a KPI with 'combine' is made of its parts and has no values of its own; delete them")
        bench.say(sheet, "G402", message, "values" if record.values else "combine")
        own, draft.file_values = [], []
    if not record.raters:
        for number, value in enumerate(own):
            if not value.by or value.path != path:
                continue
            bench.person(sheet, value.by, f"values.{number}.by")
    return merge_values(own, draft.file_values, rated=bool(record.raters)), readable


def _csv_values(bench: Workbench, sheet: Sheet, table: CsvFile, record: KpiRecord) -> tuple[list[ValueRecord], bool]:
    problems = [table.problem] if table.problem else []
    values: tuple[ValueRecord, ...] = ()
    readable = table.text is not None
    if table.text is not None:
        values, more, readable = read_values(table.text, table.path, rated=bool(record.raters))
        problems.extend(more)
    good = []
    for value in values:
        if record.raters and (wrong := rater_problem(value.by, record.raters)) is not None:
            problems.append(Problem("G003", wrong, value.by.at if value.by else value.at, "values"))
        elif record.raters and (wrong := rating_problem(value.value, record.rubric)) is not None:
            problems.append(Problem("G003", wrong, value.at, "values"))
        else:
            good.append(value)
            if value.by and not record.raters:
                bench.names.find(value.by, "values", problems)
    bench.findings.extend(problem.finding(table.path, sheet.file.key) for problem in problems)
    return good, readable
