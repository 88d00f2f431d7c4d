"""The moved goalposts of a goal: what moved, who did it and why, and where it would stand had nothing moved."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goalsite.change.moves import Move
from goalsite.change.older import only_said, said_goalposts
from goalsite.change.originals import Goalposts
from goalsite.change.said import SaidMove
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure.rollup import ZERO, clamp
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.records import Range
from goalsite.site.changes import MOST
from goalsite.site.context import Named, SiteContext, Source
from goalsite.site.key_names import key_name
from goalsite.site.views.commits import CommitLink, commit_link
from goalsite.site.views.original_whys import why_original
from goalsite.site.views.reasons import person_key
from goalsite.site.views.rows import Rows
from goalsite.site.views.status import ALARMS, HEALTH_SHAPES, SHAPES
from goalsite.site.views.why import WhyLine
from goalsite.vocabulary import Health, Status
from goalsite.wording import word

if TYPE_CHECKING:
    from fractions import Fraction

    from goalsite.site.views.reasons import ReasonLine

_MOST_ON_A_PAGE = 20
_MOST_LINES = 12


class MoveLine(NamedTuple):
    """One thing that moved: ``kind`` is ``out``, ``in`` or ``moved``; ``said`` stands after its name."""

    kind: str
    name: str
    said: str


class MoveGroup(NamedTuple):
    """What one commit moved for one reason; without a commit, what the file of ``source`` tells itself."""

    date: date
    day: str
    about: str
    cycle_day: str
    commit: CommitLink | None
    source: Source | None
    approved_by: Named | None
    lines: tuple[MoveLine, ...]
    more: int
    why: str
    unexplained: bool
    note: str
    through: Named | None


class Standing(NamedTuple):
    """Where a goal stands, under one of two sets of targets."""

    bar: Markup
    percent: str
    pill: Markup
    word: str


class MovedView(NamedTuple):
    """The moved goalposts of a goal, newest first; ``today`` and ``then`` are None where nothing is to compare.

    ``why`` unfolds the figure of ``then``; ``since`` is the day from which its targets are known, where some had moved
    before, else empty. ``untold`` tells that there is no ``then`` as the file does not tell an old target.
    """

    groups: tuple[MoveGroup, ...]
    number: int
    earlier: int
    today: Standing | None
    then: Standing | None
    flags: tuple[date, ...]
    whys: frozenset[str]
    posts: Goalposts | None
    why: tuple[WhyLine, ...]
    since: str
    untold: bool


def moved_view(site: SiteContext, rows: Rows, goal: Objective | Kpi) -> MovedView | None:
    """Return the moved goalposts of a goal, from git and as its file tells older ones; None where none moved."""
    posts = site.chronicle.goalposts.get(goal.id)
    if posts is None or not posts.moved.moves:
        return _said_view(site, rows, goal)
    moves = posts.moved.moves
    told = said_of(site, goal)
    return _view(
        site,
        rows,
        (*groups_of(site, posts), *said_groups_of(site, goal, told)),
        posts,
        flags={*(move.day for move in moves if not move.undone), *(move.date for move in told)},
        whys={*(move.reason.why for move in moves if move.reason is not None), *(move.why for move in told)},
        told=told,
    )


def _said_view(site: SiteContext, rows: Rows, goal: Objective | Kpi) -> MovedView | None:
    moves = said_of(site, goal)
    if not moves:
        return None
    posts = said_goalposts(site.measured, goal, moves) if isinstance(goal, Objective) else None
    groups = said_groups_of(site, goal, moves)
    return _view(
        site,
        rows,
        groups,
        posts,
        flags={move.date for move in moves},
        whys={move.why for move in moves},
        told=moves,
    )


def _view(
    site: SiteContext,
    rows: Rows,
    found: Iterable[MoveGroup],
    posts: Goalposts | None,
    *,
    flags: Iterable[date],
    whys: Iterable[str],
    told: Iterable[SaidMove],
) -> MovedView:
    groups = tuple(found)
    today, then = _standings(site, rows, posts) if posts is not None else (None, None)
    return MovedView(
        groups=groups[:_MOST_ON_A_PAGE],
        number=len(groups),
        earlier=max(len(groups) - _MOST_ON_A_PAGE, 0),
        today=today,
        then=then,
        flags=tuple(sorted(flags)),
        whys=frozenset(whys),
        posts=posts,
        why=why_original(site, posts) if posts is not None else (),
        since=site.format.long_day(posts.since) if posts is not None and posts.since is not None else "",
        untold=then is None and any(not (move.came or move.went) for move in told),
    )


def said_of(site: SiteContext, goal: Objective | Kpi) -> tuple[SaidMove, ...]:
    """Return the moves that only the file of a goal tells of."""
    return only_said(goal, site.chronicle.goalposts.get(goal.id), site.as_of, site.settings.pace.quiet)


def said_groups_of(site: SiteContext, goal: Objective | Kpi, moves: tuple[SaidMove, ...]) -> Iterator[MoveGroup]:
    """Yield what a file tells of moves, newest first, those of one day for one reason together."""
    together: dict[tuple[date, str], list[SaidMove]] = {}
    for move in sorted(moves, key=lambda one: one.date, reverse=True):
        together.setdefault((move.date, move.why), []).append(move)
    span = goal.cycle.span if isinstance(goal, Objective) and goal.cycle is not None else None
    for (day, why), some in together.items():
        lines = tuple(_said_line(site, goal, one) for one in sorted(some, key=lambda one: not one.went))
        by = next((person_key(site, one.approved_by.text) for one in some if one.approved_by is not None), None)
        position = goal.record.position(some[0].key)
        yield MoveGroup(
            date=day,
            day=site.format.long_day(day),
            about=site.format.listed(dict.fromkeys(word(one.about) for one in some)),
            cycle_day=_("day {day} of {days}", day=(day - span.first).days + 1, days=span.days) if span else "",
            commit=None,
            source=site.source(goal.file.path, position.line, short=True),
            approved_by=site.person(by) if by is not None else None,
            lines=lines[:_MOST_LINES],
            more=max(len(lines) - _MOST_LINES, 0),
            why=why,
            unexplained=not why,
            note="",
            through=None,
        )


def _said_line(site: SiteContext, goal: Objective | Kpi, move: SaidMove) -> MoveLine:
    own = goal.key_result(move.what) if isinstance(goal, Objective) else None
    kind = "in" if move.came else "out" if move.went else "moved"
    name = _short(own.title or own.id) if own is not None else key_name(move.what)
    if kind == "moved":
        return MoveLine(kind, "", name)
    return MoveLine(kind, name, _swapped(site, goal, kind, own, move.swapped))


def groups_of(site: SiteContext, posts: Goalposts) -> Iterator[MoveGroup]:
    """Yield a goal's moves, newest first, those of one commit for one reason together."""
    newest = sorted(posts.moved.moves, key=lambda move: -move.place)
    for _key, some in groupby(newest, key=_together):
        moves = tuple(some)
        one = moves[0]
        lines = tuple(_line(site, move) for move in sorted(moves, key=_out_first))
        reason = one.reason
        approved = site.person(reason.approved_by) if reason is not None and reason.approved_by is not None else None
        day, days = one.span_day or (0, 0)
        yield MoveGroup(
            date=one.day,
            day=site.format.long_day(one.day),
            about=site.format.listed(dict.fromkeys(word(move.change.about) for move in moves)),
            cycle_day=_("day {day} of {days}", day=day, days=days) if days else "",
            commit=commit_link(site, one.commit),
            source=None,
            approved_by=approved,
            lines=lines[:_MOST_LINES],
            more=max(len(lines) - _MOST_LINES, 0),
            why=reason.why if reason is not None else "",
            unexplained=one.unexplained,
            note=_("moved back since") if one.undone and reason is None else "",
            through=site.goal(one.through) if one.through is not None else None,
        )


