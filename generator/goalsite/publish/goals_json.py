"""All goals and figures as one JSON document (SPEC 11), for programs.

Keys of a file appear by their own names, with references followed (an id, or null where a reference leads nowhere),
beside what was computed from them. Unknown is null; numbers have at most six decimals.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from goalsite.measure import Input, Why, why_key_result, why_kpi, why_objective, why_team
from goalsite.model.records import Adjustment, Link, Range, Record, Ref, Schedule, Target
from goalsite.publish.goals_schema import GOALS_SCHEMA
from goalsite.publish.numbers import json_number
from goalsite.publish.shown import findings_shown, is_shown, objectives_shown, unit_of
from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from goalsite.findings import Finding
    from goalsite.measure.figures import KeyResultFigures, KpiFigures, ObjectiveFigures
    from goalsite.model.objects import CheckIn, Company, Cycle, File, Goal, KeyResult, Kpi, Objective, Person, Team
    from goalsite.publish.pipeline import Understood

Json = dict[str, Any]

SCHEMA_NAME = "goals.schema.json"

HIDDEN = "a personal goal"
"""What stands for a goal of one person where those are not shown (SPEC 14, ``people``)."""


def goals_json(known: "Understood") -> bytes:
    """Return the document as UTF-8 with one object a line, so that two versions compare well."""
    document = goals_data(known)
    lines = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {_dumped(item)}" for item in value)
            lines.append(f' "{name}": [\n{items}\n ]')
        else:
            lines.append(f' "{name}": {_dumped(value)}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def goals_schema() -> bytes:
    """Return the JSON Schema of the document."""
    return (json.dumps(GOALS_SCHEMA, ensure_ascii=False, indent=1) + "\n").encode()


def goals_data(known: "Understood") -> Json:
    """Return the document as plain data."""
    repository, settings = known.repository, known.settings
    return {
        "schema": SCHEMA_NAME,
        "as_of": known.as_of.isoformat(),
        "company": _company(known, repository.company) if repository.company else None,
        "cycles": [_cycle(cycle) for cycle in repository.cycles.values()],
        "teams": [_team(known, team) for team in repository.teams.values()],
        "people": [_person(person) for person in repository.people.values()] if settings.people else [],
        "objectives": [_objective(known, objective) for objective in objectives_shown(known)],
        "kpis": [_kpi(known, kpi) for kpi in repository.kpis.values()],
        "findings": [_finding(finding) for finding in findings_shown(known)],
    }


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _company(known: "Understood", company: "Company") -> Json:
    record = company.record
    return {
        "id": company.id,
        **_common(company.file, record, company.usable),
        "mission": record.mission,
        "fiscal_year_starts": record.fiscal_year_starts,
        "fiscal_year_named_by": record.fiscal_year_named_by,
        "links": _links(record.links),
        "figures": _figures(known, None),
        "url": "",
    }


def _team(known: "Understood", team: "Team") -> Json:
    record = team.record
    return {
        "id": team.id,
        **_common(team.file, record, team.usable),
        "lead": team.lead,
        "members": list(team.members),
        "part_of": team.parent,
        "mission": record.mission,
        "links": _links(record.links),
        "figures": _figures(known, team.id),
        "url": url_of(path_of(team)),
    }


def _person(person: "Person") -> Json:
    record = person.record
    return {
        "id": person.id,
        **_common(person.file, record, person.usable),
        "team": person.team,
        "role": record.role,
        "account": record.account,
        "emails": list(record.emails),
        "url": url_of(path_of(person)),
    }


def _cycle(cycle: "Cycle") -> Json:
    record = cycle.record
    if record is not None and cycle.file is not None:
        common = _common(cycle.file, record, cycle.usable)
    else:
        common = {"title": None, "tags": [], "ignore": {}, "usable": cycle.usable, "x": {}, "source": None}
    return {
        "id": cycle.id,
        **common,
        "starts": cycle.span.first.isoformat(),
        "ends": cycle.span.last.isoformat(),
        "state": cycle.state.value,
        "theme": record.theme if record else None,
        "url": url_of(path_of(cycle)),
    }


def _objective(known: "Understood", objective: "Objective") -> Json:
    record = objective.record
    figures = known.measured.objectives.get(objective.id)
    return {
        "id": objective.id,
        "ref": objective.ref,
        **_common(objective.file, record, objective.usable),
        "owner": objective.owner,
        "cycle": objective.cycle.id if objective.cycle else None,
        "team": objective.team,
        "person": objective.person,
        "type": record.type.value,
        "supports": next(iter(_named(known, (objective.supports,) if objective.supports else ())), None),
        "also_supports": _named(known, objective.also_supports),
        "depends_on": _named(known, objective.depends_on),
        "with_teams": list(objective.with_teams),
        "weight": json_number(objective.weight),
        "key_results": [_key_result(known, objective, kr, figures) for kr in objective.key_results],
        "progress_from": record.progress_from.value,
        "initiatives": [
            {
                "title": one.title,
                "status": one.status.value,
                "owner": _written(one.owner),
                "due": _day(one.due),
                "link": one.link,
                "for": _written(one.for_),
            }
            for one in record.initiatives
        ],
        "check_ins": [_check_in(check_in) for check_in in objective.check_ins],
        "adjustments": _adjustments(objective.adjustments),
        "state": objective.state.value,
        "learned": record.learned,
        "goalposts": None,
        "carries_on": objective.carries_on if is_shown(known, objective.carries_on or "") else None,
        "becomes_kpi": objective.becomes_kpi,
        "planned": _planned(record.planned),
        "links": _links(record.links),
        "url": url_of(path_of(objective)),
        **_objective_figures(known, objective, figures),
    }


def _objective_figures(known: "Understood", objective: "Objective", figures: "ObjectiveFigures | None") -> Json:
    if figures is None:
        names = "progress progress_raw expected behind confidence status last_status measured grade updated aligned"
        computed: Json = dict.fromkeys(names.split())
        return {**computed, "score": json_number(objective.record.score), "supporters": [], "left_out": [], "why": {}}
    score = figures.score if figures.score is not None else objective.record.score
    return {
        "progress": json_number(figures.progress),
        "progress_raw": json_number(figures.progress_raw),
        "expected": json_number(figures.expected),
        "behind": json_number(figures.behind),
        "confidence": json_number(figures.confidence),
        "status": figures.status.value,
        "last_status": figures.last_status.value if figures.last_status else None,
        "measured": list(figures.measured),
        "grade": figures.grade.value if figures.grade else None,
        "score": json_number(score),
        "supporters": [goal for goal in figures.supporters if is_shown(known, goal)],
        "left_out": _paths(known, figures.left_out),
        "updated": _day(figures.updated),
        "aligned": figures.aligned,
        "why": _why(known, why_objective(known.measured, objective.id)),
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
        "unit": unit_of(known, kr),
        "due": kr.span.last.isoformat(),
        "added": _day(record.added),
        "retired": {
            "date": _day(record.retired.date),
            "why": record.retired.why,
            "replaced_by": _written(record.retired.replaced_by),
        }
        if record.retired and kr.retired
        else None,
        "planned": _planned(record.planned),
        "score": json_number(record.score),
        "from": _value(figures.start.value if figures and figures.start else record.from_),
        "to": _value(figures.end.value if figures and figures.end else record.to),
        "kpi": kr.kpi,
        "keep": _target(record.keep) if record.keep else None,
        "cadence": record.cadence.value if record.cadence else None,
        "checkpoints": [[json_number(value), json_number(share)] for value, share in record.checkpoints],
        "milestones": None
        if milestones is None
        else [
            {"title": one.title, "due": _day(one.due), "done": _day(done), "weight": json_number(one.weight)}
            for one, done in zip(milestones, kr.milestones_done, strict=True)
        ],
        "done": (_day(kr.done) or False) if record.done is not None else None,
        "from_supporters": record.from_supporters,
        "x": _own(record.extra),
        "measure": kr.measure.value,
        **_key_result_figures(known, objective, kr, figures),
    }


def _key_result_figures(
    known: "Understood", objective: "Objective", kr: "KeyResult", figures: "KeyResultFigures | None"
) -> Json:
    if figures is None:
        names = "current progress progress_raw expected behind confidence status last_status updated"
        return {**dict.fromkeys(names.split()), "why": {}}
    return {
        "current": json_number(figures.current.value) if figures.current else None,
        "progress": json_number(figures.progress),
        "progress_raw": json_number(figures.progress_raw),
        "expected": json_number(figures.expected),
        "behind": json_number(figures.behind),
        "confidence": json_number(figures.confidence.value) if figures.confidence else None,
        "status": figures.status.value,
        "last_status": figures.last_status.value if figures.last_status else None,
        "updated": _day(figures.updated),
        "why": _why(known, why_key_result(known.measured, objective.id, kr.id)),
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
    }


def _kpi(known: "Understood", kpi: "Kpi") -> Json:
    record = kpi.record
    figures = known.measured.kpis.get(kpi.id)
    return {
        "id": kpi.id,
        "ref": kpi.ref,
        **_common(kpi.file, record, kpi.usable),
        "owner": kpi.owner,
        "team": kpi.team,
        "direction": record.direction.value if record.direction else None,
        "target": _schedule(record.target),
        "target_by": _day(record.target_by),
        "warn": _schedule(record.warn),
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
        "adjustments": _adjustments(kpi.adjustments),
        "links": _links(record.links),
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
        "latest": {"date": _day(latest.date), "value": json_number(latest.value)} if latest else None,
        "target_now": _target(figures.target_now),
        "completion": json_number(figures.completion),
        "health": figures.health.value,
        "stale": figures.stale,
        "trend": figures.trend.value if figures.trend else None,
        "projection": {
            "date": _day(ahead.day),
            "value": json_number(ahead.value),
            "target": _target(ahead.target),
            "reached": ahead.reached,
            "missed_by": json_number(ahead.missed_by),
            "change_per_year": json_number(ahead.change_per_year),
        }
        if ahead
        else None,
        "parts": list(figures.parts),
        "left_out": list(figures.left_out),
        "values": [[_day(value.date), json_number(value.value)] for value in figures.values],
        "why": _why(known, why_kpi(known.measured, kpi.id)),
    }


def _finding(finding: "Finding") -> Json:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "goal": finding.goal,
    }


def _figures(known: "Understood", team: str | None) -> Json:
    return {
        cycle: {
            "progress": json_number(figures.progress),
            "expected": json_number(figures.expected),
            "with_subteams": json_number(figures.with_subteams),
            "coverage": json_number(figures.coverage),
            "why": _why(known, why_team(known.measured, team, cycle)),
        }
        for cycle in known.repository.cycles
        if (figures := known.measured.teams.get((team, cycle))) is not None
    }


def _common(file: "File", record: Record, usable: bool) -> Json:
    return {
        "title": record.title or None,
        "tags": list(record.tags),
        "ignore": dict(record.ignore),
        "usable": usable,
        "x": _own(record.extra),
        "source": {"path": file.path, "line": record.position("title").line},
    }


def _own(extra: Mapping[str, object]) -> Json:
    return {key: _plain(value) for key, value in extra.items()}


def _plain(value: object) -> object:
    """Return a user's own value as JSON has it."""
    if isinstance(value, Decimal | Fraction):
        return json_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _why(known: "Understood", why: Mapping[str, Why]) -> Json:
    return {
        name: {"formula": one.formula, "inputs": [_input(known, given) for given in one.inputs]}
        for name, one in why.items()
    }


