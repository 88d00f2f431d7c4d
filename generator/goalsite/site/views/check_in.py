"""Checking in without git: what the form is told of each goal, and the page that holds it (SPEC 3.5, DESIGN 5).

The link "Check in" on a goal's page carries what the form needs to know of that goal. The form fetches that page and
reads it there: nothing is said twice, and a site of 10,000 goals needs no file that lists them all.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from goalsite.language import gettext as _
from goalsite.measure.figures import ObjectiveFigures
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.shapes import levels_of
from goalsite.site.context import SiteContext
from goalsite.site.places import scaled_to
from goalsite.vocabulary import Measure, State

_MOST_NAMES, _MOST_PEOPLE = 30, 40


class CheckInLink(NamedTuple):
    """The link to a goal's form: its address below the site, and the form's data as JSON that is safe in HTML."""

    url: str
    data: Markup


class CheckInPage(NamedTuple):
    """What the form's page says.

    ``forge`` and ``new`` are what addresses of new files begin with (None: nowhere known), ``name`` is the forge's
    own, ``repo`` its page of the repository. ``file`` and ``example`` show a check-in written by hand. ``day`` is the
    day a site is fixed to by its settings, ``shown`` the same in words; empty where it is of its own day.
    """

    forge: str
    name: str
    new: str | None
    repo: str | None
    file: str
    example: Markup
    day: str
    shown: str


def check_in_page(site: SiteContext) -> CheckInPage:
    """Return the page on which every goal is checked in; the example by hand is of a goal of this site."""
    goal = next((o for o in site.objectives if o.counted and o.state is State.ACTIVE and _number(o)), None)
    folder = folder_of(goal) if goal is not None else "goals/2026-q4/win-mid-market"
    day = site.as_of.isoformat()
    return CheckInPage(
        forge=site.forge.kind,
        name=site.forge.name,
        new=site.forge.new,
        repo=site.forge.repository,
        file=f"{folder}/{day}.md",
        example=preformatted(_example(goal, day)),
        day=day if site.settings.as_of is not None else "",
        shown=site.format.long_day(site.as_of) if site.settings.as_of is not None else "",
    )


def _number(objective: Objective) -> KeyResult | None:
    """Return the first key result that a number is written for."""
    kinds = (Measure.METRIC, Measure.KEEP)
    return next((kr for kr in objective.key_results if kr.measure in kinds and kr.record.kpi is None), None)


def _example(objective: Objective | None, day: str) -> str:
    kr = _number(objective) if objective is not None else None
    name = json.dumps(kr.id, ensure_ascii=False) if kr is not None and not kr.id.isalpha() else kr.id if kr else "calls"
    value = exact(kr.record.to) if kr is not None and kr.record.to is not None else "66"
    note = _("The new checklist works; the import is still slow.")
    return f"---\nkind: check-in\ndate: {day}\nvalues:\n  {name}: {value}\nconfidence: 0.7\n---\n{note}\n"


def preformatted(text: str) -> Markup:
    """Return text for a ``pre`` on one line of HTML, so that a page stays one block without blank lines."""
    return Markup(str(escape(text)).replace("\n", "&#10;"))  # noqa: S704 - escaped here


def folder_of(goal: Objective | Kpi) -> str:
    """Return the folder in which a goal's check-in files lie: beside it, with its stem."""
    return goal.file.path.removesuffix(".md")


def objective_check_in(site: SiteContext, objective: Objective) -> CheckInLink | None:
    """Return the link to an objective's form; None where it is not open, or cannot be read."""
    figures = site.measured.objectives.get(objective.id)
    if objective.state is not State.ACTIVE or figures is None:
        return None
    confident = figures.confidence
    return _link(
        site,
        objective,
        {
            "kind": "objective",
            "rows": [_row(site, objective, kr, figures) for kr in objective.key_results if kr.retired is None],
            "confidence": None if confident is None else _hundredths(confident),
            "taken": _taken(objective, (one.path for one in (*objective.check_ins, *objective.later))),
            "people": _people(site, objective, *(kr.owner for kr in objective.key_results)),
        },
    )