def _together(move: Move) -> tuple[object, ...]:
    return move.place, move.commit.id, move.reason, move.undone, move.through


def _out_first(move: Move) -> int:
    return 0 if _kind(move) == "out" else 1


def _kind(move: Move) -> str:
    change = move.change
    if change.is_key_result:
        return "in" if change.old is None else "out"
    return "out" if change.key.endswith(".retired") and change.new is not None else "moved"


def _line(site: SiteContext, move: Move) -> MoveLine:
    kind = _kind(move)
    if kind == "moved":
        return MoveLine(kind, "", site.telling(move.goal, move.change))
    id_ = move.change.key_result or ""
    objective = site.repository.objectives.get(move.goal)
    own = objective.key_result(id_) if objective is not None else None
    name = _short((own.title if own is not None else "") or move.key_result_title or id_)
    return MoveLine(kind, name, _swapped(site, objective, kind, own, move.swapped))


def _swapped(
    site: SiteContext, goal: Objective | Kpi | None, kind: str, own: KeyResult | None, swapped: str | None
) -> str:
    """Return the ends of a key result that came or went, and which one it was swapped for."""
    said = _ends(site, own) if own is not None else ""
    if swapped is None:
        return said
    other = goal.key_result(swapped) if isinstance(goal, Objective) else None
    title = _short((other.title if other is not None else "") or swapped)
    if kind == "out":
        swap = (_("{ends}, replaced by {title}", ends=said, title=title), _("replaced by {title}", title=title))
    else:
        swap = (_("{ends}, in place of {title}", ends=said, title=title), _("in place of {title}", title=title))
    return swap[0] if said else swap[1]


