"""Goals and where they lie, before their references are followed."""

from dataclasses import replace

from goalsite.language import Message
from goalsite.model.link.workbench import Draft, Workbench
from goalsite.model.objects import Cycle
from goalsite.model.records import KpiRecord, ObjectiveRecord
from goalsite.model.references import Candidate
from goalsite.model.sorting import Sheet
from goalsite.model.values import shown
from goalsite.vocabulary import Kind


def draft_goals(bench: Workbench) -> None:
    """Draft every objective and KPI with its team and cycle, so that references can find it (G106)."""
    for kind in (Kind.OBJECTIVE, Kind.KPI):
        for sheet in bench.by_kind[kind]:
            record = sheet.parsed.record
            assert isinstance(record, ObjectiveRecord | KpiRecord)
            if not record.title:
                record = replace(record, title=sheet.stem)
                sheet.parsed = replace(sheet.parsed, record=record)
            team, cycle_id, nearly = bench.places.of(sheet.folder)
            placed = True
            if record.team is not None:
                named = bench.team(sheet, record.team, "team")
                placed = named is not None
                team = named or team
            cycle = None
            known: frozenset[str] | None = None
            if isinstance(record, ObjectiveRecord):
                cycle = _cycle_of(bench, sheet, record, cycle_id, nearly)
                placed = placed and cycle is not None
                if sheet.parsed.usable:
                    known = frozenset(one.id for one in record.key_results)
            candidate = Candidate(sheet.file.key, kind is Kind.KPI, team, cycle, known)
            bench.drafts[sheet.file.key] = Draft(sheet, team, cycle, candidate, placed)


def _cycle_of(
    bench: Workbench, sheet: Sheet, record: ObjectiveRecord, place: str | None, nearly: str | None
) -> Cycle | None:
    if record.cycle is not None:
        cycle = bench.cycle(record.cycle.text)
        if cycle is None and not bench.unread(record.cycle.text):
            guess = bench.guesses.did_you_mean(record.cycle.text, bench.cycles)
            mend = guess or Message("; ids look like 2026-q4")
            message = Message("unknown cycle '{name}'{mend}", name=shown(record.cycle.text), mend=mend)
            bench.say(sheet, "G106", message, "cycle", record.cycle)
        return cycle
    if place is not None:
        return bench.cycle(place)
    if sheet.parsed.usable and not any(bench.unread(name) for name in sheet.folder.split("/")):
        if nearly is not None:
            message = Message("the folder is nearly a cycle; rename it to '{cycle}'", cycle=nearly)
        else:
            message = Message("the objective has no cycle; put it in a folder like 2026-q4, or write 'cycle'")
        bench.say(sheet, "G106", message)
    return None
