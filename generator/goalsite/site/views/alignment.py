"""Alignment: which goal serves which, as one indented tree."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from goalsite.measure.figures import ObjectiveFigures, TeamFigures
from goalsite.site.addresses import url_of
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.asking import Asking, Choice, asking, teams_of
from goalsite.site.views.explore_terms import WORST_FIRST
from goalsite.site.views.forest import Branch, Forest
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.rows import Rows, percent, rows_of

_LARGE = 90
_MOST_UNALIGNED = 40
_MOST_UNALIGNED_OF_MANY = 30
_MOST_QUESTIONS = 12
_MOST_NAMED = 3
"""Supporters of an objective that are named beside the mean of all of them."""
_MOST_FIRST = 40
_LEAST_FIRST = 3
"""Goals right below the tops of large trees that are listed, of all trees and at least of each."""
_MOST_ON_PAGE = 100
"""Goals and key results of a tree that one page shows, save that all right below its top are shown."""
_MOST_ON_GOAL_PAGE = 40
"""Goals below another that need no page of their own: a goal's page lists as many supporters."""


ORDER = " ".join(WORST_FIRST)
"""Statuses by their shapes, in the order in which they can be asked for, as on the page Explore."""


class Question(NamedTuple):
    """An objective whose key results and supporters say different things."""

    row: ObjectiveRow
    key_results: int
    by_key_results: "Mean"
    by_supporters: "Mean"
    supporters: tuple[ObjectiveRow, ...]
    more: int


class Mean(NamedTuple):
    """What one of two means of an objective says."""

    bar: Markup
    percent: str


class TreePage(NamedTuple):
    """A tree, or a part of one, on a page of its own; ``above`` is the page it goes on from."""

    tree: Branch
    above: Named | None
    teams: tuple[Choice, ...]
    order: str = ORDER


