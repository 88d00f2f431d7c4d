"""The shape and the word of every status: what people see of the closed vocabularies."""

from goalsite.measure.figures import KpiFigures, ObjectiveFigures
from goalsite.vocabulary import Grade, Health, Level, Status, Trend

SHAPES: dict[Status, str] = {
    Status.ON_TRACK: "ok",
    Status.AT_RISK: "risk",
    Status.OFF_TRACK: "off",
    Status.REACHED: "done",
    Status.OUTDATED: "old",
    Status.OVERDUE: "late",
    Status.NO_DATA: "nodata",
    Status.NOT_STARTED: "wait",
    Status.STARTING: "wait",
    Status.DRAFT: "draft",
    Status.ABANDONED: "gone",
    Status.RETIRED: "gone",
    Status.CLOSED: "closed",
}
HEALTH_SHAPES: dict[Health, str] = {
    Health.HEALTHY: "ok",
    Health.WARNING: "risk",
    Health.UNHEALTHY: "off",
    Health.NO_TARGET: "wait",
    Health.NO_DATA: "nodata",
}
GRADE_SHAPES: dict[Grade, str] = {Grade.MET: "met", Grade.PARTLY: "partly", Grade.MISSED: "missed"}
LEVEL_SHAPES: dict[Level, str] = {Level.ERROR: "off", Level.WARNING: "risk", Level.INFO: "info"}
ALARMS = frozenset({Status.OFF_TRACK, Status.OVERDUE})

WORST_LAST = (
    *(Status.REACHED, Status.ON_TRACK, Status.STARTING, Status.CLOSED, Status.NOT_STARTED, Status.DRAFT),
    *(Status.ABANDONED, Status.RETIRED, Status.NO_DATA, Status.OUTDATED, Status.AT_RISK, Status.OVERDUE),
    Status.OFF_TRACK,
)
RANK: dict[Status, int] = {status: rank for rank, status in enumerate(WORST_LAST)}

FINE = frozenset({Status.ON_TRACK, Status.REACHED})
WORDS_OF_TREND: dict[Trend, str] = {Trend.IMPROVING: "improving", Trend.WORSENING: "worsening", Trend.FLAT: "flat"}


def objective_words(figures: ObjectiveFigures) -> tuple[str, str, str]:
    """Return the shape, the word and the older word of an objective's status."""
    status = figures.status
    if status is Status.CLOSED and figures.grade is not None:
        return GRADE_SHAPES[figures.grade], f"closed, {figures.grade}", ""
    was = f"was {figures.last_status}" if status is Status.OUTDATED and figures.last_status is not None else ""
    return SHAPES[status], str(status), was


def kpi_words(figures: KpiFigures) -> tuple[str, str, str]:
    """Return the shape, the word and the older word of a KPI's health."""
    if figures.kpi.superseded_by is not None:
        return "gone", "superseded", ""
    if figures.stale:
        return "old", "stale", f"was {figures.health}"
    return HEALTH_SHAPES[figures.health], str(figures.health), ""
