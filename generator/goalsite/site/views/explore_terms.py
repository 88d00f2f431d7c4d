"""What the page Explore, its data and the forms that lead there share: the words of its address, and its orders."""

from goalsite.language import gettext as _
from goalsite.model.objects import Kpi, Objective
from goalsite.site.context import SiteContext
from goalsite.site.days import UNKNOWN
from goalsite.site.views.lines import KpiRow, ObjectiveRow
from goalsite.site.views.status import GRADE_SHAPES

EXPLORE_DATA = "data/explore.json"
COMPANY = "-"
"""What stands for the company in the address; no folder of a team is called so."""

WORST_FIRST = (
    *("broken", "off", "late", "risk", "old", "nodata", "gone", "draft"),
    *("wait", "missed", "partly", "closed", "met", "ok", "done"),
)
"""The shapes of all statuses, in the order in which Explore lists them."""


class Teams:
    """The company and its teams in the order of the tree."""

    def __init__(self, site: SiteContext) -> None:
        self.table: list[tuple[str, str, int]] = [(COMPANY, site.team(None).title, 0)]
        self._places: dict[str | None, int] = {None: 0}
        for id_, depth in site.depths.items():
            self._places[id_] = len(self.table)
            self.table.append((id_, site.team(id_).title, depth))

    def place(self, goal: Objective | Kpi) -> int:
        """Return the number of the team a goal is of."""
        return self._places.get(goal.team, 0)


def is_current(site: SiteContext, objective: Objective) -> bool:
    """Return whether an objective is of today: of a current cycle, or of none."""
    return objective.cycle is None or objective.cycle in site.current_cycles


def status_name(row: ObjectiveRow | KpiRow) -> str:
    """Return the word that stands for a status in addresses, the same in every language."""
    if not row.usable:
        return "unreadable"
    if isinstance(row, ObjectiveRow):
        return f"closed, {row.shape}" if row.shape in GRADE_SHAPES.values() else str(row.status)
    return "superseded" if row.superseded else "stale" if row.shape == "old" else str(row.health)


def value_said(row: KpiRow) -> str:
    """Return a KPI's newest value and its target, where objectives have a bar."""
    return row.now if row.target == UNKNOWN else _("{value}, target {target}", value=row.now, target=row.target)
