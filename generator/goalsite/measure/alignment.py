"""Which objectives lead to the company's, and which of the company's nobody supports (SPEC 7)."""

from collections.abc import Iterator, Mapping

from goalsite.measure.figures import Unsupported
from goalsite.measure.recorded import active
from goalsite.model.objects import Objective
from goalsite.model.repository import Repository


def alignments(repository: Repository) -> Mapping[str, bool | None]:
    """Return, for every objective and KPI, whether its chain of ``supports`` reaches a company objective or
    KPI.

    None where an unreadable file hides where the chain leads. A company objective is aligned by itself. Every
    goal is visited once, however long the chains are.
    """
    known: dict[str, bool | None] = {}
    for start in repository.objectives:
        chain: list[str] = []
        here: str | None = start
        found: bool | None = False
        on_chain = set[str]()
        while here is not None and here not in on_chain:
            if here in known:
                found = known[here]
                break
            chain.append(here)
            on_chain.add(here)
            found, here = _step(repository, here)
        known.update(dict.fromkeys(chain, found))
    return known


def _step(repository: Repository, goal_id: str) -> tuple[bool | None, str | None]:
    """Return what is known at one goal of a chain, and the goal it goes on to (None: it ends here)."""
    objective = repository.objectives.get(goal_id)
    if objective is not None:
        if objective.is_company:
            return True, None
        if objective.supports is not None:
            return False, objective.supports.id
        hidden = not objective.usable or (repository.blind and objective.record.supports is not None)
        return (None if hidden else False), None
    kpi = repository.kpis.get(goal_id)
    if kpi is None:
        return None, None
    if kpi.team is None:
        return True, None
    if kpi.part_of is not None:
        return False, kpi.part_of
    return (False if kpi.usable else None), None


def aligned(known: Mapping[str, bool | None], objective: Objective) -> bool | None:
    """Return whether an objective is aligned; None for company objectives and personal ones."""
    if objective.is_company or objective.person is not None:
        return None
    return known.get(objective.id)


def unsupported(repository: Repository) -> tuple[Unsupported, ...]:
    """Return the counted company objectives, in cycles not over, that no counted goal supports.

    A key result is named only where a sibling is supported. A supporter that cannot be read may support
    anything it could be seen to; and while a file is wholly unreadable, nothing is concluded from what is
    missing.
    """
    return () if repository.blind else tuple(_unsupported(repository))


def _unsupported(repository: Repository) -> Iterator[Unsupported]:
    for objective in repository.objectives.values():
        if not (objective.counted and objective.is_company and objective.cycle):
            continue
        if objective.cycle.span.last < repository.as_of:
            continue
        ids = repository.supporters.get(objective.id, ())
        goals = (repository.objectives[goal] for goal in ids if goal in repository.objectives)
        supporting = [goal for goal in goals if goal.counted or not goal.usable]
        if not supporting:
            yield Unsupported(objective.id, None)
            continue
        named = {goal.supports.key_result for goal in supporting if goal.supports is not None}
        if named - {None}:
            for key_result in objective.key_results:
                if key_result.id not in named and active(key_result, repository.as_of):
                    yield Unsupported(objective.id, key_result.id)
