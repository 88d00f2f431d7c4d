"""An impact in words: the sentences and rows that its Markdown and its text have in common (SPEC 8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goalsite import __version__
from goalsite.change.affected import what_of
from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.publish.impact.comparing import Compared
from goalsite.publish.impact.posts import Posted, Posts, Style
from goalsite.publish.impact.rows import Mean, Row, Rows, SideNames
from goalsite.site.changes import Telling
from goalsite.site.format import Format
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.change.impact import Impact

_ID = 7
_MOST_CHARACTERS = 300
_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each a report shows before it says how many more there are; ``above`` are a part of ``rows``."""

    rows: int = 40
    above: int = 15
    means: int = 10
    posts: int = 10
    findings: int = 20
    people: int = 12
    formulas: int = 20

    @property
    def half(self) -> "Limits":
        """About half as many."""
        halves = (self.rows, self.above, self.means, self.posts, self.findings, self.people, self.formulas)
        return Limits(*((number + 1) // 2 for number in halves))

    @property
    def least(self) -> bool:
        """Whether there is no less to show."""
        return self == self.half


class Report:
    """An impact ready to be written in a style, in the language in force; see :class:`Style` for what is escaped.

    ``rows``, ``means`` and the headline are plain text as authors wrote it; whoever writes them escapes it.
    """

    def __init__(self, compared: Compared, limits: Limits | None = None) -> None:
        self.compared = compared
        self.limits = limits or Limits()
        self.impact: Impact = compared.impact
        self.form = Format(language(), self.impact.new.as_of)
        self._people = compared.settings.people
        self._names = SideNames(self.impact.new, self.impact.old)
        told = (self._names, self.form, Telling(self._names, self.form))
        self._rows = Rows(self.impact, *told, people=self._people)
        self._posts = Posts(self.impact, *told, people=self._people)
        self.touched = self._rows.touched
        self.along = self._rows.along

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the table: what is touched, then what lies above, up to the company; see ``more_goals``."""
        above = self._rows.of_above[: self.limits.above]
        company = self._rows.of_company
        touched = self._rows.of_touched[: self.limits.rows - len(above)]
        return [*touched, *above, *company]

    @property
    def more_goals(self) -> str:
        """How many goals have no row, in a sentence; empty where all have."""
        shown = {row.goal for row in self.rows}
        more = sum(goal.id not in shown for goal in (*self.touched, *self.along))
        return ngettext("{n} more goal is not shown.", "{n} more goals are not shown.", more) if more else ""

    @property
    def means(self) -> list[Mean]:
        """What becomes of teams' means."""
        return self._rows.means[: self.limits.means]

    @property
    def more_means(self) -> str:
        """How many teams' means are not shown, in a sentence; empty where all are."""
        more = len(self._rows.means) - len(self.means)
        return ngettext("{n} more team's mean moves.", "{n} more teams' means move.", more) if more else ""

    @property
    def headline(self) -> str:
        """The verdict in one line, the gravest first."""
        impact = self.impact
        if impact.is_empty:
            return _("No goal changes")
        if self.is_short:
            return self._unmoved
        broken = [goal for goal in self.touched if goal.is_unreadable]
        readable = len(self.touched) - len(broken)
        still = sum(goal.stays_unreadable for goal in broken)
        parts = []
        if anew := len(broken) - still:
            parts.append(ngettext("{n} file cannot be read", "{n} files cannot be read", anew))
        if still:
            parts.append(ngettext("{n} file still cannot be read", "{n} files still cannot be read", still))
        if readable:
            parts.append(ngettext("{n} goal changes", "{n} goals change", readable))
        if self.along:
            parts.append(
                ngettext("{n} more moves with it", "{n} more move with it", len(self.along))
                if len(self.touched) == 1
                else ngettext("{n} more moves with them", "{n} more move with them", len(self.along))
            )
        if missing := len(self._posts.missing):
            parts.append(ngettext("{n} reason is missing", "{n} reasons are missing", missing))
        parts += self._new_findings({goal.side.path for goal in broken})
        if not parts:
            parts.append(_("No goal changes, other figures do"))
        return _joined(parts)

    def _new_findings(self, broken: set[str]) -> list[str]:
        """Say how many findings are new, errors apart; missing reasons, and files that cannot be read, are said."""
        others = [
            one
            for one in self.added
            if not (one.path in broken and one.code < "G1")
            and not (one.code == "G504" and (one.goal, what_of(one.key)) in self._posts.missing)
        ]
        errors = sum(one.level is Level.ERROR for one in others)
        rest = len(others) - errors
        parts = [ngettext("{n} new error", "{n} new errors", errors)] if errors else []
        return [*parts, ngettext("{n} new finding", "{n} new findings", rest)] if rest else parts

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
        return self.impact.is_nothing and not any(goal.is_unreadable for goal in self.touched)

    def posts(self, style: Style) -> list[Posted]:
        """Return the moved goalposts, those without a reason first."""
        return self._posts.told(style, self.limits.posts)

    @property
    def more_posts(self) -> str:
        """How many goals' goalposts are not shown, in a sentence; empty where all are."""
        more = len(self._posts.groups) - self.limits.posts
        if more <= 0:
            return ""
        return ngettext("The goalposts of {n} more goal move.", "The goalposts of {n} more goals move.", more)

    @cached_property
    def added(self) -> list[Finding]:
        """The findings that came, the gravest first."""
        return self._shown(self.impact.added)

    @cached_property
    def removed(self) -> list[Finding]:
        """The findings that went, the gravest first."""
        return self._shown(self.impact.removed)

    def _shown(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings that may be shown: none about a goal of somebody's own where those are hidden."""
        shown = [one for one in findings if self._people or not self._is_personal(one)]
        return sorted(shown, key=lambda one: _LEVELS.index(one.level))

    def _is_personal(self, finding: Finding) -> bool:
        known = self._names.goal(finding.goal or "")
        return known is not None and known.person is not None

    def concerned(self, style: Style) -> str:
        """Return who is affected and not in on it, with what of theirs; empty where there is nobody."""
        if not self._people:
            return ""
        found = []
        for one in self.impact.concerned[: self.limits.people]:
            titles = [(id_, known.title) for id_ in one.goals if (known := self._names.goal(id_)) is not None]
            name = style.text(one.name)
            if not titles:
                found.append(name)
                continue
            goal = style.goal(*titles[0])
            rest = len(titles) - 1
            if rest:
                text = ngettext(
                    "{name} ({goal} and {n} more)", "{name} ({goal} and {n} more)", rest, name=name, goal=goal
                )
            elif titles[0][0] in one.supporting:
                text = _("{name} ({goal} supports what moves)", name=name, goal=goal)
            else:
                text = _("{name} ({goal})", name=name, goal=goal)
            found.append(text)
        if more := len(self.impact.concerned) - self.limits.people:
            found += [ngettext("{n} more", "{n} more", more)] if more > 0 else []
        text = found[0] if found else ""
        for other in found[1:]:
            text = _("{one}; {other}", one=text, other=other)
        return text

    @cached_property
    def _formulas(self) -> list[tuple[str, str]]:
        return [
            (goal.side.title, f"{cut(self.impact.formulas[goal.id])} = {self.form.percent(goal.new.progress)}")
            for goal in (*self.touched, *self.along)
            if goal.new is not None and goal.new.progress is not None and goal.id in self.impact.formulas
        ]

    @property
    def formulas(self) -> list[tuple[str, str]]:
        """How the new figures of goals come about: the goal's title, and the formula with its numbers."""
        return self._formulas[: self.limits.formulas]

    @property
    def more_formulas(self) -> str:
        """How many formulas are not shown; empty where all are."""
        more = len(self._formulas) - len(self.formulas)
        return ngettext("{n} more", "{n} more", more) if more else ""

    def footer(self, between: str) -> str:
        """Return what was compared (``between``, see ``commits``), as of which day, by which version."""
        return _(
            "As of {day} · {commits} · goalsite {version}",
            day=self.impact.new.as_of,
            commits=between,
            version=__version__,
        )

    @property
    def commits(self) -> str:
        """The two states that were compared."""
        head = self.compared.head[:_ID] if self.compared.head else _("the files as they lie")
        return f"{self.compared.base[:_ID]}…{head}"


def cut(text: str) -> str:
    """Return a text at a length that does no harm."""
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def _joined(parts: Sequence[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text = _("{one}, {other}", one=text, other=part)
    return text