def _input(known: "Understood", given: Input) -> Json:
    """Return an input; of a goal that is not shown neither its name nor its place."""
    value = _value(given.value)
    if not is_shown(known, given.ref.partition("#")[0]):
        return {"ref": HIDDEN, "value": value, "path": None, "line": None}
    return {"ref": given.ref, "value": value, "path": given.path, "line": given.line}


def _named(known: "Understood", goals: "Iterable[Goal]") -> list[str]:
    return [str(goal) for goal in goals if is_shown(known, goal.id)]


def _paths(known: "Understood", paths: Sequence[str]) -> list[str]:
    """Return the files that means leave out; personal ones that are not shown by no path."""
    if known.settings.people or not paths:
        return list(paths)
    shown = {goal.file.path for goal in objectives_shown(known)}
    return [path if path in shown else HIDDEN for path in paths]


def _value(value: object) -> object:
    return json_number(value) if isinstance(value, Fraction | Decimal) else _plain(value)


def _target(target: Target | None) -> object:
    if isinstance(target, Range):
        bounds = {"min": target.min, "max": target.max}
        return {end: json_number(value) for end, value in bounds.items() if value is not None}
    return json_number(target)


def _schedule(schedule: Schedule) -> object:
    """Return a target as it was written: one for all time, or by the day from which each holds."""
    if not schedule:
        return None
    if len(schedule) == 1 and schedule[0][0] == date.min:
        return _target(schedule[0][1])
    return {day.isoformat(): _target(target) for day, target in schedule}


def _planned(points: Iterable[tuple[date, Decimal]]) -> Json:
    return {day.isoformat(): json_number(share) for day, share in points}


def _adjustments(adjustments: Iterable[Adjustment]) -> list[Json]:
    return [
        {"date": _day(one.date), "what": one.what, "why": one.why, "approved_by": _written(one.approved_by)}
        for one in adjustments
    ]


def _links(links: Iterable[Link]) -> list[Json]:
    return [{"title": link.title, "url": link.url} for link in links]


def _written(ref: Ref | None) -> str | None:
    return ref.text if ref else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
