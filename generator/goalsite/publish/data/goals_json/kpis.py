"""KPIs in the document."""

from typing import TYPE_CHECKING

from goalsite.measure import why_kpi
from goalsite.publish.data.goals_json.parts import (
    Json,
    adjustments_data,
    as_day,
    as_schedule,
    as_target,
    goalposts_of,
    keys_of_all,
    links_data,
    why_data,
)
from goalsite.publish.data.numbers import json_number
from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from goalsite.measure.figures import KpiFigures
    from goalsite.model.objects import Kpi
    from goalsite.publish.understanding.understood import Understood


def kpi_data(known: "Understood", kpi: "Kpi") -> Json:
    """Return a KPI with its values and figures."""
    record = kpi.record
    figures = known.measured.kpis.get(kpi.id)
    return {
        "id": kpi.id,
        "ref": kpi.ref,
        **keys_of_all(kpi.file, record, kpi.usable),
        "owner": kpi.owner,
        "team": kpi.team,
        "direction": record.direction.value if record.direction else None,
        "target": as_schedule(record.target),
        "target_by": as_day(record.target_by),
        "warn": as_schedule(record.warn),
        "unit": record.unit,
        "definition": record.definition,
        "cadence": record.cadence.value,
        "weight": json_number(record.weight),
        "core": record.core,
        "part_of": kpi.part_of,
        "combine": record.combine.value if record.combine else None,
        "rubric": dict(record.rubric),
        "raters": {role: json_number(weight) for role, weight in record.raters.items()},
        "superseded_by": kpi.superseded_by,
        "approved_by": kpi.approved_by,
        "adjustments": adjustments_data(kpi.adjustments),
        **goalposts_of(known, kpi.id),
        "links": links_data(record.links),
        "data_source": record.source,
        "url": url_of(path_of(kpi)),
        **_kpi_figures(known, kpi, figures),
    }


def _kpi_figures(known: "Understood", kpi: "Kpi", figures: "KpiFigures | None") -> Json:
    if figures is None:
        names = "latest target_now completion health stale trend projection"
        return {**dict.fromkeys(names.split()), "parts": list(kpi.parts), "left_out": [], "values": [], "why": {}}
    latest, ahead = figures.latest, figures.projection
    return {
        "latest": {"date": as_day(latest.date), "value": json_number(latest.value)} if latest else None,
        "target_now": as_target(figures.target_now),
        "completion": json_number(figures.completion),
        "health": figures.health.value,
        "stale": figures.stale,
        "trend": figures.trend.value if figures.trend else None,
        "projection": {
            "date": as_day(ahead.day),
            "value": json_number(ahead.value),
            "target": as_target(ahead.target),
            "reached": ahead.reached,
            "missed_by": json_number(ahead.missed_by),
            "change_per_year": json_number(ahead.change_per_year),
        }
        if ahead
        else None,
        "parts": list(figures.parts),
        "left_out": list(figures.left_out),
        "values": [[as_day(value.date), json_number(value.value)] for value in figures.values],
        "why": why_data(known, why_kpi(known.measured, kpi.id)),
    }
