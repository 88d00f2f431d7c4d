"""Which file is what."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from goalsite.model.link.workbench import Workbench
from goalsite.model.objects import Page, Unreadable
from goalsite.model.records import (
    CheckInRecord,
    CompanyRecord,
    CycleRecord,
    KpiRecord,
    ObjectiveRecord,
    PageRecord,
    PersonRecord,
    Record,
    TeamRecord,
)
from goalsite.model.sorting import LANGUAGE_SUFFIX, bad_name, guess_kind
from goalsite.vocabulary import Kind

_EMPTY_RECORDS: Mapping[Kind, Callable[..., Record]] = {
    Kind.COMPANY: CompanyRecord,
    Kind.TEAM: TeamRecord,
    Kind.PERSON: PersonRecord,
    Kind.CYCLE: CycleRecord,
    Kind.OBJECTIVE: ObjectiveRecord,
    Kind.KPI: KpiRecord,
    Kind.CHECK_IN: CheckInRecord,
}


def sort_files(bench: Workbench) -> None:
    """Lay every file with its kind; one that could not be read goes where its path says (SPEC 2)."""
    for sheet in bench.sheets:
        bench.tell(sheet, sheet.parsed.problems)
        if LANGUAGE_SUFFIX.fullmatch(sheet.file.key):
            bench.translations.append(sheet)
            continue
        if any(problem.code in ("G001", "G002") for problem in sheet.parsed.problems):
            bench.blind = True
        if sheet.kind is None and isinstance(sheet.parsed.record, PageRecord):
            key = sheet.file.key
            bench.pages[key] = Page(key, sheet.file, sheet.parsed.record)
            continue
        if sheet.kind is None:
            bench.blind = True
            sheet.kind = guess_kind(sheet.file.key, bench.by_key)
            sheet.guessed = True
            bench.unread_stems.add(sheet.stem)
            if sheet.kind is None:
                bench.unreadable.append(Unreadable(sheet.file.key, sheet.file))
                continue
            record = _EMPTY_RECORDS[sheet.kind]()
            sheet.parsed = replace(sheet.parsed, kind=sheet.kind, record=record)
        if (problem := bad_name(sheet)) is not None:
            bench.tell(sheet, [problem])
        bench.by_kind[sheet.kind].append(sheet)
