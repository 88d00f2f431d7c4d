"""The table of an impact: a row for each goal that is touched or moves along, in words (SPEC 8.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from goalsite.change.compare import Change
from goalsite.change.impact import GoalImpact, Impact, TeamImpact
from goalsite.change.side import GoalSide, PartSide, Side, TeamSide
from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.site.changes import Telling
from goalsite.site.format import Format
from goalsite.vocabulary import ChangeClass, Health, Status
from goalsite.wording import mark, word

_MOST_NOTES = 2
_MOST_PATHS = 3


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


@dataclass(frozen=True, slots=True)
class Mean:
    """What becomes of a team's mean: what it is the mean of, and both figures."""

    label: str
    old: str
    new: str


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

    def goal(self, goal: str) -> GoalSide | None:
        """Return a goal, as it could be read last; None where neither side knows it."""
        known = [side.goals[goal] for side in self._sides if goal in side.goals]
        return next((one for one in known if one.readable), known[0] if known else None)

    def _part(self, goal: str, key_result: str) -> PartSide | None:
        goals = (side.goals[goal] for side in self._sides if goal in side.goals)
        return next((one.key_results[key_result] for one in goals if key_result in one.key_results), None)


class Rows:
    """The goals of an impact that may be shown, and what a table says of each."""

    def __init__(self, impact: Impact, names: SideNames, form: Format, telling: Telling, *, people: bool) -> None:
        self.impact = impact
        self.form = form
        self._names = names
        self._telling = telling
        self._people = people

    def _shown(self, goal: GoalImpact) -> bool:
        return self._people or goal.side.person is None

    @cached_property
    def touched(self) -> list[GoalImpact]:
        """The touched goals that may be shown; those that cannot be read first, then those that move."""
        found = [goal for goal in self.impact.touched if self._shown(goal)]
        return sorted(found, key=lambda goal: (not goal.is_unreadable, goal.stays_unreadable, not goal.moves, goal.id))

    @cached_property
    def along(self) -> list[GoalImpact]:
        """The goals that move along and may be shown."""
        return [goal for goal in self.impact.moved_along if self._shown(goal)]

    @property
    def of_touched(self) -> list[Row]:
        """The rows of what is touched, each goal followed by the key results that the change itself moves."""
        found: list[Row] = []
        for goal in self.touched:
            parts = tuple(self._parts(goal))
            found.append(self._row(goal, above=False, told={change for _, changes in parts for change in changes}))
            found.extend(row for row, _ in parts)
        return found

    @property
    def of_above(self) -> list[Row]:
        """The rows of what lies above, or moves along, nearest first."""
        return [self._row(goal, above=True) for goal in self.along]

    @property
    def of_company(self) -> list[Row]:
        """The rows of the company's means."""
        return [self._company(team) for team in self._means if team.team is None]

    @cached_property
    def _means(self) -> list[TeamImpact]:
        """The teams whose mean is seen to move."""
        return [team for team in self.impact.teams if self._share(team.old) != self._share(team.new)]

    @cached_property
    def means(self) -> list[Mean]:
        """What becomes of the mean of each team, the greatest step first."""
        teams = sorted((team for team in self._means if team.team is not None), key=_step, reverse=True)
        return [
            Mean(
                _("{team}, {cycle}, {mean}", team=team.side.title, cycle=self._cycle(team.cycle), mean=_mean_of(team)),
                self._share(team.old),
                self._share(team.new),
            )
            for team in teams
        ]

    def _cycle(self, id_: str) -> str:
        known = self.impact.new.cycles.get(id_) or self.impact.old.cycles.get(id_)
        return self.form.cycle(known) if known is not None else id_

    def _share(self, side: GoalSide | PartSide | TeamSide | None) -> str:
        return self.form.percent(side.progress if side is not None else None)

    def _row(self, goal: GoalImpact, *, above: bool, told: set[Change] | None = None) -> Row:
        side = goal.side
        notes = self._notes(goal, told or set())
        if goal.stays_unreadable:
            notes = (_("its file still cannot be read"), *notes)
        elif goal.is_unreadable:
            notes = (_("its file cannot be read"), *notes)
        elif goal.is_mended:
            notes = (_("its file can be read again"), *notes)
        if goal.old is None:
            notes = (_("new"), *notes)
        where = [self._names.team(side.team)]
        if side.owner and self._people:
            where.append(self._names.person(side.owner))
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
        was = self._share(old)
        now = self._share(new)
        had = status_text(old)
        has = status_text(new) if new is not None else _("removed")
        return ("" if was == now else was), now, ("" if had == has else had), has

    def _notes(self, goal: GoalImpact, told: set[Change]) -> tuple[str, ...]:
        """Return what its files say anew, the gravest first; of many the first ones."""
        order = list(ChangeClass)
        notes = [
            self._telling(goal.id, change)
            for change in sorted(goal.changes, key=lambda change: order.index(change.about))
            if change.key and change not in told
        ]
        return _few(notes)

    def _parts(self, goal: GoalImpact) -> Iterator[tuple[Row, tuple[Change, ...]]]:
        """Yield the key results that the change itself moves, each with the changes that its row tells."""
        if goal.old is None or goal.new is None:
            return
        changes: dict[str, list[Change]] = {}
        for change in goal.changes:
            if change.about is ChangeClass.TARGET and change.key_result is not None:
                changes.setdefault(change.key_result, []).append(change)
        for id_, own in sorted(changes.items()):
            old, new = goal.old.key_results.get(id_), goal.new.key_results.get(id_)
            if old is None or new is None or (old.progress, old.status) == (new.progress, new.status):
                continue
            owner = new.owner if self._people and new.owner != goal.side.owner else None
            notes = _few([self._telling.of_key_result(goal.id, change) for change in own])
            where = self._names.person(owner) if owner is not None else ""
            row = Row(goal.id, goal.side.title, new.title or id_, where, notes, False, *self._figures(old, new))
            yield row, tuple(own)

    def _company(self, team: TeamImpact) -> Row:
        title = _("{company}, {cycle}", company=team.side.title, cycle=self._cycle(team.cycle))
        old, new = self._share(team.old), self._share(team.new)
        return Row("", title, "", _mean_of(team), (), True, old, new, "", "")


