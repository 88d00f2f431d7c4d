"""A table's rows as new goals: what is to be written, what is there already, and what cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from goalsite.language import gettext as _
from goalsite.model.repository import Repository
from goalsite.vocabulary import Direction, Kind
from goalsite.writing.importing.cells import Amount, Raw, amount_of, cadence_of, cycle_of, day_of, direction_of, text_of
from goalsite.writing.importing.columns import Columns
from goalsite.writing.names import name_of
from goalsite.writing.new_file import markdown
from goalsite.writing.new_goal import Places
from goalsite.writing.scalars import Value


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its rows, and which cells are shown as per cent, by row and column from 0."""

    name: str
    rows: Sequence[Sequence[Raw]]
    percents: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True)
class Import:
    """What an import comes to: files by their path below the goals folder, goals left out, cells to mend."""

    files: dict[str, bytes] = field(default_factory=dict)
    there: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Goal:
    """An objective on its way, of one or more rows."""

    key: str
    front: dict[str, Value]
    supports: str
    row: int
    key_results: dict[str, Value] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


class Importer:
    """Turns tables into files of one repository."""

    def __init__(self, repository: Repository, day: date, cycle: str) -> None:
        self.repository = repository
        self.day = day
        self.cycle = cycle
        self.result = Import()
        self._teams = {one.title.lower(): one.id for one in repository.teams.values()}
        self._teams |= {id_.lower(): id_ for id_ in repository.teams}
        self._new_teams: dict[str, str] = {}
        self._people = {one.title.lower(): one.id for one in repository.people.values()}
        self._goals: dict[str, _Goal] = {}
        self._titles = {one.title.lower(): one.id for one in repository.objectives.values()}
        self._titles |= {one.title.lower(): one.id for one in repository.kpis.values()}

    def read(self, table: Table, columns: Columns) -> None:
        """Take in one table."""
        before: dict[str, str] = {}
        for number, cells in enumerate(table.rows[columns.row + 1 :], start=columns.row + 1):
            if not any(text_of(cell) for cell in cells):
                before = {}
                continue
            row = _Row(table, columns, number, cells, self.result.problems)
            if columns.of_kpis:
                self._kpi(row)
            else:
                before = self._key_result(row, before)

    def finished(self) -> Import:
        """Return everything, with references between the rows followed."""
        for goal in self._goals.values():
            front = dict(goal.front)
            if goal.supports:
                front["supports"] = self._reference(goal.supports)
            front["key_results"] = goal.key_results
            if goal.values:
                front["check_ins"] = [{"date": self.day, "values": goal.values}]
            self.result.files[goal.key] = markdown(front).encode()
        return self.result

    def _key_result(self, row: "_Row", before: Mapping[str, str]) -> dict[str, str]:
        """Take in a row; cells left empty below an objective go on saying what they said there."""
        said = {name: row.text(name) for name in ("objective", "owner", "team", "cycle", "supports")}
        title = said["objective"] or before.get("objective", "")
        if not said["objective"] or said["objective"] == before.get("objective"):
            said = {name: text or before.get(name, "") for name, text in said.items()}
        if not title:
            row.wrong("objective", _("there is no objective"))
            return dict(before)
        goal = self._goal(row, title, said)
        name = row.text("key result")
        if goal is not None and name:
            self._measure(row, goal, name)
        return {**said, "objective": title}

    def _goal(self, row: "_Row", title: str, said: Mapping[str, str]) -> _Goal | None:
        cycle = cycle_of(said["cycle"]) if said["cycle"] else self.cycle
        if said["cycle"] in self.repository.cycles:
            cycle = said["cycle"]
        if cycle is None:
            row.wrong("cycle", _("'{text}' is no cycle; write it like 2026-q4", text=said["cycle"]))
            return None
        folder = self._team_folder(said["team"])
        key = f"{folder}{cycle}/{name_of(title)}.md"
        if key in self._goals:
            return self._goals[key]
        if key[:-3] in self.repository.objectives:
            if key not in self.result.there:
                self.result.there.append(key)
            return None
        owner = self._owner(said["owner"])
        if not owner:
            row.wrong("owner", _("'{title}' has no owner", title=title))
            return None
        front: dict[str, Value] = {"kind": Kind.OBJECTIVE.value, "title": title, "owner": owner}
        goal = self._goals[key] = _Goal(key, front, said["supports"], row.number)
        self._titles[title.lower()] = key[:-3]
        return goal

    def _measure(self, row: "_Row", goal: _Goal, title: str) -> None:
        start, end, now, weight = (row.amount(name) for name in ("from", "to", "current", "weight"))
        measure: dict[str, Value] = {"title": title}
        measure |= {"from": start.number} if start else {}
        measure |= {"to": end.number} if end else {}
        if start and end and start.number == end.number:
            row.wrong("to", _("'to' equals 'from': nothing would change"))
            return
        unit = row.text("unit") or next((one.unit for one in (end, start, now) if one and one.unit), None)
        measure |= {"unit": unit} if unit else {}
        if row.text("due") and (due := row.day("due")) is not None:
            measure["due"] = due
        measure |= {"weight": weight.number} if weight else {}
        name = name_of(title, taken=goal.key_results)
        goal.key_results[name] = measure
        if now is not None and (start or end):
            goal.values[name] = now.number

    def _kpi(self, row: "_Row") -> None:
        title = row.text("kpi")
        if not title:
            row.wrong("kpi", _("there is no KPI"))
            return
        key = f"{self._team_folder(row.text('team'))}kpis/{name_of(title)}.md"
        if key[:-3] in self.repository.kpis or key in self.result.files:
            self.result.there.append(key)
            return
        owner = self._owner(row.text("owner"))
        if not owner:
            row.wrong("owner", _("'{title}' has no owner", title=title))
            return
        target = row.amount("target") if row.text("target") else None
        said = row.text("direction")
        direction = direction_of(said) if said else Direction.UP
        if direction is None:
            row.wrong("direction", _("'{text}' is no direction; write up, down or within", text=said))
            return
        front: dict[str, Value] = {"kind": Kind.KPI.value, "title": title, "owner": owner, "direction": direction.value}
        front |= {"target": target.number} if target else {}
        values = {day: amount for day, place in row.columns.dated.items() if (amount := row.amount_at(place))}
        unit = row.text("unit") or (target.unit if target else None)
        unit = unit or next((one.unit for one in values.values() if one.unit), None)
        front |= {"unit": unit} if unit else {}
        if said := row.text("cadence"):
            if (cadence := cadence_of(said)) is None:
                row.wrong("cadence", _("'{text}' is no cadence; write monthly or another", text=said))
                return
            front["cadence"] = cadence.value
        weight = row.amount("weight")
        front |= {"weight": weight.number} if weight else {}
        self.result.files[key] = markdown(front).encode()
        if values:
            lines = [f"{day},{format(one.number, 'f')}" for day, one in sorted(values.items()) if day <= self.day]
            self.result.files[f"{key[:-3]}.csv"] = "\n".join(["date,value", *lines, ""]).encode()

    def _owner(self, text: str) -> str:
        return self._people.get(text.lower(), text)

    def _team_folder(self, text: str) -> str:
        """Return a team's folder; one that is not there yet is made."""
        company = self.repository.company
        if not text or (company is not None and text.lower() == company.title.lower()):
            return ""
        known = self._teams.get(text.lower())
        if known is not None:
            return Places(self.repository).team_folder(known)
        if text.lower() not in self._new_teams:
            name = name_of(text, taken=self.repository.teams)
            self._new_teams[text.lower()] = f"teams/{name}/"
            self.result.files[f"teams/{name}/team.md"] = markdown({"kind": Kind.TEAM.value, "title": text}).encode()
        return self._new_teams[text.lower()]

    def _reference(self, text: str) -> str:
        """Return what ``supports`` says: a goal of the table or the repository by its title, else as written."""
        return self._titles.get(text.lower(), text)