def kpi_check_in(site: SiteContext, kpi: Kpi) -> CheckInLink | None:
    """Return the link to a KPI's form; None where it is replaced, made of its parts, or cannot be read."""
    record = kpi.record
    if kpi.id not in site.measured.kpis or kpi.superseded_by is not None or record.combine is not None:
        return None
    row: dict[str, Any] = {"id": "value", "title": kpi.title, "measure": "number"}
    if record.unit:
        row["unit"] = record.unit
    newest = kpi.values[-1] if kpi.values and not record.raters else None
    if newest is not None:
        row |= {"last": exact(newest.value), "day": site.format.day(newest.date)}
    if record.rubric:
        row["levels"] = [[level, said] for level, said in record.rubric.items()]
        if record.raters and (ends := levels_of(record.rubric)) is not None:
            row["range"] = [exact(end) for end in ends]
    return _link(
        site,
        kpi,
        {
            "kind": "kpi",
            "rows": [row],
            "taken": _taken(kpi, (value.path for value in (*kpi.values, *kpi.later))),
            **({"raters": list(record.raters)} if record.raters else {"people": _people(site, kpi)}),
        },
    )


def exact(value: Decimal) -> str:
    """Write a number as a goal file has it: digits and at most one point."""
    return format(value, "f")


def _link(site: SiteContext, goal: Objective | Kpi, data: dict[str, Any]) -> CheckInLink:
    known = {"id": goal.id, "title": goal.title, "folder": folder_of(goal), **data}
    if site.repository.written:
        known["lang"] = site.repository.written
    url = f"{site.addresses.hub('check-in.md')}?goal={quote(goal.id)}"
    # Safe in an attribute, too: <, >, & and ' are written as JSON escapes; the template puts it in single quotes.
    return CheckInLink(url, htmlsafe_json_dumps(known, ensure_ascii=False, separators=(",", ":")))


def _row(site: SiteContext, objective: Objective, kr: KeyResult, figures: ObjectiveFigures) -> dict[str, Any]:
    """Return what the form is told of a key result: how to ask for it, and what was said last."""
    row: dict[str, Any] = {"id": kr.id, "title": kr.title}
    if kr.record.unit:
        row["unit"] = kr.record.unit
    own = figures.key_results[kr.id]
    if own.confidence is not None:
        row["confidence"] = _hundredths(own.confidence.value)
    if kr.record.kpi is not None:
        row["measure"] = "kpi"
        if kr.kpi is not None and (link := site.goal(kr.kpi)) is not None:
            row |= {"kpi": link.title, "url": link.url}
    elif kr.measure is Measure.SUPPORTERS:
        row["measure"] = "supporters"
    elif kr.measure is Measure.YES_NO:
        row["measure"] = "yes"
        if kr.done is not None:
            row["day"] = site.format.day(kr.done)
    elif kr.measure is Measure.MILESTONES:
        row["measure"] = "milestones"
        milestones = kr.record.milestones or ()
        done = dict(zip((one.title for one in milestones), kr.milestones_done, strict=True))
        row["open"] = [title for title, day in done.items() if day is None]
        row["done"] = sum(day is not None for day in done.values())
    elif kr.measure is Measure.NONE:
        row["measure"] = "none"
    else:
        row["measure"] = "keep" if kr.measure is Measure.KEEP else "number"
        for check_in in reversed(objective.check_ins):
            value = check_in.record.values.get(kr.id)
            if isinstance(value, Decimal):
                row |= {"last": exact(value), "day": site.format.day(check_in.date)}
                break
    return row


def _hundredths(confidence: Fraction) -> int:
    """Return a confidence in hundredths, as the pages round it."""
    return scaled_to(confidence, 2)


def _taken(goal: Objective | Kpi, paths: Iterable[str]) -> list[str]:
    """Return the newest names in the goal's folder, so that the form does not use one again."""
    folder = f"{folder_of(goal)}/"
    names = {path.removeprefix(folder).removesuffix(".md") for path in paths if path.startswith(folder)}
    return sorted(names)[-_MOST_NAMES:]


def _people(site: SiteContext, goal: Objective | Kpi, *owners: str | None) -> list[list[str]]:
    """Return the people who may well check in, as (as written in files, as shown): the owners, then the team."""
    team = site.repository.teams.get(goal.team or "")
    members = (team.lead, *team.members) if team is not None else ()
    keys = dict.fromkeys(key for key in (goal.owner, *owners, *members) if key is not None)
    return [[key, site.repository.name_of(key)] for key in list(keys)[:_MOST_PEOPLE]]
