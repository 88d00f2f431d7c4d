"""The table of an impact: a row for each goal that is touched or moves along, in words (SPEC 8.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from goalsite.change.impact import GoalImpact, Impact, TeamImpact
from goalsite.change.side import GoalSide, PartSide, Side, TeamSide
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.site.changes import Telling
from goalsite.site.format import UNKNOWN, Format
from goalsite.vocabulary import ChangeClass
from goalsite.wording import mark, word

_MOST_NOTES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a goal, or a key result of one (``part``).

    ``above`` tells that it lies above what is touched, or moves along. Old figures are empty where they are the same.
    """

    goal: str
    title: str
    part: str
    where: str
    notes: tuple[str, ...]
    above: bool
    old: str
    new: str
    old_status: str
    status: str


class SideNames:
    """Names as one of two sides has them, the first before the second."""

    def __init__(self, *sides: Side) -> None:
        self._sides = sides

    def person(self, person: str) -> str:
        """Return the name of a person key."""
        return next((side.people[person].name for side in self._sides if person in side.people), person)

    def team(self, team: str | None) -> str:
        """Return the name of a team, of the company for None."""
        return next((side.team_titles[team] for side in self._sides if team in side.team_titles), team or "")

    def key_result(self, goal: str, key_result: str) -> str:
        """Return the title of a key result, empty where it is not known."""
        found = self._part(goal, key_result)
        return found.title if found is not None else ""

    def unit(self, goal: str, key_result: str | None) -> str | None:
        """Return the unit of a KPI, or of a key result."""
        if key_result is not None:
            found = self._part(goal, key_result)
            return found.unit if found is not None else None
        return next((side.goals[goal].unit for side in self._sides if goal in side.goals), None)

    def _part(self, goal: str, key_result: str) -> PartSide | None:
        goals = (side.goals[goal] for side in self._sides if goal in side.goals)
        return next((one.key_results[key_result] for one in goals if key_result in one.key_results), None)


class Rows:
    """The goals of an impact that may be shown, and what a table says of each."""

    def __init__(self, impact: Impact, form: Format, telling: Telling, *, people: bool) -> None:
        self.impact = impact
        self.form = form
        self._telling = telling
        self._people = people

    def _shown(self, goal: GoalImpact) -> bool:
        return self._people or goal.side.person is None

    @cached_property
    def touched(self) -> list[GoalImpact]:
        """The touched goals that may be shown; those that move first."""
        found = [goal for goal in self.impact.touched if self._shown(goal)]
        return sorted(found, key=lambda goal: (not goal.moves, goal.id))

    @cached_property
    def along(self) -> list[GoalImpact]:
        """The goals that move along and may be shown."""
        return [goal for goal in self.impact.moved_along if self._shown(goal)]

    @property
    def all(self) -> list[Row]:
        """The rows of the table: what is touched, with key results whose targets move, then what lies above."""
        found: list[Row] = []
        for goal in self.touched:
            found.append(self._row(goal, above=False))
            found.extend(self._parts(goal))
        found.extend(self._row(goal, above=True) for goal in self.along)
        found.extend(self._team(team) for team in self._means if team.team is None)
        return found

    @property
    def _means(self) -> list[TeamImpact]:
        """The teams whose mean is seen to move."""
        return [team for team in self.impact.teams if self._share(team.old) != self._share(team.new)]

    @property
    def teams(self) -> list[str]:
        """What becomes of each team's mean, in a sentence."""
        return [
            ngettext(
                "{team}, {cycle}, mean of {n} objective: {old} → {new}",
                "{team}, {cycle}, mean of {n} objectives: {old} → {new}",
                team.side.count,
                team=team.side.title,
                cycle=self._cycle(team.cycle),
                old=self._share(team.old),
                new=self._share(team.new),
            )
            for team in self._means
            if team.team is not None
        ]

    def _cycle(self, id_: str) -> str:
        known = self.impact.new.cycles.get(id_) or self.impact.old.cycles.get(id_)
        return self.form.cycle(known) if known is not None else id_

    def _share(self, side: TeamSide | None) -> str:
        return self.form.percent(side.progress if side is not None else None)

    def _row(self, goal: GoalImpact, *, above: bool) -> Row:
        side = goal.side
        notes = self._notes(goal)
        if goal.old is None:
            notes = (_("new"), *notes)
        elif goal.new is None:
            notes = (_("removed"), *notes)
        where = [self.impact.new.team_titles.get(side.team) or side.team or ""]
        if side.owner and self._people:
            known = self.impact.new.people.get(side.owner)
            where.append(known.name if known else side.owner)
        return Row(
            goal.id,
            side.title,
            "",
            " · ".join(part for part in where if part),
            notes,
            above,
            *self._figures(goal.old, goal.new),
        )

    def _figures(self, old: GoalSide | PartSide | None, new: GoalSide | PartSide | None) -> tuple[str, str, str, str]:
        """Return both figures and both statuses; an old one is empty where it is the same as the new one."""
        was = self.form.percent(old.progress) if old is not None else UNKNOWN
        now = self.form.percent(new.progress) if new is not None else UNKNOWN
        had, has = status_text(old), status_text(new)
        return ("" if was == now else was), now, ("" if had == has else had), has

    def _notes(self, goal: GoalImpact) -> tuple[str, ...]:
        """Return what its files say anew, the gravest first; of many the first ones."""
        order = list(ChangeClass)
        told = [
            self._telling(goal.id, change)
            for change in sorted(goal.changes, key=lambda change: order.index(change.about))
            if change.key
        ]
        if len(told) > _MOST_NOTES + 1:
            more = len(told) - _MOST_NOTES
            return (*told[:_MOST_NOTES], ngettext("{n} more change", "{n} more changes", more))
        return tuple(told)

    def _parts(self, goal: GoalImpact) -> Iterator[Row]:
        """Yield the key results that the change itself moves, where more than one makes up the goal."""
        if goal.old is None or goal.new is None:
            return
        targets = {change.key_result for change in goal.changes if change.about is ChangeClass.TARGET}
        for id_ in sorted(one for one in targets if one):
            old, new = goal.old.key_results.get(id_), goal.new.key_results.get(id_)
            if old is not None and new is not None and old.progress != new.progress:
                yield Row(goal.id, goal.side.title, new.title or id_, "", (), False, *self._figures(old, new))

    def _team(self, team: TeamImpact) -> Row:
        count = team.side.count
        where = ngettext("mean of {n} company objective", "mean of {n} company objectives", count)
        title = _("{company}, {cycle}", company=team.side.title, cycle=self._cycle(team.cycle))
        return Row("", title, "", where, (), True, self._share(team.old), self._share(team.new), "", "")


def status_text(side: GoalSide | PartSide | None) -> str:
    """Return a status with its mark: ``▲ at risk``; of a KPI whose newest value is too old, that it is."""
    if side is None or side.status is None:
        return ""
    if isinstance(side, GoalSide) and side.stale:
        return _("◷ stale ({health})", health=word(side.status))
    return f"{mark(side.status)} {word(side.status)}"