class _Row:
    """One row of a table, whose cells are found by our columns' names."""

    def __init__(self, table: Table, columns: Columns, number: int, cells: Sequence[Raw], problems: list[str]) -> None:
        self.table = table
        self.columns = columns
        self.number = number
        self.cells = cells
        self.problems = problems

    def _cell(self, place: int | None) -> Raw:
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def text(self, name: str) -> str:
        """Return a cell's text, empty where there is none."""
        return text_of(self._cell(self.columns.at.get(name)))

    def amount(self, name: str) -> Amount | None:
        """Return a cell's number; one that is none is noted."""
        place = self.columns.at.get(name)
        return None if place is None else self.amount_at(place)

    def amount_at(self, place: int) -> Amount | None:
        """Return the number in a column; one that is none is noted."""
        text = text_of(self._cell(place))
        if text in ("", "-", "–", "—", "/", "n/a", "N/A"):
            return None
        found = amount_of(self._cell(place), percent=(self.number, place) in self.table.percents)
        if found is None:
            self._note(place, _("'{text}' is no number", text=text[:40]))
        return found

    def day(self, name: str) -> date | None:
        """Return a cell's day; one that is none is noted."""
        place = self.columns.at[name]
        found = day_of(self._cell(place))
        if found is None:
            self._note(place, _("'{text}' is no day; write it like 2026-10-31", text=self.text(name)[:40]))
        return found

    def wrong(self, name: str, why: str) -> None:
        """Note a problem of a cell."""
        self._note(self.columns.at.get(name), why)

    def _note(self, place: int | None, why: str) -> None:
        head = self.columns.heads[place] if place is not None else ""
        where = _("{table}, row {row}, '{head}'", table=self.table.name, row=self.number + 1, head=head)
        self.problems.append(f"{where}: {why}")
