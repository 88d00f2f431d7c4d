"""All scorecards: in full while that is a page one can read, else the company's, and a line for each team."""

from collections import Counter
from typing import NamedTuple

from goalsite.site.context import Named, SiteContext
from goalsite.site.views.rows import Rows
from goalsite.site.views.scorecard import ScorecardView, scorecard, scorecards

_MOST_LISTED = 120
"""Indicators the page shows one by one; with more, a team's stand on its own page."""
_MOST_TEAMS = 200
"""Teams the page lists, by whole levels of their tree, of which the uppermost always has room."""


class CardLine(NamedTuple):
    """One team's scorecard in a line; ``below`` are the scorecards of its sub-teams that are not listed."""

    depth: int
    team: Named
    number: int
    counts: tuple[tuple[str, int], ...]
    total: str
    below: int


class ScorecardsPage(NamedTuple):
    """Everything the page says; ``more`` indicators of the company are not listed."""

    number: int
    cards: tuple[ScorecardView, ...]
    more: int
    lines: tuple[CardLine, ...]


def scorecards_page(site: SiteContext, rows: Rows) -> ScorecardsPage:
    """Return all scorecards, the company's first, then the teams in the order of their tree."""
    cards = scorecards(site, rows)
    if sum(len(card.lines) for card in cards) <= _MOST_LISTED:
        return ScorecardsPage(len(cards), cards, 0, ())
    own = scorecard(site, rows, None)
    if own is None:
        return ScorecardsPage(len(cards), (), 0, _lines(site, rows))
    cut = own._replace(lines=own.lines[:_MOST_LISTED])
    return ScorecardsPage(len(cards), (cut,), len(own.lines) - len(cut.lines), _lines(site, rows))


def _lines(site: SiteContext, rows: Rows) -> tuple[CardLine, ...]:
    teams = tuple(site.repository.below(None))
    cards = {team: card for team in teams if (card := scorecard(site, rows, team)) is not None}
    parents = {team: site.repository.teams[team].parent for team in teams}
    depths: dict[str | None, int] = {}
    below: Counter[str | None] = Counter()
    for team in teams:
        depths[team] = depths.get(parents[team], -1) + 1
    for team in reversed(teams):  # those below a team come after it
        below[parents[team]] += below[team] + (team in cards)
    listed = [team for team in teams if team in cards or below[team]]
    deepest = _deepest(Counter(depths[team] for team in listed))
    return tuple(
        _line(site, team, depths[team], cards.get(team), below[team] if depths[team] == deepest else 0)
        for team in listed
        if depths[team] <= deepest
    )


def _deepest(levels: Counter[int]) -> int:
    """Return the deepest level of which all teams down to it have room."""
    room = _MOST_TEAMS
    for level in sorted(levels):
        room -= levels[level]
        if room < 0:
            return max(level - 1, 0)
    return max(levels, default=0)


def _line(site: SiteContext, team: str, depth: int, card: ScorecardView | None, below: int) -> CardLine:
    link = site.team(team)._replace(anchor="scorecard" if card is not None else "")
    shapes = Counter(line.row.shape for line in card.lines) if card is not None else Counter()
    return CardLine(
        depth=depth,
        team=link,
        number=shapes.total(),
        counts=tuple(sorted(shapes.items())),
        total=card.total if card is not None else "",
        below=below,
    )
