"""Objectives, key results and check-ins in the document."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goalsite.measure import why_key_result, why_objective
from goalsite.model.records import as_written
from goalsite.publish.data.goals_json.parts import (
    Json,
    adjustments_data,
    as_day,
    as_plan,
    as_target,
    as_value,
    goalposts_of,
    keys_of_all,
    links_data,
    named,
    own,
    shown_paths,
    why_data,
)
from goalsite.publish.data.numbers import json_number
from goalsite.publish.data.shown import is_shown
from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from fractions import Fraction

    from goalsite.measure.figures import KeyResultFigures, ObjectiveFigures
    from goalsite.model.objects import CheckIn, KeyResult, Objective
    from goalsite.publish.understanding.understood import Understood


def objective_data(known: "Understood", objective: "Objective") -> Json:
    """Return an objective with its key results, check-ins and figures."""
    record = objective.record
    figures = known.measured.objectives.get(objective.id)
    return {
        "id": objective.id,
        "ref": objective.ref,
        **keys_of_all(objective.file, record, objective.usable),
        "owner": objective.owner,
        "cycle": objective.cycle.id if objective.cycle else None,
        "team": objective.team,
        "person": objective.person,
        "type": record.type.value,
        "supports": next(iter(named(known, (objective.supports,) if objective.supports else ())), None),
        "also_supports": named(known, objective.also_supports),
        "depends_on": named(known, objective.depends_on),
        "with_teams": list(objective.with_teams),
        "weight": json_number(objective.weight),
        "key_results": [_key_result(known, objective, kr, figures) for kr in objective.key_results],
        "progress_from": record.progress_from.value,
        "initiatives": [
            {
                "title": one.title,
                "status": one.status.value,
                "owner": as_written(one.owner),
                "due": as_day(one.due),
                "link": one.link,
                "for": as_written(one.for_),
                "x": own(one.extra),
            }
            for one in record.initiatives
        ],
        "check_ins": [_check_in(check_in) for check_in in objective.check_ins],
        "adjustments": adjustments_data(objective.adjustments),
        "state": objective.state.value,
        "learned": record.learned,
        **goalposts_of(known, objective.id),
        "carries_on": objective.carries_on if is_shown(known, objective.carries_on or "") else None,
        "becomes_kpi": objective.becomes_kpi,
        "planned": as_plan(record.planned),
        "links": links_data(record.links),
        "url": url_of(path_of(objective)),
        **_objective_figures(known, objective, figures),
    }


def _objective_figures(known: "Understood", objective: "Objective", figures: "ObjectiveFigures | None") -> Json:
    if figures is None:
        computed = dict.fromkeys(("measured", "grade", "updated", "aligned"))
        return {
            **_standing(None),
            **computed,
            "score": json_number(objective.record.score),
            "supporters": [],
            "left_out": [],
            "why": {},
        }
    score = figures.score if figures.score is not None else objective.record.score
    return {
        **_standing(figures, figures.confidence),
        "measured": list(figures.measured),
        "grade": figures.grade.value if figures.grade else None,
        "score": json_number(score),
        "supporters": [goal for goal in figures.supporters if is_shown(known, goal)],
        "left_out": shown_paths(known, figures.left_out),
        "updated": as_day(figures.updated),
        "aligned": figures.aligned,
        "why": why_data(known, why_objective(known.measured, objective.id)),
    }


def _key_result(known: "Understood", objective: "Objective", kr: "KeyResult", of: "ObjectiveFigures | None") -> Json:
    record = kr.record
    figures = of.key_results.get(kr.id) if of else None
    milestones = record.milestones
    return {
        "id": kr.id,
        "title": kr.title,
        "owner": kr.owner,
        "weight": json_number(kr.weight),
        "unit": known.repository.unit_of(kr),
        "due": kr.span.last.isoformat(),
        "added": as_day(record.added),
        "retired": {
            "date": as_day(record.retired.date),
            "why": record.retired.why,
            "replaced_by": as_written(record.retired.replaced_by),
            "x": own(record.retired.extra),
        }
        if record.retired and kr.retired
        else None,
        "planned": as_plan(record.planned),
        "score": json_number(record.score),
        "from": as_value(figures.start.value if figures and figures.start else record.from_),
        "to": as_value(figures.end.value if figures and figures.end else record.to),
        "kpi": kr.kpi,
        "keep": as_target(record.keep) if record.keep else None,
        "cadence": record.cadence.value if record.cadence else None,
        "checkpoints": [[json_number(value), json_number(share)] for value, share in record.checkpoints],
        "milestones": None
        if milestones is None
        else [
            {
                "title": one.title,
                "due": as_day(one.due),
                "done": as_day(done),
                "weight": json_number(one.weight),
                "x": own(one.extra),
            }
            for one, done in zip(milestones, kr.milestones_done, strict=True)
        ],
        "done": (as_day(kr.done) or False) if record.done is not None else None,
        "from_supporters": record.from_supporters,
        "x": own(record.extra),
        "measure": kr.measure.value,
        **_key_result_figures(known, objective, kr, figures),
    }


def _key_result_figures(
    known: "Understood", objective: "Objective", kr: "KeyResult", figures: "KeyResultFigures | None"
) -> Json:
    if figures is None:
        return {"current": None, **_standing(None), "updated": None, "why": {}}
    return {
        "current": json_number(figures.current.value) if figures.current else None,
        **_standing(figures, figures.confidence.value if figures.confidence else None),
        "updated": as_day(figures.updated),
        "why": why_data(known, why_key_result(known.measured, objective.id, kr.id)),
    }


def _standing(figures: "ObjectiveFigures | KeyResultFigures | None", confidence: "Fraction | None" = None) -> Json:
    """Return the figures that objectives and key results have alike, all null without any."""
    if figures is None:
        names = ("progress", "progress_raw", "expected", "behind", "confidence", "status", "last_status")
        return dict.fromkeys(names)
    return {
        "progress": json_number(figures.progress),
        "progress_raw": json_number(figures.progress_raw),
        "expected": json_number(figures.expected),
        "behind": json_number(figures.behind),
        "confidence": json_number(confidence),
        "status": figures.status.value,
        "last_status": figures.last_status.value if figures.last_status else None,
    }


def _check_in(check_in: "CheckIn") -> Json:
    record = check_in.record
    given = record.confidence
    return {
        "date": check_in.date.isoformat(),
        "values": {
            key: list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else json_number(value)
            for key, value in record.values.items()
        },
        "confidence": {key: json_number(value) for key, value in given.items()}
        if isinstance(given, Mapping)
        else json_number(given),
        "note": check_in.note,
        "by": check_in.by,
        "x": own(record.extra),
    }
