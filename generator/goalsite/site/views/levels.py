"""The tree of teams as far as one page has room for it: whole levels, and what is left below the last of them."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from goalsite.site.context import SiteContext

MOST_TEAMS = 120
"""Teams a page lists; the uppermost level always has room."""


class Level(NamedTuple):
    """A team in the tree; ``below`` is the sum of what its sub-teams hold where they are not listed."""

    team: str
    depth: int
    below: int


def levels(site: SiteContext, held: Mapping[str, int]) -> tuple[Level, ...]:
    """Return the teams that hold something, or have a team below them that does, in the order of their tree."""
    teams = tuple(site.repository.below(None))
    depths = site.depths
    below: Counter[str | None] = Counter()
    for team in reversed(teams):  # those below a team come after it
        below[site.repository.teams[team].parent] += below[team] + held.get(team, 0)
    found = [team for team in teams if held.get(team) or below[team]]
    deepest = _deepest(Counter(depths[team] for team in found))
    return tuple(
        Level(team, depths[team], below[team] if depths[team] == deepest else 0)
        for team in found
        if depths[team] <= deepest
    )


def _deepest(numbers: Counter[int]) -> int:
    """Return the deepest level down to which all teams have room."""
    room = MOST_TEAMS
    for level in sorted(numbers):
        room -= numbers[level]
        if room < 0:
            return max(level - 1, 0)
    return max(numbers, default=0)
