"""Which goals the page of a goal shows: where nothing of them has changed, nothing on the page has."""

from collections.abc import Callable, Iterable, Iterator

from goalsite.model.objects import Kpi, Objective
from goalsite.site.lookups import Lookups


class ShownGoals:
    """The goals of which a goal's page shows more than a title and a link, by id.

    It is rather more than less: a goal too many costs a page made again for nothing, one too few would leave an old
    figure on a page. Titles, teams and all that is no goal may be told on any page, and belong to none.
    """

    def __init__(self, site: Lookups) -> None:
        self._site = site
        self._repository = site.repository

    def on_page_of(self, goal: Objective | Kpi) -> frozenset[str]:
        """Return them: the goal, those around it, all that it is measured by, and what any of these read or support."""
        near = {*self._below(goal.id), *self._beside(goal)}
        if isinstance(goal, Objective):
            near.update(above.id for above in self._repository.chain(goal))
        objectives = [self._repository.objectives[id_] for id_ in near if id_ in self._repository.objectives]
        near.update(objective.supports.id for objective in objectives if objective.supports is not None)
        near.update(kr.kpi for objective in objectives for kr in objective.key_results if kr.kpi is not None)
        return frozenset(near | _reached(near, self._parts))

    def _beside(self, goal: Objective | Kpi) -> Iterator[str]:
        """Yield the goals that name a goal, and those it names."""
        site, repository = self._site, self._repository
        if isinstance(goal, Kpi):
            yield from (objective for objective, _ in repository.working_on.get(goal.id, ()))
            for naming in (site.supporting_kpi, site.becoming_kpi):
                yield from (objective.id for objective in naming.get(goal.id, ()))
            yield from (one for one in (goal.part_of, goal.superseded_by) if one is not None)
            return
        yield from (target.id for target in (*goal.also_supports, *goal.depends_on))
        yield from (one for one in (goal.carries_on, goal.becomes_kpi) if one is not None)
        yield from repository.beside.get(goal.id, ())
        yield from repository.needed_by.get(goal.id, ())
        yield from (later.id for later in site.continued_by.get(goal.id, ()))

    def _below(self, goal: str) -> set[str]:
        """Return the goal with all that supports it, however far down."""
        return _reached([goal], lambda id_: self._repository.supporters.get(id_, ()))

    def _parts(self, kpi: str) -> Iterable[str]:
        known = self._repository.kpis.get(kpi)
        return known.parts if known is not None else ()


def _reached(start: Iterable[str], beyond: Callable[[str], Iterable[str]]) -> set[str]:
    """Return where one comes from some ids, step by step, themselves included."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(beyond(here))
    return reached