def _few(notes: list[str]) -> tuple[str, ...]:
    if len(notes) <= _MOST_NOTES + 1:
        return tuple(notes)
    more = len(notes) - _MOST_NOTES
    return (*notes[:_MOST_NOTES], ngettext("{n} more change", "{n} more changes", more))


def _step(team: TeamImpact) -> Fraction:
    """Return how far a team's mean moves; one that comes or goes as if from or to nothing."""
    old, new = (side.progress if side is not None else None for side in (team.old, team.new))
    return abs((new or Fraction(0)) - (old or Fraction(0)))


def _mean_of(team: TeamImpact) -> str:
    """Say of how many objectives a mean is, of how many it was where that differs, and what is left out."""
    was, now = (side.count if side is not None else 0 for side in (team.old, team.new))
    company = team.team is None
    if company:
        text = ngettext("mean of {n} company objective", "mean of {n} company objectives", now)
    else:
        text = ngettext("mean of {n} objective", "mean of {n} objectives", now)
    if was != now and team.old is not None:
        text = _("{mean} instead of {n}", mean=text, n=was)
    left_out = team.new.left_out if team.new is not None else ()
    if left_out:
        shown = [*left_out[:_MOST_PATHS]]
        if rest := len(left_out) - len(shown):
            shown.append(ngettext("{n} more", "{n} more", rest))
        out = _("{n} of {all} left out: {files}", n=len(left_out), all=now + len(left_out), files=", ".join(shown))
        text = _("{one}, {other}", one=text, other=out)
    return text


def status_text(side: GoalSide | PartSide | None) -> str:
    """Return a status with its mark: ``▲ at risk``; of a KPI whose newest value is too old, that it is."""
    if side is None:
        return ""
    if side.status is None:
        return pgettext("status", "left out")
    if isinstance(side, GoalSide) and side.stale:
        return _("◷ stale ({health})", health=word(side.status))
    return marked(side.status)


def marked(status: Status | Health) -> str:
    """Return a status with its mark."""
    return f"{mark(status)} {word(status)}"