class FoldedTree(NamedTuple):
    """A tree of a large forest: the address of its own page, and the ``first`` goals right below its top.

    ``more`` goals right below are not among them.
    """

    tree: Branch
    url: str
    first: tuple[Branch, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AlignmentPage:
    """Everything the alignment page says; of a large forest each tree has a page of its own."""

    cycle: Named | None
    aligned: int
    alignable: int
    coverage_percent: str
    unsupported: tuple[Named, ...]
    trees: tuple[Branch, ...]
    shown: int
    folded: bool
    own_pages: "tuple[FoldedTree, ...]"
    asking: Asking | None
    unaligned: tuple[ObjectiveRow, ...]
    drafts: int
    questions: tuple[Question, ...]
    more_questions: int
    more: int
    teams: tuple[Choice, ...]
    order: str = ORDER

    @property
    def beside(self) -> int:
        """How many of the objectives shown are in none of the trees."""
        return len(self.unaligned) + self.more


def alignment_page(site: SiteContext, rows: Rows) -> AlignmentPage:
    """Return the tree of the current cycle and the longer ones around it."""
    current = {cycle.id for cycle in site.current_cycles}
    shown = [o for o in site.objectives if o.cycle is None or o.cycle.id in current]
    forest = Forest(site, rows, shown)
    trees = forest.trees()
    folded = len(shown) > _LARGE
    cycle = site.current_cycle
    figures = site.measured.teams.get((None, cycle.id if cycle is not None else ""), TeamFigures())
    unaligned = [o for o in shown if o.id not in forest.placed and not o.is_company]
    most = _MOST_UNALIGNED_OF_MANY if folded else _MOST_UNALIGNED
    questions = []
    for objective in shown:
        own = site.measured.objectives.get(objective.id)
        if own is None or own.by_key_results is None or own.by_supporters is None:
            continue
        if own.disagree:
            questions.append(_question(site, rows, own, own.by_key_results, own.by_supporters))
    return AlignmentPage(
        cycle=site.cycle(cycle) if cycle is not None else None,
        aligned=figures.aligned,
        alignable=figures.alignable,
        coverage_percent=site.format.percent(figures.coverage),
        unsupported=tuple(
            link
            for lonely in site.measured.unsupported
            if (link := site.goal(lonely.objective, lonely.key_result)) is not None
        ),
        trees=trees,
        shown=len(shown),
        folded=folded,
        own_pages=_folded(trees) if folded else (),
        asking=asking(site, rows, shown) if folded else None,
        unaligned=tuple(rows.objective(o) for o in unaligned[:most]),
        drafts=sum(rows.objective(o).shape == "draft" for o in unaligned),
        questions=tuple(questions[:_MOST_QUESTIONS]),
        more_questions=max(len(questions) - _MOST_QUESTIONS, 0),
        more=max(len(unaligned) - most, 0),
        teams=() if folded else teams_of(site, _teams_in(trees)),
    )


def _question(
    site: SiteContext, rows: Rows, figures: ObjectiveFigures, by_key_results: Fraction, by_supporters: Fraction
) -> Question:
    return Question(
        row=rows.objective(figures.objective),
        key_results=len(figures.objective.key_results),
        by_key_results=Mean(rows.bar_of_mean(figures, by_key_results), percent(site, by_key_results, None)),
        by_supporters=Mean(rows.bar_of_mean(figures, by_supporters), percent(site, by_supporters, None)),
        supporters=rows_of(site, rows, figures.supporters[:_MOST_NAMED]),
        more=max(len(figures.supporters) - _MOST_NAMED, 0),
    )


def _folded(trees: tuple[Branch, ...]) -> tuple[FoldedTree, ...]:
    """Return large trees in short: of each as many of the goals right below its top as there is room for."""
    room = max(_MOST_FIRST // max(len(trees), 1), _LEAST_FIRST)
    found = []
    for tree in trees:
        below = [goal for one in tree.below for goal in (one.below if one.key_result is not None else (one,))]
        url = url_of(tree_path(tree)) if tree.below else ""
        found.append(FoldedTree(tree, url, tuple(below[:room]), max(len(below) - room, 0)))
    return tuple(found)


def tree_pages(site: SiteContext, tree: Branch) -> Iterator[TreePage]:
    """Yield the pages of a tree: its own, and those of large parts that it has no room for."""
    waiting: deque[tuple[Branch, Named | None]] = deque([(tree, None)])
    while waiting:
        top, above = waiting.popleft()
        shown, others = _cut(top)
        yield TreePage(shown, above, teams_of(site, _teams_in((shown,))))
        here = Named(tree_title(top), url_of(tree_path(top)))
        waiting.extend((other, here) for other in others)


def _teams_in(trees: tuple[Branch, ...]) -> Iterator[str | None]:
    """Yield the teams that objectives of some trees are of; personal ones are of none."""
    for branch in trees:
        if branch.objective is not None and not branch.objective.personal:
            yield branch.objective.team_id
        yield from _teams_in(branch.below)


def _cut(top: Branch) -> tuple[Branch, list[Branch]]:
    """Return a tree as far as it has room on a page, and those parts that have a page of their own.

    It is opened goal by goal, the upper ones first. A goal that is not opened leads to a page of its own, or where
    little lies below it to the goal's page.
    """
    room = _MOST_ON_PAGE
    opened = {id(top)}
    others: list[Branch] = []
    waiting = deque([top])
    while waiting:
        here = waiting.popleft()
        shown = [*here.below, *(goal for leaf in here.below if leaf.key_result for goal in leaf.below)]
        if here is not top and len(shown) > room:
            if here.goals > _MOST_ON_GOAL_PAGE:
                others.append(here)
            continue
        opened.add(id(here))
        room -= len(shown)
        waiting.extend(branch for branch in shown if branch.below and not branch.key_result)

    def drawn(branch: Branch) -> Branch:
        if not branch.below:
            return branch
        if branch.key_result is not None or id(branch) in opened:
            return branch._replace(below=tuple(drawn(below) for below in branch.below))
        own = url_of(tree_path(branch)) if branch.goals > _MOST_ON_GOAL_PAGE else branch.goal.url
        return branch._replace(below=(), elsewhere=own)

    return drawn(top), others


def tree_path(tree: Branch) -> str:
    """Return the source path of a tree's own page."""
    return f"alignment/{tree.goal.id}.md"


def tree_title(tree: Branch) -> str:
    """Return the title of a tree's own page."""
    return tree.goal.title
