"""What data outputs share: which objects they show, and where their pages lie."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from goalsite.publish.escaping import for_xml
from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from goalsite.findings import Finding
    from goalsite.model.objects import Objective
    from goalsite.publish.understanding.understood import Understood


def objectives_shown(known: "Understood") -> "Iterator[Objective]":
    """Yield the objectives; without those of persons where the settings say so (SPEC 14, ``people``)."""
    for objective in known.repository.objectives.values():
        if known.settings.people or objective.person is None:
            yield objective


def is_shown(known: "Understood", goal_id: str) -> bool:
    """Tell whether a goal may be named: not someone's own where the settings hide those (SPEC 14, ``people``)."""
    objective = known.repository.objectives.get(goal_id)
    return known.settings.people or objective is None or objective.person is None


def story_shown(known: "Understood", key: str, only: str | None = None) -> bool:
    """Tell whether a goal's past may be told, as :func:`is_shown` does, and is the ``only`` one where one is named."""
    assert known.stories is not None
    return (only is None or key == only) and (known.settings.people or known.stories[key].person is None)


def findings_shown(known: "Understood") -> "list[Finding]":
    """Return the findings, without those about persons and their goals where the settings say so."""
    if known.settings.people:
        return list(known.findings)
    hidden: set[str | None] = set()
    for person in known.repository.people.values():
        hidden |= {person.file.path, person.file.key}
    for goal in known.repository.objectives.values():
        if goal.person is not None:
            hidden |= {goal.file.path, goal.id, *(check_in.path for check_in in goal.check_ins)}
    return [finding for finding in known.findings if finding.path not in hidden and finding.goal not in hidden]


def addresses(known: "Understood") -> Mapping[str, str]:
    """Return the address of each objective's and KPI's page below the site, by id."""
    repository = known.repository
    urls = {objective.id: url_of(path_of(objective)) for objective in repository.objectives.values()}
    return urls | {kpi.id: url_of(path_of(kpi)) for kpi in repository.kpis.values()}


def site_address(known: "Understood") -> str:
    """Return the site's own address with a slash at its end; empty where it is not known, or is none of the web."""
    address = (known.settings.site_url or "").strip()
    if not address.lower().startswith(("https://", "http://")):
        return ""
    return address if address.endswith("/") else f"{address}/"


def space_of(known: "Understood") -> UUID:
    """Return what sets this site's ids apart from those of others: its address, else its company's name."""
    return uuid5(NAMESPACE_URL, site_address(known) or f"goalsite:{for_xml(known.repository.team_title(None))}")
