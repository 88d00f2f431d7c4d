"""The frame in which goals lie: the company, cycles, people and teams."""

from collections.abc import Mapping
from dataclasses import replace

from goalsite.findings import START
from goalsite.language import Message
from goalsite.model.link.circles import find_circles
from goalsite.model.link.workbench import Workbench
from goalsite.model.objects import Company, Cycle, Person, Team, Unreadable
from goalsite.model.periods import FiscalYear, Span, span_of
from goalsite.model.records import CompanyRecord, CycleRecord, PersonRecord, TeamRecord
from goalsite.model.references import People
from goalsite.model.sorting import Sheet
from goalsite.model.values import shown
from goalsite.source.problems import Problem
from goalsite.vocabulary import Kind


def _first_file(taken: Mapping[str, Team | Person | Cycle], sheet: Sheet) -> str | None:
    """Return the file that has the sheet's name already, or None."""
    first = taken.get(sheet.stem)
    return first.file.path if first is not None and first.file is not None else None


def find_company(bench: Workbench) -> None:
    """Find the one company and how its fiscal years lie (G010)."""
    sheets = bench.by_kind[Kind.COMPANY]
    if not sheets:
        if not bench.blind:
            path = f"{bench.settings.goals_dir}/company.md"
            message = Message("no file has 'kind: company'; write this one, with 'title' the company's name")
            bench.findings.append(Problem("G010", message, START).finding(path))
        return
    first, *others = sorted(sheets, key=lambda sheet: (sheet.file.key.count("/"), sheet.file.key))
    for other in others:
        message = Message("there is a company already in {path}; keep one", path=first.file.path)
        bench.say(other, "G010", message, "kind")
    record = first.parsed.record
    assert isinstance(record, CompanyRecord)
    bench.company = Company(first.file.key, first.file, record, first.parsed.usable)
    bench.fiscal = FiscalYear(record.fiscal_year_starts, record.fiscal_year_named_by)


def find_cycles(bench: Workbench) -> None:
    """Find the cycles that have files, with their dates (G103, G106)."""
    for sheet in bench.by_kind[Kind.CYCLE]:
        record = sheet.parsed.record
        assert isinstance(record, CycleRecord)
        if (first := _first_file(bench.cycles, sheet)) is not None:
            message = Message(
                "there is a cycle '{id}' already in {path}; give one another name", id=sheet.stem, path=first
            )
            bench.say(sheet, "G103", message)
            continue
        span = span_of(sheet.stem, bench.fiscal)
        if record.starts and record.ends and record.starts <= record.ends:
            span = Span(record.starts, record.ends)
        elif record.starts or record.ends:
            if sheet.parsed.usable:
                key = "starts" if record.starts else "ends"
                message = Message("a cycle with dates of its own needs both 'starts' and 'ends'")
                bench.say(sheet, "G106", message, key)
        elif span is None and sheet.parsed.usable:
            message = Message("'{id}' does not say its dates; write 'starts' and 'ends'", id=shown(sheet.stem))
            bench.say(sheet, "G106", message)
        if span is not None:
            bench.cycles[sheet.stem] = Cycle(sheet.stem, span, sheet.file, record, sheet.parsed.usable)
        else:
            bench.unreadable.append(Unreadable(sheet.file.key, sheet.file))
            bench.unread_stems.add(sheet.stem)


def find_people(bench: Workbench) -> None:
    """Find everyone with a person file (G103)."""
    names: dict[str, str] = {}
    found: list[Sheet] = []
    for sheet in bench.by_kind[Kind.PERSON]:
        record = sheet.parsed.record
        assert isinstance(record, PersonRecord)
        if (first := _first_file(bench.people, sheet)) is not None:
            message = Message(
                "there is a person '{id}' already in {path}; give one another name", id=sheet.stem, path=first
            )
            bench.say(sheet, "G103", message)
            continue
        if not record.title:
            record = replace(record, title=sheet.stem)
            sheet.parsed = replace(sheet.parsed, record=record)
        names[sheet.stem] = record.title
        bench.people[sheet.stem] = Person(sheet.stem, sheet.file, record, None, sheet.parsed.usable)
        found.append(sheet)
    unread = any(not sheet.parsed.usable for sheet in found) or bool(bench.unreadable)
    bench.names = People(names, blind=unread)


def find_teams(bench: Workbench, folders: Mapping[str, str]) -> None:
    """Find the teams with what is above them, their leads and members (G103, G104, G106)."""
    found: list[Sheet] = []
    for sheet in bench.by_kind[Kind.TEAM]:
        record = sheet.parsed.record
        assert isinstance(record, TeamRecord)
        if (first := _first_file(bench.teams, sheet)) is not None:
            message = Message(
                "there is a team '{id}' already in {path}; give one another name", id=sheet.stem, path=first
            )
            bench.say(sheet, "G103", message)
            continue
        if not record.title:
            record = replace(record, title=sheet.stem)
            sheet.parsed = replace(sheet.parsed, record=record)
        holds = folders.get(sheet.folder) == sheet.stem
        enclosing = sheet.folder.rpartition("/")[0] if holds else sheet.folder
        parent = bench.places.of(enclosing)[0] if sheet.folder else None
        lead = bench.person(sheet, record.lead, "lead")
        members = [bench.person(sheet, one, f"members.{n}") for n, one in enumerate(record.members)]
        listed = tuple(dict.fromkeys(one for one in members if one is not None))
        usable = sheet.parsed.usable
        bench.teams[sheet.stem] = Team(sheet.stem, sheet.file, record, parent, lead, listed, usable)
        found.append(sheet)
    for sheet in found:
        ref = sheet.parsed.record.part_of if isinstance(sheet.parsed.record, TeamRecord) else None
        if ref is not None:
            known = bench.teams[sheet.stem]
            bench.teams[sheet.stem] = replace(known, parent=bench.team(sheet, ref, "part_of") or known.parent)
    arrows = {team.id: [team.parent] for team in bench.teams.values() if team.parent}
    for circle in find_circles(arrows):
        bench.circle("part_of", circle, [bench.teams[id_].file.key for id_ in circle])
        for id_ in circle:
            bench.teams[id_] = replace(bench.teams[id_], parent=None)
    joined: dict[str, list[str]] = {}
    for person in list(bench.people.values()):
        team = bench.team(bench.by_key[person.file.key], person.record.team, "team")
        bench.people[person.id] = replace(person, team=team)
        if team is not None:
            joined.setdefault(team, []).append(person.id)
    for team, people in joined.items():
        known = bench.teams[team]
        bench.teams[team] = replace(known, members=tuple(dict.fromkeys((*known.members, *people))))
