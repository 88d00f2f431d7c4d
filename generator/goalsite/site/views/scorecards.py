"""All scorecards: in full while that is a page one can read, else the company's, and a line for each team."""

from collections import Counter
from typing import NamedTuple

from goalsite.site.context import Named, SiteContext
from goalsite.site.views.levels import levels
from goalsite.site.views.rows import Rows
from goalsite.site.views.scorecard import ScorecardView, scorecard, scorecards

_MOST_LISTED = 120
"""Indicators the page shows one by one; with more, a team's stand on its own page."""


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
    cards = {team: scorecard(site, rows, team) for team in site.repository.below(None)}
    held = {team: 1 for team, card in cards.items() if card is not None}
    return tuple(_line(site, level.team, level.depth, cards[level.team], level.below) for level in levels(site, held))


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
