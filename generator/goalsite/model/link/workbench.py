"""The workbench: what is known so far while a repository is put together, and how problems are told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsite.findings import START, Finding
from goalsite.language import Message
from goalsite.model.objects import CheckIn, Company, Cycle, Page, Person, Team, Unreadable
from goalsite.model.periods import FiscalYear, span_of
from goalsite.model.placeholders import says
from goalsite.model.records import Adjustment, Ref, ValueRecord
from goalsite.model.references import Candidate, Goals, People
from goalsite.model.sorting import Places, Sheet
from goalsite.model.suggest import Guesses
from goalsite.model.values import shown
from goalsite.settings import Settings
from goalsite.source.problems import Problem
from goalsite.vocabulary import Kind

_LONGEST_CIRCLE = 50
"""Members of a circle that are printed; every member prints them, so that the output would grow with their square."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file: its key without ``.csv``, its path, and its text or why there is none."""

    key: str
    path: str
    text: str | None
    problem: Problem | None


@dataclass(slots=True, eq=False)
class Draft:
    """A goal on its way: its sheet, its place, and what references need to know of it.

    ``placed`` is False where its team or cycle could not be found, so that no mean may count it.
    """

    sheet: Sheet
    team: str | None
    cycle: Cycle | None
    candidate: Candidate
    placed: bool = True
    check_ins: list[CheckIn] = field(default_factory=list)
    later: list[CheckIn] = field(default_factory=list)
    file_values: list[ValueRecord] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Workbench:
    """What is known so far. Each step of linking reads what earlier ones laid here and adds its own."""

    settings: Settings
    as_of: date
    sheets: list[Sheet]
    csvs: Mapping[str, CsvFile]
    day_is_set: bool = True
    findings: list[Finding] = field(default_factory=list)
    by_kind: dict[Kind, list[Sheet]] = field(default_factory=lambda: {kind: [] for kind in Kind})
    pages: dict[str, Page] = field(default_factory=dict)
    translations: list[Sheet] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    unread_stems: set[str] = field(default_factory=set)
    blind: bool = False
    company: Company | None = None
    fiscal: FiscalYear = field(default_factory=FiscalYear)
    cycles: dict[str, Cycle] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    names: People = field(default_factory=lambda: People({}))
    places: Places = field(default_factory=lambda: Places({}, frozenset(), FiscalYear()))
    drafts: dict[str, Draft] = field(default_factory=dict)
    goals: Goals = field(default_factory=lambda: Goals([], lambda _: ()))
    by_key: dict[str, Sheet] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)

    def __post_init__(self) -> None:
        self.by_key = {sheet.file.key: sheet for sheet in self.sheets}

    def tell(self, sheet: Sheet, problems: Iterable[Problem]) -> None:
        """Note problems of a file."""
        for problem in problems:
            self.findings.append(problem.finding(sheet.file.path, sheet.file.key))

    def say(self, sheet: Sheet, code: str, message: Message, key: str = "", ref: Ref | None = None) -> None:
        """Note one problem of a file, at a reference or at a key's value."""
        record = sheet.parsed.record
        at = ref.at if ref else record.position(key) if record else START
        self.tell(sheet, [Problem(code, message, at, key)])

    def person(self, sheet: Sheet, ref: Ref | None, key: str) -> str | None:
        """Return the person key of a reference; an unknown one is noted."""
        problems: list[Problem] = []
        person = self.names.find(ref, key, problems)
        self.tell(sheet, problems)
        return person

    def approvers(self, sheet: Sheet, adjustments: Iterable[Adjustment]) -> None:
        """Note who is unknown of those who agreed to adjustments; one still to be filled in is nobody yet."""
        for number, adjustment in enumerate(adjustments):
            if adjustment.approved_by is not None and says(adjustment.approved_by.text):
                self.person(sheet, adjustment.approved_by, f"adjustments.{number}.approved_by")

    def unread(self, name: str) -> bool:
        """Tell whether a file whose kind could not be read may be what ``name`` means: no finding follows from it."""
        return name.rpartition("/")[2] in self.unread_stems

    def team(self, sheet: Sheet, ref: Ref | None, key: str) -> str | None:
        """Return the team id of a reference, None for an unknown one, which is noted."""
        if ref is None:
            return None
        if ref.text in self.teams:
            return ref.text
        if self.unread(ref.text):
            return None
        guess = self.guesses.did_you_mean(ref.text, self.teams)
        self.say(sheet, "G106", Message("unknown team '{name}'{guess}", name=shown(ref.text), guess=guess), key, ref)
        return None

    def cycle(self, cycle_id: str) -> Cycle | None:
        """Return the cycle of that id, made from the id where no file has it; None where it is no cycle id."""
        known = self.cycles.get(cycle_id)
        if known is None and (span := span_of(cycle_id, self.fiscal)) is not None:
            known = self.cycles[cycle_id] = Cycle(cycle_id, span)
        return known

    def above(self, team: str | None) -> Iterable[str | None]:
        """Yield a team, those above it, and None for the company."""
        seen: set[str] = set()
        while team is not None and team not in seen:
            seen.add(team)
            yield team
            team = self.teams[team].parent if team in self.teams else None
        yield None

    def circle(self, word: str, circle: tuple[str, ...], keys: list[str]) -> None:
        """Note a circle in every file that is part of it."""
        path, first = " → ".join(circle[:_LONGEST_CIRCLE]), circle[0]
        message = Message(
            "'{key}' goes in a circle: {path} → {first}; take one of these arrows out", key=word, path=path, first=first
        )
        if len(circle) > _LONGEST_CIRCLE:
            message = Message(
                "'{key}' goes in a circle: {path} → … {n} in all … → {first}; take one of these arrows out",
                key=word,
                path=path,
                n=len(circle),
                first=first,
            )
        for key in keys:
            self.say(self.by_key[key], "G104", message, word)
