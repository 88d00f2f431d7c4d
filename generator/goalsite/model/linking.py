"""From parsed files to one repository: places, references, check-ins and values put together, as of one day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from goalsite.findings import START, Finding
from goalsite.model.check_ins import (
    done_day,
    file_date,
    measure_of,
    merge_values,
    milestone_days,
    problems_of,
)
from goalsite.model.objects import (
    CheckIn,
    Company,
    Cycle,
    Goal,
    KeyResult,
    Kpi,
    Objective,
    Page,
    Person,
    Team,
    Translation,
    Unreadable,
)
from goalsite.model.periods import FiscalYear, Span, span_of
from goalsite.model.records import (
    CheckInRecord,
    CompanyRecord,
    CycleRecord,
    KeyResultRecord,
    KpiRecord,
    ObjectiveRecord,
    PageRecord,
    PersonRecord,
    Record,
    Ref,
    TeamRecord,
    TranslationRecord,
    ValueRecord,
)
from goalsite.model.references import Candidate, Goals, People, find_circles
from goalsite.model.repository import Repository
from goalsite.model.shapes import rater_problem
from goalsite.model.sorting import LANGUAGE_SUFFIX, Places, Sheet, bad_name, guess_kind
from goalsite.model.suggest import did_you_mean
from goalsite.model.values import shown
from goalsite.model.values_of_csv import read_values
from goalsite.settings import Settings
from goalsite.source.problems import Problem
from goalsite.vocabulary import CycleState, Kind, State


@dataclass(frozen=True, slots=True)
class Values:
    """A CSV file: its key without ``.csv``, its path, and its text or why there is none."""

    key: str
    path: str
    text: str | None
    problem: Problem | None


def link(sheets: list[Sheet], csvs: list[Values], settings: Settings, as_of: date, *, day_is_set: bool) -> Repository:
    """Link parsed files into a repository."""
    return _Linker(sheets, csvs, settings, as_of, day_is_set=day_is_set).link()


_EMPTY_RECORDS: Mapping[Kind, Callable[..., Record]] = {
    Kind.COMPANY: CompanyRecord,
    Kind.TEAM: TeamRecord,
    Kind.PERSON: PersonRecord,
    Kind.CYCLE: CycleRecord,
    Kind.OBJECTIVE: ObjectiveRecord,
    Kind.KPI: KpiRecord,
    Kind.CHECK_IN: CheckInRecord,
}


@dataclass(slots=True, eq=False)
class _Draft:
    """A goal on its way: its sheet, its place, and what references need to know of it."""

    sheet: Sheet
    team: str | None
    cycle: Cycle | None
    candidate: Candidate
    check_ins: list[CheckIn] = field(default_factory=list)
    later: list[CheckIn] = field(default_factory=list)
    file_values: list[ValueRecord] = field(default_factory=list)


class _Linker:
    """Holds what is known so far while the repository is put together, step by step."""

    def __init__(
        self, sheets: list[Sheet], csvs: list[Values], settings: Settings, as_of: date, *, day_is_set: bool
    ) -> None:
        self.settings = settings
        self.as_of = as_of
        self.day_is_set = day_is_set
        self.findings: list[Finding] = []
        self.keys = {sheet.file.key for sheet in sheets}
        self.csvs = {one.key: one for one in csvs}
        self.by_kind: dict[Kind, list[Sheet]] = {kind: [] for kind in Kind}
        self.pages: dict[str, Page] = {}
        self.translations: list[Sheet] = []
        self.unreadable: list[Unreadable] = []
        self.blind = False
        self.sheets = sheets
        self.company: Company | None = None
        self.fiscal = FiscalYear()
        self.teams: dict[str, Team] = {}
        self.cycles: dict[str, Cycle] = {}
        self.people: dict[str, Person] = {}
        self.drafts: dict[str, _Draft] = {}

    def link(self) -> Repository:
        """Take the steps in their order."""
        self._sort()
        self._find_company()
        self._find_cycles()
        team_folders = {
            sheet.folder: sheet.stem for sheet in self.by_kind[Kind.TEAM] if sheet.file.key.endswith("team")
        }
        self.places = Places(team_folders, frozenset(self.cycles), self.fiscal)
        self._find_people()
        self._find_teams(team_folders)
        self._draft_goals()
        self.goals = Goals([draft.candidate for draft in self.drafts.values()], self._above)
        self._take_check_ins()
        objectives, kpis = self._finish_goals()
        return self._repository(objectives, kpis)

    # Telling what is wrong

    def _tell(self, sheet: Sheet, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.findings.append(problem.finding(sheet.file.path, sheet.file.key))

    def _say(self, sheet: Sheet, code: str, message: str, key: str = "", ref: Ref | None = None) -> None:
        record = sheet.parsed.record
        at = ref.at if ref else record.position(key) if record else START
        self._tell(sheet, [Problem(code, message, at, key)])

    # Which file is what

    def _sort(self) -> None:
        for sheet in self.sheets:
            self._tell(sheet, sheet.parsed.problems)
            if LANGUAGE_SUFFIX.fullmatch(sheet.file.key):
                self.translations.append(sheet)
                continue
            if any(problem.code in ("G001", "G002") for problem in sheet.parsed.problems):
                self.blind = True
            if sheet.kind is None and isinstance(sheet.parsed.record, PageRecord):
                key = sheet.file.key
                self.pages[key] = Page(key, sheet.file, sheet.parsed.record)
                continue
            if sheet.kind is None:
                self.blind = True
                sheet.kind = guess_kind(sheet.file.key, self.keys)
                sheet.guessed = True
                if sheet.kind is None:
                    self.unreadable.append(Unreadable(sheet.file.key, sheet.file))
                    continue
                record = _EMPTY_RECORDS[sheet.kind]()
                sheet.parsed = replace(sheet.parsed, kind=sheet.kind, record=record)
            if (problem := bad_name(sheet)) is not None:
                self._tell(sheet, [problem])
            self.by_kind[sheet.kind].append(sheet)

    def _unique(self, sheet: Sheet, taken: Mapping[str, Team | Person | Cycle], noun: str) -> bool:
        first = taken.get(sheet.stem)
        if first is None or first.file is None:
            return True
        message = f"there is a {noun} '{sheet.stem}' already in {first.file.path}; give one another name"
        self._say(sheet, "G103", message)
        return False

    def _find_company(self) -> None:
        sheets = self.by_kind[Kind.COMPANY]
        if not sheets:
            if not self.blind:
                path = f"{self.settings.goals_dir}/company.md"
                message = "no file has 'kind: company'; write this one, with 'title' the company's name"
                self.findings.append(Problem("G010", message, START).finding(path))
            return
        first = sheets[0]
        for other in sheets[1:]:
            message = f"there is a company already in {first.file.path}; keep one"
            self._say(other, "G010", message, "kind")
        record = first.parsed.record
        assert isinstance(record, CompanyRecord)
        self.company = Company(first.file.key, first.file, record, first.parsed.usable)
        self.fiscal = FiscalYear(record.fiscal_year_starts, record.fiscal_year_named_by)

    def _find_cycles(self) -> None:
        for sheet in self.by_kind[Kind.CYCLE]:
            record = sheet.parsed.record
            assert isinstance(record, CycleRecord)
            if not self._unique(sheet, self.cycles, "cycle"):
                continue
            span = span_of(sheet.stem, self.fiscal)
            if record.starts and record.ends and record.starts <= record.ends:
                span = Span(record.starts, record.ends)
            elif record.starts or record.ends:
                if sheet.parsed.usable:
                    key = "starts" if record.starts else "ends"
                    self._say(sheet, "G106", "a cycle with dates of its own needs both 'starts' and 'ends'", key)
            elif span is None and sheet.parsed.usable:
                message = f"'{shown(sheet.stem)}' does not say its dates; write 'starts' and 'ends'"
                self._say(sheet, "G106", message)
            if span is not None:
                self.cycles[sheet.stem] = Cycle(sheet.stem, span, sheet.file, record, sheet.parsed.usable)
            else:
                self.unreadable.append(Unreadable(sheet.file.key, sheet.file))

    def _cycle(self, cycle_id: str) -> Cycle | None:
        known = self.cycles.get(cycle_id)
        if known is None and (span := span_of(cycle_id, self.fiscal)) is not None:
            known = self.cycles[cycle_id] = Cycle(cycle_id, span)
        return known

    def _find_people(self) -> None:
        names: dict[str, str] = {}
        found: list[Sheet] = []
        for sheet in self.by_kind[Kind.PERSON]:
            record = sheet.parsed.record
            assert isinstance(record, PersonRecord)
            if not self._unique(sheet, self.people, "person"):
                continue
            if not record.title:
                record = replace(record, title=sheet.stem)
                sheet.parsed = replace(sheet.parsed, record=record)
            names[sheet.stem] = record.title
            self.people[sheet.stem] = Person(sheet.stem, sheet.file, record, None, sheet.parsed.usable)
            found.append(sheet)
        unread = any(not sheet.parsed.usable for sheet in found) or bool(self.unreadable)
        self.names = People(names, blind=unread)

    def _person(self, sheet: Sheet, ref: Ref | None, key: str) -> str | None:
        problems: list[Problem] = []
        person = self.names.find(ref, key, problems)
        self._tell(sheet, problems)
        return person

    def _find_teams(self, folders: Mapping[str, str]) -> None:
        found: list[Sheet] = []
        for sheet in self.by_kind[Kind.TEAM]:
            record = sheet.parsed.record
            assert isinstance(record, TeamRecord)
            if not self._unique(sheet, self.teams, "team"):
                continue
            if not record.title:
                record = replace(record, title=sheet.stem)
                sheet.parsed = replace(sheet.parsed, record=record)
            enclosing = sheet.folder.rpartition("/")[0] if sheet.folder in folders else sheet.folder
            parent = self.places.of(enclosing)[0] if sheet.folder else None
            lead = self._person(sheet, record.lead, "lead")
            members = [self._person(sheet, one, f"members.{n}") for n, one in enumerate(record.members)]
            listed = tuple(dict.fromkeys(one for one in members if one is not None))
            usable = sheet.parsed.usable
            self.teams[sheet.stem] = Team(sheet.stem, sheet.file, record, parent, lead, listed, usable)
            found.append(sheet)
        for sheet in found:
            ref = sheet.parsed.record.part_of if isinstance(sheet.parsed.record, TeamRecord) else None
            if ref is not None:
                parent = self._team(sheet, ref, "part_of")
                self.teams[sheet.stem] = replace(self.teams[sheet.stem], parent=parent)
        arrows = {team.id: [team.parent] for team in self.teams.values() if team.parent}
        for circle in find_circles(arrows):
            self._circle("part_of", circle, [self.teams[id_].file.key for id_ in circle])
            for id_ in circle:
                self.teams[id_] = replace(self.teams[id_], parent=None)
        for person in list(self.people.values()):
            sheet = next(one for one in self.by_kind[Kind.PERSON] if one.file is person.file)
            team = self._team(sheet, person.record.team, "team")
            self.people[person.id] = replace(person, team=team)
            if team is not None and person.id not in self.teams[team].members:
                known = self.teams[team]
                self.teams[team] = replace(known, members=(*known.members, person.id))

    def _team(self, sheet: Sheet, ref: Ref | None, key: str) -> str | None:
        if ref is None:
            return None
        if ref.text in self.teams:
            return ref.text
        guess = did_you_mean(ref.text, self.teams)
        self._say(sheet, "G106", f"unknown team '{shown(ref.text)}'{guess}", key, ref)
        return None

    def _above(self, team: str | None) -> Iterable[str | None]:
        seen: set[str] = set()
        while team is not None and team not in seen:
            seen.add(team)
            yield team
            team = self.teams[team].parent if team in self.teams else None
        yield None

    def _circle(self, word: str, circle: tuple[str, ...], keys: list[str]) -> None:
        whole = " → ".join([*circle, circle[0]])
        sheets = {sheet.file.key: sheet for sheet in self.sheets}
        for key in keys:
            self._say(sheets[key], "G104", f"'{word}' goes in a circle: {whole}; take one of these arrows out", word)

    # Goals and where they lie

    def _draft_goals(self) -> None:
        for kind in (Kind.OBJECTIVE, Kind.KPI):
            for sheet in self.by_kind[kind]:
                record = sheet.parsed.record
                assert isinstance(record, ObjectiveRecord | KpiRecord)
                if not record.title:
                    record = replace(record, title=sheet.stem)
                    sheet.parsed = replace(sheet.parsed, record=record)
                team, cycle_id, nearly = self.places.of(sheet.folder)
                if record.team is not None:
                    team = self._team(sheet, record.team, "team")
                cycle = None
                known: frozenset[str] | None = None
                if isinstance(record, ObjectiveRecord):
                    cycle = self._cycle_of(sheet, record, cycle_id, nearly)
                    if sheet.parsed.usable:
                        known = frozenset(one.id for one in record.key_results)
                candidate = Candidate(sheet.file.key, kind is Kind.KPI, team, cycle, known)
                self.drafts[sheet.file.key] = _Draft(sheet, team, cycle, candidate)

    def _cycle_of(self, sheet: Sheet, record: ObjectiveRecord, place: str | None, nearly: str | None) -> Cycle | None:
        if record.cycle is not None:
            cycle = self._cycle(record.cycle.text)
            if cycle is None:
                guess = did_you_mean(record.cycle.text, self.cycles)
                message = f"unknown cycle '{shown(record.cycle.text)}'{guess}; ids look like 2026-q4"
                self._say(sheet, "G106", message, "cycle", record.cycle)
            return cycle
        if place is not None:
            return self._cycle(place)
        if sheet.parsed.usable:
            if nearly is not None:
                message = f"the folder is nearly a cycle; rename it to '{nearly}'"
            else:
                message = "the objective has no cycle; put it in a folder like 2026-q4, or write 'cycle'"
            self._say(sheet, "G106", message)
        return None

    # Check-ins

    def _take_check_ins(self) -> None:
        files: dict[str, list[Sheet]] = {}
        for sheet in self.by_kind[Kind.CHECK_IN]:
            files.setdefault(sheet.folder, []).append(sheet)
        for folder, sheets in sorted(files.items()):
            draft = self.drafts.get(folder)
            for sheet in sheets:
                if draft is None:
                    if folder not in self.keys:
                        message = f"the check-in belongs to no goal; there is no {shown(folder)}.md beside its folder"
                        self._say(sheet, "G101", message, "kind")
                    elif not sheet.guessed:
                        message = f"{shown(folder)}.md is neither an objective nor a KPI; a check-in belongs to one"
                        self._say(sheet, "G101", message, "kind")
                elif not sheet.guessed:
                    self._take_file(draft, sheet)
        for draft in self.drafts.values():
            self._take_list(draft)

    def _take_file(self, draft: _Draft, sheet: Sheet) -> None:
        record = sheet.parsed.record
        assert isinstance(record, CheckInRecord)
        day, problem = file_date(sheet)
        if problem is not None:
            self._tell(sheet, [problem])
        goal = draft.sheet.parsed.record
        by = record.by
        if isinstance(goal, KpiRecord):
            self._take_kpi_file(draft, sheet, record, goal, day)
            return
        assert isinstance(goal, ObjectiveRecord)
        person = self._person(sheet, by, "by")
        if record.value is not None:
            message = "an objective's check-in has 'values', a mapping from key results; 'value' is for KPIs"
            self._say(sheet, "G003", message, "value")
        self._tell(sheet, problems_of(record, goal.key_results, complete=draft.sheet.parsed.usable))
        if day is None or not sheet.parsed.usable:
            return
        check_in = CheckIn(day, record, person, sheet.file.path, record.note, sheet.file.body_line)
        (draft.check_ins if day <= self.as_of else draft.later).append(check_in)

    def _take_kpi_file(
        self, draft: _Draft, sheet: Sheet, record: CheckInRecord, goal: KpiRecord, day: date | None
    ) -> None:
        by = record.by
        if goal.raters:
            probe = ValueRecord(day or self.as_of, record.value or 0, by=by)  # type: ignore[arg-type]
            if (wrong := rater_problem(probe, goal.raters)) is not None:
                self._say(sheet, "G003", wrong, "by")
                return
        else:
            self._person(sheet, by, "by")
        for name in ("values", "confidence"):
            if name in record.at:
                self._say(sheet, "G004", f"a KPI's check-in has 'value', and no '{name}'", name)
        if record.value is None:
            if "value" not in record.at:
                self._say(sheet, "G003", "a KPI's check-in needs 'value': the new number", "kind")
            return
        if day is not None and sheet.parsed.usable:
            at = record.position("value")
            draft.file_values.append(ValueRecord(day, record.value, record.note, by, sheet.file.path, at))

    def _take_list(self, draft: _Draft) -> None:
        record = draft.sheet.parsed.record
        if not isinstance(record, ObjectiveRecord):
            return
        listed: list[CheckIn] = []
        for one in record.check_ins:
            assert one.date is not None
            person = self._person(draft.sheet, one.by, f"{one.key}.by")
            self._tell(draft.sheet, problems_of(one, record.key_results, complete=draft.sheet.parsed.usable))
            line = one.at.get(f"{one.key}.note") or record.at.get(f"{one.key}.note") or START
            check_in = CheckIn(one.date, one, person, draft.sheet.file.path, one.note, line.line)
            (listed if one.date <= self.as_of else draft.later).append(check_in)
        draft.check_ins = sorted([*listed, *draft.check_ins], key=lambda one: one.date)

    # Goals whole

    def _goal(self, draft: _Draft, ref: Ref | None, key: str, want: str = "goal") -> Goal | None:
        if ref is None:
            return None
        found = self.goals.find(ref, draft.candidate, key, want=want)
        if isinstance(found, Problem):
            if found.code != "G101" or not self.unreadable_may_be(ref):
                self._tell(draft.sheet, [found])
            return None
        return found

    def unreadable_may_be(self, ref: Ref) -> bool:
        """Tell whether a file whose kind is not known may be what a reference means."""
        stem = ref.text.partition("#")[0].rpartition("/")[2]
        return any(one.id.rpartition("/")[2] == stem for one in self.unreadable)

    def _goals(self, draft: _Draft, refs: tuple[Ref, ...], key: str) -> tuple[Goal, ...]:
        found = [self._goal(draft, ref, f"{key}.{number}") for number, ref in enumerate(refs)]
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _finish_goals(self) -> tuple[dict[str, Objective], dict[str, Kpi]]:
        objectives: dict[str, Objective] = {}
        kpis: dict[str, Kpi] = {}
        for id_, draft in self.drafts.items():
            if isinstance(draft.sheet.parsed.record, ObjectiveRecord):
                objectives[id_] = self._objective(draft, draft.sheet.parsed.record)
            elif isinstance(draft.sheet.parsed.record, KpiRecord):
                kpis[id_] = self._kpi(draft, draft.sheet.parsed.record)
        self._cut_circles(objectives, kpis)
        parts: dict[str, list[str]] = {}
        for kpi in kpis.values():
            if kpi.part_of:
                parts.setdefault(kpi.part_of, []).append(kpi.id)
        for whole, ids in parts.items():
            kpis[whole] = replace(kpis[whole], parts=tuple(ids))
        return dict(sorted(objectives.items())), dict(sorted(kpis.items()))

    def _objective(self, draft: _Draft, record: ObjectiveRecord) -> Objective:
        sheet = draft.sheet
        person = self._person(sheet, record.person, "person")
        owner = self._person(sheet, record.owner, "owner") or person
        supports = self._goal(draft, record.supports, "supports")
        if supports is not None and supports.id == sheet.file.key:
            self._say(sheet, "G104", "the objective supports itself; name another goal", "supports", record.supports)
            supports = None
        becomes = self._goal(draft, record.becomes_kpi, "becomes_kpi", want="kpi")
        carries = self._goal(draft, record.carries_on, "carries_on", want="earlier")
        teams = [self._team(sheet, one, f"with_teams.{n}") for n, one in enumerate(record.with_teams)]
        self._check_parts(draft, record)
        state = record.state
        if state is State.ACTIVE and draft.cycle is not None and draft.cycle.state is CycleState.DRAFT:
            state = State.DRAFT
        return Objective(
            id=sheet.file.key,
            ref=self.goals.short(sheet.file.key),
            file=sheet.file,
            record=record,
            team=draft.team,
            cycle=draft.cycle,
            owner=owner,
            person=person,
            state=state,
            supports=supports,
            also_supports=self._goals(draft, record.also_supports, "also_supports"),
            depends_on=self._goals(draft, record.depends_on, "depends_on"),
            with_teams=tuple(dict.fromkeys(team for team in teams if team is not None)),
            carries_on=carries.id if carries else None,
            becomes_kpi=becomes.id if becomes else None,
            key_results=self._key_results(draft, record, owner),
            check_ins=tuple(draft.check_ins),
            later=tuple(draft.later),
            adjustments=tuple(one for one in record.adjustments if one.date <= self.as_of),
            usable=sheet.parsed.usable and draft.cycle is not None,
        )

    def _check_parts(self, draft: _Draft, record: ObjectiveRecord) -> None:
        """Look up the references inside initiatives, adjustments and retired key results."""
        for number, one in enumerate(record.initiatives):
            self._person(draft.sheet, one.owner, f"initiatives.{number}.owner")
            self._goal(draft, _same_objective(one.for_), f"initiatives.{number}.for")
        for number, adjustment in enumerate(record.adjustments):
            self._person(draft.sheet, adjustment.approved_by, f"adjustments.{number}.approved_by")
        for key_result in record.key_results:
            retired = key_result.retired
            if retired is not None:
                ref = _same_objective(retired.replaced_by)
                self._goal(draft, ref, f"key_results.{key_result.id}.retired.replaced_by")

    def _key_results(self, draft: _Draft, record: ObjectiveRecord, owner: str | None) -> tuple[KeyResult, ...]:
        cycle = draft.cycle.span if draft.cycle else Span(self.as_of, self.as_of)
        found = []
        for one in record.key_results:
            key = f"key_results.{one.id}"
            own = self._person(draft.sheet, one.owner, f"{key}.owner")
            kpi = self._goal(draft, one.kpi, f"{key}.kpi", want="kpi")
            if one.added is not None and one.added > self.as_of:
                continue
            found.append(self._key_result(draft, one, cycle, own or owner, kpi.id if kpi else None))
        return tuple(found)

    def _key_result(
        self, draft: _Draft, one: KeyResultRecord, cycle: Span, owner: str | None, kpi: str | None
    ) -> KeyResult:
        first = one.added or cycle.first
        last = one.due or cycle.last
        retired = one.retired.date if one.retired and one.retired.date <= self.as_of else None
        return KeyResult(
            id=one.id,
            objective=draft.sheet.file.key,
            record=one,
            measure=measure_of(one),
            span=Span(first, max(first, last)),
            owner=owner,
            kpi=kpi,
            retired=retired,
            done=done_day(one, draft.check_ins, self.as_of),
            milestones_done=milestone_days(one, draft.check_ins, self.as_of),
        )

    def _kpi(self, draft: _Draft, record: KpiRecord) -> Kpi:
        sheet = draft.sheet
        owner = self._person(sheet, record.owner, "owner")
        part_of = self._goal(draft, record.part_of, "part_of", want="kpi")
        superseded = self._goal(draft, record.superseded_by, "superseded_by", want="kpi")
        for name, found, ref in (
            ("part_of", part_of, record.part_of),
            ("superseded_by", superseded, record.superseded_by),
        ):
            if found is not None and found.id == sheet.file.key:
                self._say(sheet, "G104", f"'{name}' names the KPI itself; name another", name, ref)
        for number, adjustment in enumerate(record.adjustments):
            self._person(sheet, adjustment.approved_by, f"adjustments.{number}.approved_by")
        values, readable = self._values(draft, record)
        return Kpi(
            id=sheet.file.key,
            ref=self.goals.short(sheet.file.key),
            file=sheet.file,
            record=record,
            team=draft.team,
            owner=owner,
            part_of=part_of.id if part_of and part_of.id != sheet.file.key else None,
            parts=(),
            superseded_by=superseded.id if superseded and superseded.id != sheet.file.key else None,
            approved_by=self._person(sheet, record.approved_by, "approved_by"),
            values=tuple(value for value in values if value.date <= self.as_of),
            later=tuple(value for value in values if value.date > self.as_of),
            usable=sheet.parsed.usable and readable,
        )

    def _values(self, draft: _Draft, record: KpiRecord) -> tuple[tuple[ValueRecord, ...], bool]:
        """Return a KPI's values from its list or its CSV, with its check-in files, and whether they could be read."""
        sheet = draft.sheet
        path = sheet.file.path
        own = [value._replace(path=path) for value in record.values or ()]
        table = self.csvs.get(sheet.file.key)
        readable = True
        if table is not None and record.values is not None:
            message = f"the values stand here and in {table.path}; keep one of the two"
            self._say(sheet, "G402", message, "values")
        elif table is not None:
            own, readable = self._csv_values(sheet, table, record)
        if record.combine is not None and (own or draft.file_values):
            message = "a KPI with 'combine' is made of its parts and has no values of its own; delete them"
            self._say(sheet, "G402", message, "values" if record.values else "combine")
            own, draft.file_values = [], []
        if not record.raters:
            for number, value in enumerate(own):
                if not value.by or value.path != path:
                    continue
                self._person(sheet, value.by, f"values.{number}.by")
        return merge_values(own, draft.file_values, rated=bool(record.raters)), readable

    def _csv_values(self, sheet: Sheet, table: Values, record: KpiRecord) -> tuple[list[ValueRecord], bool]:
        problems = [table.problem] if table.problem else []
        values: tuple[ValueRecord, ...] = ()
        readable = table.text is not None
        if table.text is not None:
            values, more, readable = read_values(table.text, table.path, rated=bool(record.raters))
            problems.extend(more)
        good = []
        for value in values:
            if record.raters and (wrong := rater_problem(value, record.raters)) is not None:
                problems.append(Problem("G003", wrong, value.by.at if value.by else value.at, "values"))
            else:
                good.append(value)
                if value.by and not record.raters:
                    self.names.find(value.by, "values", problems)
        self.findings.extend(problem.finding(table.path, sheet.file.key) for problem in problems)
        return good, readable

    def _cut_circles(self, objectives: dict[str, Objective], kpis: dict[str, Kpi]) -> None:
        """Report circles, and take the arrows of those that figures follow out of them."""
        up: dict[str, list[str]] = {one.id: [one.supports.id] for one in objectives.values() if one.supports}
        up.update({one.id: [one.part_of] for one in kpis.values() if one.part_of})
        for circle in find_circles(up):
            word = "supports" if circle[0] in objectives else "part_of"
            self._circle(word, circle, list(circle))
            for id_ in circle:
                if id_ in objectives:
                    objectives[id_] = replace(objectives[id_], supports=None)
                else:
                    kpis[id_] = replace(kpis[id_], part_of=None)
        needs = {one.id: [goal.id for goal in one.depends_on] for one in objectives.values() if one.depends_on}
        for circle in find_circles(needs):
            self._circle("depends_on", circle, list(circle))

    # The whole

    def _repository(self, objectives: dict[str, Objective], kpis: dict[str, Kpi]) -> Repository:
        self._check_addresses()
        translations = self._translate()
        tables = self.csvs.values()
        loose = [one for one in tables if one.problem and one.problem.code == "G001" and one.key not in self.drafts]
        self.findings.extend(one.problem.finding(one.path) for one in loose if one.problem)
        subteams: dict[str | None, list[str]] = {}
        for team in self.teams.values():
            subteams.setdefault(team.parent, []).append(team.id)
        return Repository(
            as_of=self.as_of,
            day_is_set=self.day_is_set,
            company=self.company,
            teams=dict(sorted(self.teams.items())),
            people=dict(sorted(self.people.items())),
            cycles=dict(sorted(self.cycles.items())),
            objectives=objectives,
            kpis=kpis,
            pages=dict(sorted(self.pages.items())),
            translations=translations,
            unreadable=tuple(self.unreadable),
            findings=tuple(sorted(set(self.findings), key=lambda finding: finding.order)),
            blind=self.blind,
            fiscal=self.fiscal,
            supporters=_reverse((one.id, [one.supports.id]) for one in objectives.values() if one.supports),
            beside=_reverse((one.id, [goal.id for goal in one.also_supports]) for one in objectives.values()),
            needed_by=_reverse((one.id, [goal.id for goal in one.depends_on]) for one in objectives.values()),
            working_on=_working_on(objectives),
            subteams={parent: tuple(sorted(ids)) for parent, ids in subteams.items()},
        )

    def _translate(self) -> dict[tuple[str, str], Translation]:
        found: dict[tuple[str, str], Translation] = {}
        for sheet in self.translations:
            match = LANGUAGE_SUFFIX.fullmatch(sheet.file.key)
            assert match is not None
            of, language = match[1], match[2]
            if of not in self.keys:
                self._say(sheet, "G101", f"there is no {shown(of.rpartition('/')[2])}.md beside this translation")
            record = sheet.parsed.record
            if not isinstance(record, TranslationRecord):
                continue
            draft = self.drafts.get(of)
            if draft and draft.candidate.key_results is not None:
                for id_ in record.key_results:
                    if id_ not in draft.candidate.key_results:
                        names = ", ".join(sorted(draft.candidate.key_results)) or "none"
                        message = f"no key result '{shown(id_)}' to translate; there are {names}"
                        self._say(sheet, "G107", message, f"key_results.{id_}")
            found[of, language] = Translation(of, language, sheet.file, record)
        return found

    def _check_addresses(self) -> None:
        """Report pages that would lie at one address (SPEC 1): ``x.md`` and ``x/index.md``, say."""
        taken: dict[str, str] = {}
        if self.company is not None:
            taken[""] = self.company.file.path
        shown_kinds = (Kind.TEAM, Kind.OBJECTIVE, Kind.KPI, Kind.PERSON, Kind.CYCLE)
        sheets = [sheet for kind in shown_kinds for sheet in self.by_kind[kind]]
        pages = [sheet for sheet in self.sheets if sheet.file.key in self.pages]
        for sheet in [*sheets, *pages]:
            address = _address(sheet)
            first = taken.setdefault(address, sheet.file.path)
            if first != sheet.file.path:
                message = f"its page would lie at the address of {first}, /{address}; give it another name"
                self._say(sheet, "G103", message)
                self.pages.pop(sheet.file.key, None)


def _address(sheet: Sheet) -> str:
    folder, _, name = sheet.file.key.rpartition("/")
    if (sheet.kind is Kind.TEAM and name == "team") or name.lower() in ("index", "readme"):
        return folder
    return sheet.file.key


def _same_objective(ref: Ref | None) -> Ref | None:
    """Return a reference to a key result of the same objective, which may be written without its ``#``."""
    if ref is None or "#" in ref.text:
        return ref
    return Ref(f"#{ref.text}", ref.at)


def _reverse(arrows: Iterable[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for source, targets in arrows:
        for target in targets:
            found.setdefault(target, []).append(source)
    return {target: tuple(sorted(set(sources))) for target, sources in found.items()}


def _working_on(objectives: Mapping[str, Objective]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for objective in objectives.values():
        for key_result in objective.key_results:
            if key_result.kpi is not None:
                found.setdefault(key_result.kpi, []).append((objective.id, key_result.id))
    return {kpi: tuple(pairs) for kpi, pairs in found.items()}
