"""The shape and the word of every status: what people see of the closed vocabularies."""

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure.figures import KpiFigures, ObjectiveFigures
from goalsite.vocabulary import Grade, Health, Level, Status
from goalsite.wording import word

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

STATUS_HEADS = {
    Status.ON_TRACK: Message("On track"),
    Status.AT_RISK: Message("At risk"),
    Status.OFF_TRACK: Message("Off track"),
}
HEALTH_HEADS = {
    Health.HEALTHY: Message("Healthy"),
    Health.WARNING: Message("Warning"),
    Health.UNHEALTHY: Message("Unhealthy"),
}
"""How a sentence begins that says what decided."""


def objective_words(figures: ObjectiveFigures) -> tuple[str, str, str]:
    """Return the shape, the word and the older word of an objective's status."""
    status = figures.status
    if status is Status.CLOSED and figures.grade is not None:
        return GRADE_SHAPES[figures.grade], _("closed, {grade}", grade=word(figures.grade)), ""
    return SHAPES[status], word(status), was_then(status, figures.last_status)


def was_then(status: Status, last: Status | None) -> str:
    """Say what an outdated goal was when it was last recorded; nothing of others."""
    return _("was {status}", status=word(last)) if status is Status.OUTDATED and last is not None else ""


def kpi_words(figures: KpiFigures) -> tuple[str, str, str]:
    """Return the shape, the word and the older word of a KPI's health."""
    if figures.kpi.superseded_by is not None:
        return "gone", _("superseded"), ""
    if figures.stale:
        return "old", _("stale"), _("was {status}", status=word(figures.health))
    return HEALTH_SHAPES[figures.health], word(figures.health), ""
