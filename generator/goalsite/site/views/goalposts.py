"""The page of all moved goalposts of the running cycles."""

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from goalsite.change.moves import missing_reasons
from goalsite.change.originals import Goalposts
from goalsite.check.facts import Facts
from goalsite.language import gettext as _
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.moved import MoveGroup, Standing, groups_of, moved_view, said_groups_of, said_of
from goalsite.site.views.rows import Rows

if TYPE_CHECKING:
    from goalsite.model.objects import Kpi, Objective

_MOST_IN_ALL = 80
_ROOM = 60_000
"""Characters that the texts of moves may fill on the page."""


class MovedLine(NamedTuple):
    """One group on the page of all moves, with its goal and how that stands."""

    goal: Named
    group: MoveGroup
    today: Standing | None
    then: Standing | None


class MovedDay(NamedTuple):
    """What moved on a day."""

    day: str
    lines: tuple[MovedLine, ...]


class GoalpostsPage(NamedTuple):
    """The page of all moved goalposts; ``gone`` counts those of goals that were removed.

    ``unexplained`` counts the reasons that are missing, ``unasked`` those missing of goals that do not run now, for
    which no check asks. ``no_history`` says why there are none to be known.
    """

    days: tuple[MovedDay, ...]
    number: int
    gone: int
    unexplained: int
    unasked: int
    more: int
    no_history: str


def goalposts_page(site: SiteContext, rows: Rows) -> GoalpostsPage:
    """Return all moved goalposts of the running cycles, the newest day first: from git, else as files tell them."""
    found: list[tuple[MoveGroup, str, Named]] = []
    for id_, posts in site.chronicle.goalposts.items():
        if _runs(site, id_):
            link = _goal(site, id_, posts)
            if link is not None:
                found += [(group, id_, link) for group in groups_of(site, posts)]
    goals: list[Objective | Kpi] = [*site.objectives, *site.repository.kpis.values()]
    for goal in goals:
        moves = said_of(site, goal) if _runs(site, goal.id) else ()
        link = site.goal(goal.id) if moves else None
        if link is not None:
            found += [(group, goal.id, link) for group in said_groups_of(site, goal, moves)]
    found.sort(key=lambda one: (-one[0].date.toordinal(), one[1]))
    most = _fitting([group for group, _, _ in found[:_MOST_IN_ALL]])
    told: set[str] = set()

    def line(group: MoveGroup, id_: str, link: Named) -> MovedLine:
        """Return a line; where a goal stands is said once, with its newest move."""
        known = site.repository.goal(id_)
        view = moved_view(site, rows, known) if known is not None and known.usable and id_ not in told else None
        told.add(id_)
        return MovedLine(link, group, view.today if view else None, view.then if view else None)

    days = tuple(
        MovedDay(day, tuple(line(*one) for one in some)) for day, some in groupby(found[:most], lambda one: one[0].day)
    )
    missing = _missing(site, found)
    answerable = Facts(site.measured).answerable
    asked = sum(goal in answerable for goal in missing)
    return GoalpostsPage(
        days=days,
        number=len(found),
        gone=sum(site.repository.goal(id_) is None for _, id_, _ in found),
        unexplained=asked,
        unasked=len(missing) - asked,
        more=len(found) - most,
        no_history=no_history(site),
    )


def _missing(site: SiteContext, found: list[tuple[MoveGroup, str, Named]]) -> list[str]:
    """Return the goal of each reason that is missing: one explains all moves of one thing."""
    posts = (site.chronicle.goalposts.get(id_) for id_ in {id_ for _, id_, _ in found})
    from_git = [goal for one in posts if one is not None for goal, _what in missing_reasons(one.moved.moves)]
    return [*from_git, *(id_ for group, id_, _ in found if group.commit is None and group.unexplained)]


def _fitting(groups: list[MoveGroup]) -> int:
    """Return how many of the moves fit on a page."""
    room = _ROOM
    for number, group in enumerate(groups):
        room -= 400 + len(group.why) + sum(40 + len(line.name) + len(line.said) for line in group.lines)
        if room < 0:
            return number
    return len(groups)


def no_history(site: SiteContext) -> str:
    """Say why nothing is known of the past; empty where it is."""
    if site.chronicle.stories is not None:
        return ""
    return str(site.chronicle.no_history or _("it was not read"))


def _runs(site: SiteContext, goal: str) -> bool:
    """Tell whether a goal, or the one that is gone, is of a cycle that is not over; a KPI, whether it still counts."""
    kpi = site.repository.kpis.get(goal)
    if kpi is not None:
        return kpi.superseded_by is None
    objective = site.repository.objectives.get(goal)
    if objective is not None:
        return objective.cycle is not None and objective.cycle.span.last >= site.as_of
    story = site.chronicle.stories.get(goal) if site.chronicle.stories is not None else None
    cycle = site.repository.cycles.get(story.cycle) if story is not None and story.cycle is not None else None
    return cycle is not None and cycle.span.last >= site.as_of


def _goal(site: SiteContext, id_: str, posts: Goalposts) -> Named | None:
    """Return the link to a goal, the bare title of one that is gone, None for one that may not be shown."""
    if site.repository.goal(id_) is not None:
        return site.goal(id_)
    story = site.chronicle.stories.get(id_) if site.chronicle.stories is not None else None
    if story is not None and story.person is not None and not site.settings.people:
        return None
    return Named(posts.moved.moves[-1].title, None, _("removed"))
