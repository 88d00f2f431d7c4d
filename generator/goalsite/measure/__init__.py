"""Every number of the site, worked out once and carried with what it was made from (SPEC 3-7)."""

from goalsite.measure.explain import OF_PAGES, why_key_result, why_objective, why_team
from goalsite.measure.explain_kpis import why_kpi, why_kpi_then, why_scorecard
from goalsite.measure.explain_past import why_as_if, why_then
from goalsite.measure.explain_values import is_made
from goalsite.measure.figures import (
    Kept,
    KeyResultFigures,
    KpiFigures,
    KpiValue,
    Measured,
    ObjectiveFigures,
    Pace,
    Point,
    Unsupported,
)
from goalsite.measure.measuring import measure
from goalsite.measure.reasons import Figure, Input, Why, Writing
from goalsite.measure.targets import Sides, amber, completion, in_force, meets, sides
from goalsite.measure.timeline import expected_line, over_time, progress_on

__all__ = [
    "OF_PAGES",
    "Figure",
    "Input",
    "Kept",
    "KeyResultFigures",
    "KpiFigures",
    "KpiValue",
    "Measured",
    "ObjectiveFigures",
    "Pace",
    "Point",
    "Sides",
    "Unsupported",
    "Why",
    "Writing",
    "amber",
    "completion",
    "expected_line",
    "in_force",
    "is_made",
    "measure",
    "meets",
    "over_time",
    "progress_on",
    "sides",
    "why_as_if",
    "why_key_result",
    "why_kpi",
    "why_kpi_then",
    "why_objective",
    "why_scorecard",
    "why_team",
    "why_then",
]
