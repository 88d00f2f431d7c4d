"""An impact in words: the sentences and rows that its Markdown and its text have in common (SPEC 8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goalsite import __version__
from goalsite.change.moves import Move
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.publish.comparing import Compared
from goalsite.publish.impact_rows import Row, Rows, SideNames
from goalsite.site.changes import Telling
from goalsite.site.format import UNKNOWN, Format
from goalsite.vocabulary import Kind
from goalsite.wording import word

if TYPE_CHECKING:
    from goalsite.change.impact import Impact

MOST_ROWS = 40
MOST_FINDINGS = 20
MOST_PEOPLE = 12
_ID = 7


@dataclass(frozen=True, slots=True)
class Posted:
    """A moved goalpost: what moved, what it would be under the original, and where and how to say why."""

    title: str
    told: str
    compared: str
    reason: str
    path: str
    paste: tuple[str, ...]


class Report:
    """An impact ready to be written; every text is in the language in force, and as authors wrote it: not escaped."""

    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.impact: Impact = compared.impact
        self.form = Format(language(), self.impact.new.as_of)
        self._telling = Telling(SideNames(self.impact.new, self.impact.old), self.form)
        self._people = compared.settings.people
        self._rows = Rows(self.impact, self.form, self._telling, people=self._people)
        self.touched = self._rows.touched
        self.along = self._rows.along

    @property
    def rows(self) -> list[Row]:
        """The rows of the table: what is touched, with key results whose targets move, then what lies above."""
        return self._rows.all

    @property
    def teams(self) -> list[str]:
        """What becomes of each team's mean, in a sentence."""
        return self._rows.teams

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


def _joined(parts: Sequence[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = _("{one}, {other}", one=text, other=part)
    return text


def _plain(what: str) -> str:
    """Return a name as it may stand in YAML."""
    simple = what.replace("-", "").replace("_", "").isalnum() and not what.isdigit()
    return what if simple else "'{}'".format(" ".join(what.split()).replace("'", "''"))
