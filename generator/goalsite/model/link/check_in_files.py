"""Check-ins, from lists and files, laid beside their goals."""

from datetime import date

from goalsite.findings import START
from goalsite.language import Message
from goalsite.model.check_ins import KnownKeyResults, check_values, file_date
from goalsite.model.link.workbench import Draft, Workbench
from goalsite.model.objects import CheckIn
from goalsite.model.records import CheckInRecord, KpiRecord, ObjectiveRecord, ValueRecord
from goalsite.model.shapes import rater_problem
from goalsite.model.sorting import Sheet
from goalsite.model.values import shown
from goalsite.vocabulary import Kind


def take_check_ins(bench: Workbench) -> None:
    """Lay all check-ins beside their goals, in their order (SPEC 3.5)."""
    files: dict[str, list[Sheet]] = {}
    for sheet in bench.by_kind[Kind.CHECK_IN]:
        files.setdefault(sheet.folder, []).append(sheet)
    for folder, sheets in sorted(files.items()):
        draft = bench.drafts.get(folder)
        record = draft.sheet.parsed.record if draft is not None else None
        known = KnownKeyResults(record.key_results if isinstance(record, ObjectiveRecord) else ())
        for sheet in sorted(sheets, key=lambda one: one.stem):
            if draft is None:
                if folder not in bench.by_key:
                    message = Message(
                        "the check-in belongs to no goal; there is no {goal}.md beside its folder", goal=shown(folder)
                    )
                    bench.say(sheet, "G101", message, "kind")
                elif not sheet.guessed and not bench.unread(folder):
                    message = Message(
                        "{goal}.md is neither an objective nor a KPI; a check-in belongs to one", goal=shown(folder)
                    )
                    bench.say(sheet, "G101", message, "kind")
            elif not sheet.guessed:
                _take_file(bench, draft, sheet, known)
    for draft in bench.drafts.values():
        _take_list(bench, draft)


def _take_file(bench: Workbench, draft: Draft, sheet: Sheet, known: KnownKeyResults) -> None:
    record = sheet.parsed.record
    assert isinstance(record, CheckInRecord)
    day, problem = file_date(sheet)
    if problem is not None:
        bench.tell(sheet, [problem])
    if draft.sheet.guessed:
        return  # Nothing is known of the goal, not even whether it is a KPI.
    goal = draft.sheet.parsed.record
    by = record.by
    if isinstance(goal, KpiRecord):
        _take_kpi_file(bench, draft, sheet, record, goal, day)
        return
    assert isinstance(goal, ObjectiveRecord)
    person = bench.person(sheet, by, "by")
    if record.value is not None:
        message = Message("an objective's check-in has 'values', a mapping from key results; 'value' is for KPIs")
        bench.say(sheet, "G003", message, "value")
    record, problems = check_values(record, known, complete=draft.sheet.parsed.usable)
    bench.tell(sheet, problems)
    if day is None or not sheet.parsed.usable:
        return
    check_in = CheckIn(day, record, person, sheet.file.path, record.note, sheet.file.body_line)
    (draft.check_ins if day <= bench.as_of else draft.later).append(check_in)


def _take_kpi_file(
    bench: Workbench, draft: Draft, sheet: Sheet, record: CheckInRecord, goal: KpiRecord, day: date | None
) -> None:
    by = record.by
    if goal.raters:
        if (wrong := rater_problem(by, goal.raters)) is not None:
            bench.say(sheet, "G003", wrong, "by")
            return
    else:
        bench.person(sheet, by, "by")
    for name in ("values", "confidence"):
        if name in record.at:
            bench.say(sheet, "G004", Message("a KPI's check-in has 'value', and no '{key}'", key=name), name)
    if record.value is None:
        if "value" not in record.at:
            bench.say(sheet, "G003", Message("a KPI's check-in needs 'value': the new number"), "kind")
        return
    if day is not None and sheet.parsed.usable:
        at = record.position("value")
        draft.file_values.append(ValueRecord(day, record.value, record.note, by, sheet.file.path, at))


def _take_list(bench: Workbench, draft: Draft) -> None:
    record = draft.sheet.parsed.record
    if not isinstance(record, ObjectiveRecord):
        return
    listed: list[CheckIn] = []
    known = KnownKeyResults(record.key_results)
    for one in record.check_ins:
        assert one.date is not None
        person = bench.person(draft.sheet, one.by, f"{one.key}.by")
        checked, problems = check_values(one, known, complete=draft.sheet.parsed.usable)
        bench.tell(draft.sheet, problems)
        line = record.at.get(f"{one.key}.note", START).line
        check_in = CheckIn(one.date, checked, person, draft.sheet.file.path, one.note, line)
        (listed if one.date <= bench.as_of else draft.later).append(check_in)
    draft.check_ins = sorted([*listed, *draft.check_ins], key=lambda one: one.date)
