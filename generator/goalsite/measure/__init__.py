"""Every number of the site, worked out once and carried with what it was made from (SPEC 3-7)."""

from goalsite.measure.explain import OF_PAGES, why_key_result, why_objective, why_team
from goalsite.measure.explain_kpis import target_text, why_kpi, why_kpi_then, why_scorecard
from goalsite.measure.explain_past import why_as_if, why_then
from goalsite.measure.explain_values import is_made
from goalsite.measure.figures import (
    Item,
    Kept,
    KeyResultFigures,
    KpiFigures,
    KpiValue,
    Measured,
    ObjectiveFigures,
    Pace,
    Period,
    Point,
    Projection,
    Reading,
    Scorecard,
    Scored,
    ScoreRow,
    Scores,
    TeamFigures,
    Unsupported,
)
from goalsite.measure.lines import expected, linear
from goalsite.measure.measuring import measure
from goalsite.measure.reasons import Figure, Input, Why, Writing
from goalsite.measure.rollup import clamp, exact
from goalsite.measure.targets import Sides, amber, completion, distance, in_force, meets, sides
from goalsite.measure.timeline import expected_line, over_time, progress_on

__all__ = [
    "OF_PAGES",
    "Figure",
    "Input",
    "Item",
    "Kept",
    "KeyResultFigures",
    "KpiFigures",
    "KpiValue",
    "Measured",
    "ObjectiveFigures",
    "Pace",
    "Period",
    "Point",
    "Projection",
    "Reading",
    "ScoreRow",
    "Scorecard",
    "Scored",
    "Scores",
    "Sides",
    "TeamFigures",
    "Unsupported",
    "Why",
    "Writing",
    "amber",
    "clamp",
    "completion",
    "distance",
    "exact",
    "expected",
    "expected_line",
    "in_force",
    "is_made",
    "linear",
    "measure",
    "meets",
    "over_time",
    "progress_on",
    "sides",
    "target_text",
    "why_as_if",
    "why_key_result",
    "why_kpi",
    "why_kpi_then",
    "why_objective",
    "why_scorecard",
    "why_team",
    "why_then",
]
