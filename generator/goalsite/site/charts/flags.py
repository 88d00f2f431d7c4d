"""Flags of charts: the days on which goalposts moved."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.site.format import Format

_MOST_SAID = 6


class Flag(NamedTuple):
    """A day on which goalposts moved; the first has words, ``before`` or after its line, ``low`` or at its foot."""

    x: str
    said: str
    words: bool
    place: str


def flags_of(
    moved: Sequence[date],
    x: Callable[[date], str],
    place: Callable[[float], str],
    format: Format,  # noqa: A002 - the noun
) -> tuple[Flag, ...]:
    """Return the flags of days in order, at ``x``; ``place`` says where words go that begin so far along the axis."""
    return tuple(
        Flag(at, _("{day}: goalpost moved", day=format.day(day)), day == moved[0], place(float(at)))
        for day, at in ((day, x(day)) for day in moved)
    )


def with_moves(summary: str, moved: Sequence[date], format: Format) -> str:  # noqa: A002 - the noun
    """Return what a chart says to those who cannot see it, with the newest days on which goalposts moved."""
    if not moved:
        return summary
    days = format.listed(format.day(day) for day in moved[-_MOST_SAID:])
    if len(moved) > _MOST_SAID:
        said = _("Goalposts moved on {n} days, last on {days}.", n=len(moved), days=days)
    else:
        said = ngettext("Goalpost moved on {days}.", "Goalposts moved on {days}.", len(moved), days=days)
    return _("{before} {after}", before=summary, after=said)
