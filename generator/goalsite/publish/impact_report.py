"""An impact in words: the sentences and rows that its Markdown and its text have in common (SPEC 8.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from goalsite import __version__
from goalsite.change.impact import GoalImpact, Impact, TeamImpact
from goalsite.change.moves import Move
from goalsite.change.side import GoalSide, PartSide, Side
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.publish.comparing import Compared
from goalsite.site.changes import Telling
from goalsite.site.format import UNKNOWN, Format
from goalsite.vocabulary import ChangeClass, Health, Kind, Status
from goalsite.wording import word

MOST_ROWS = 40
MOST_FINDINGS = 20
MOST_PEOPLE = 12
_MOST_NOTES = 2
_MARKS = {
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "◆",
    Status.REACHED: "✓",
    Status.OUTDATED: "◷",
    Status.OVERDUE: "◷",
    Health.HEALTHY: "●",
    Health.WARNING: "▲",
    Health.UNHEALTHY: "◆",
}
_ID = 7


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
class Posted:
    """A moved goalpost: what moved, what it would be under the original, and where and how to say why."""

    title: str
    told: str
    compared: str
    reason: str
    path: str
    paste: tuple[str, ...]


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


class Report:
    """An impact ready to be written; every text is in the language in force, and as authors wrote it: not escaped."""

    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.impact: Impact = compared.impact
        self.form = Format(language(), self.impact.new.as_of)
        self._telling = Telling(SideNames(self.impact.new, self.impact.old), self.form)
        self._people = compared.settings.people

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
    def headline(self) -> str:
        """The verdict in one line."""
        impact = self.impact
        if impact.is_empty:
            return _("No goal changes")
        if impact.is_nothing:
            return self._unmoved
        touched = ngettext("{n} goal changes", "{n} goals change", len(self.touched))
        parts = [touched] if self.touched else []
        if self.along:
            parts.append(
                ngettext("{n} more moves with it", "{n} more move with it", len(self.along))
                if len(self.touched) == 1
                else ngettext("{n} more moves with them", "{n} more move with them", len(self.along))
            )
        if missing := len(impact.unexplained):
            parts.append(ngettext("{n} reason is missing", "{n} reasons are missing", missing))
        if new := len(impact.added) - missing:
            parts.extend([ngettext("{n} new finding", "{n} new findings", new)] if new > 0 else [])
        if not parts:
            parts.append(_("No goal changes, other figures do"))
        return _joined(parts)

    @property
    def _unmoved(self) -> str:
        count = len(self.touched)
        others = len(self.impact.elsewhere)
        if not count:
            return ngettext(
                "{n} file beside the goals changes, and no figure",
                "{n} files beside the goals change, and no figure",
                others,
            )
        return ngettext(
            "{n} goal is told anew, and no figure changes", "{n} goals are told anew, and no figure changes", count
        )

    @property
    def is_short(self) -> bool:
        """Whether the headline says all there is."""
        return self.impact.is_nothing

    @property
    def rows(self) -> list[Row]:
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

    def _share(self, side: "GoalSide | PartSide | object | None") -> str:
        return self.form.percent(getattr(side, "progress", None))

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

    @property
    def posts(self) -> list[Posted]:
        """The moved goalposts, those without a reason first."""
        hidden = {id_ for id_, goal in self.impact.new.goals.items() if goal.person is not None and not self._people}
        moves = [move for move in self.impact.moves if move.goal not in hidden and not move.undone]
        return [self._posted(move) for move in sorted(moves, key=lambda move: not move.unexplained)]

    def _posted(self, move: Move) -> Posted:
        side = self.impact.new.goals.get(move.goal) or self.impact.old.goals.get(move.goal)
        told = self._telling(move.goal, move.change) if move.change.key else _("removed")
        if move.span_day is not None:
            day, days = move.span_day
            told = _("{change}, on day {day} of {days}", change=told, day=day, days=days)
        paste: tuple[str, ...] = ()
        if move.unexplained:
            paste = (
                "adjustments:",
                f"  - date: {move.day.isoformat()}",
                f"    what: {_plain(move.what)}",
                "    why: …",
                "    approved_by: …",
            )
        reason = ""
        if move.reason is not None:
            reason = move.reason.why
            if move.reason.approved_by:
                known = self.impact.new.people.get(move.reason.approved_by)
                who = known.name if known else move.reason.approved_by
                reason = _("{why} – approved by {who}", why=reason, who=who)
        elif move.through is not None:
            reason = _("the target of its KPI {kpi} moved", kpi=move.through)
        title, path = (side.title, side.path) if side is not None else (move.title, "")
        return Posted(title, told, self._compared(move), reason, path, paste)

    def _compared(self, move: Move) -> str:
        posts = self.impact.posts.get(move.goal)
        if posts is None or posts.original_status is None:
            return ""
        part = next((one for one in posts.key_results if one.key_result == move.change.key_result), None)
        if part is not None and part.original is not None and part.now is not None and part.original != part.now:
            return _(
                "Under the original it would stand at {original}, not {now}.",
                original=self.form.percent(part.original),
                now=self.form.percent(part.now),
            )
        return _(
            "Under the original the goal would stand at {original}, {status}, not {now}.",
            original=self.form.percent(posts.original),
            status=word(posts.original_status),
            now=self.form.percent(posts.progress),
        )

    @property
    def concerned(self) -> str:
        """Who is affected and not in on it, with what of theirs; empty where there is nobody."""
        if not self._people:
            return ""
        found = []
        for one in self.impact.concerned:
            titles = [
                (self.impact.new.goals.get(id_) or self.impact.old.goals[id_]).title
                for id_ in one.goals
                if id_ in self.impact.new.goals or id_ in self.impact.old.goals
            ]
            rest = len(titles) - 1
            if rest > 0:
                found.append(
                    ngettext(
                        "{name} ({goal} and {n} more)",
                        "{name} ({goal} and {n} more)",
                        rest,
                        name=one.name,
                        goal=titles[0],
                    )
                )
            else:
                found.append(_("{name} ({goal})", name=one.name, goal=titles[0] if titles else UNKNOWN))
        if len(found) > MOST_PEOPLE:
            rest = len(found) - MOST_PEOPLE
            found[MOST_PEOPLE:] = [ngettext("{n} more", "{n} more", rest)]
        text = found[0] if found else ""
        for other in found[1:]:
            text = _("{one}; {other}", one=text, other=other)
        return text

    @property
    def formulas(self) -> list[tuple[str, str]]:
        """How the new figures of goals come about: the goal's title, and the formula with its numbers."""
        found = []
        for goal in (*self.touched, *self.along):
            if goal.new is not None and goal.moves and goal.new.kind is Kind.OBJECTIVE and goal.new.formula:
                found.append((goal.side.title, f"{goal.new.formula} = {self.form.percent(goal.new.progress)}"))
        return found[:MOST_ROWS]

    @property
    def footer(self) -> str:
        """What was compared, as of which day, by which version."""
        head = self.compared.head[:_ID] if self.compared.head else _("the files as they lie")
        return _(
            "As of {day} · {base}…{head} · goalsite {version}",
            day=self.impact.new.as_of,
            base=self.compared.base[:_ID],
            head=head,
            version=__version__,
        )


def status_text(side: GoalSide | PartSide | None) -> str:
    """Return a status with its mark: ``▲ at risk``; of a KPI whose newest value is too old, that it is."""
    if side is None or side.status is None:
        return ""
    if isinstance(side, GoalSide) and side.stale:
        return _("◷ stale ({health})", health=word(side.status))
    return f"{_MARKS.get(side.status, '○')} {word(side.status)}"


def _joined(parts: Sequence[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = _("{one}, {other}", one=text, other=part)
    return text


def _plain(what: str) -> str:
    """Return a name as it may stand in YAML."""
    simple = what.replace("-", "").replace("_", "").isalnum() and not what.isdigit()
    return what if simple else "'{}'".format(" ".join(what.split()).replace("'", "''"))