def _ends(site: SiteContext, key_result: KeyResult) -> str:
    """Return the ends of a metric with its unit, empty for any other measure."""
    record = key_result.record
    if record.from_ is None or record.to is None or isinstance(record.to, Range):
        return ""
    unit = record.unit
    return f"{site.format.value(record.from_, unit)} → {site.format.value(record.to, unit)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 2 * MOST else f"{line[: 2 * MOST - 1]}…"


def _standings(site: SiteContext, rows: Rows, posts: Goalposts) -> tuple[Standing | None, Standing | None]:
    """Return where a goal stands today, and where it would stand under its original."""
    if not posts.known:
        return None, None
    figures = site.measured.objectives.get(posts.moved.goal)
    if figures is not None and isinstance(posts.original_status, Status) and posts.original_expected is not None:
        then = replace(
            figures,
            progress=posts.original,
            expected=posts.original_expected,
            behind=posts.original_behind or ZERO,
            status=posts.original_status,
        )
        bars = rows.objective_bar(figures, "o"), rows.objective_bar(then, "o")
    else:
        bars = _completion_bar(site, posts.progress), _completion_bar(site, posts.original)
    return (
        _standing(site, bars[0], posts.progress, posts.status),
        _standing(site, bars[1], posts.original, posts.original_status),
    )


def _completion_bar(site: SiteContext, share: "Fraction | None") -> Markup:
    state = "none" if share is None else "over" if share > 1 else "under" if share < 0 else ""
    return site.marks.bar(None if share is None else clamp(share), None, state, "o")


def _standing(site: SiteContext, bar: Markup, share: "Fraction | None", status: Status | Health | None) -> Standing:
    said = word(status) if status is not None else ""
    shape = SHAPES[status] if isinstance(status, Status) else HEALTH_SHAPES[status] if status is not None else ""
    pill = site.marks.pill(shape, said, ground=status in ALARMS or status is Health.UNHEALTHY) if said else Markup("")
    return Standing(bar, site.format.percent(share), pill, said)


def under_original(view: MovedView | None) -> str:
    """Say where a goal would stand under its original targets, and that goalposts moved."""
    if view is None or view.then is None:
        return ""
    return ngettext(
        "Under its original targets it would stand at {share} and be {status}: {n} goalpost moved.",
        "Under its original targets it would stand at {share} and be {status}: goalposts moved {n} times.",
        view.number,
        share=view.then.percent,
        status=view.then.word,
    )


def without(lines: "Iterable[ReasonLine]", view: MovedView | None) -> "tuple[ReasonLine, ...]":
    """Return recorded reasons without those that stand with the moves they explain."""
    return tuple(line for line in lines if view is None or line.why not in view.whys)
