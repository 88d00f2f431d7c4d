"""From parsed files to one repository: places, references, check-ins and values put together, as of one day."""

from dataclasses import replace
from datetime import date

from goalsite.model.link.check_in_files import take_check_ins
from goalsite.model.link.circles import cut_circles
from goalsite.model.link.drafts import draft_goals
from goalsite.model.link.files import sort_files
from goalsite.model.link.frame import find_company, find_cycles, find_people, find_teams
from goalsite.model.link.kpis import make_kpi
from goalsite.model.link.objectives import make_objective
from goalsite.model.link.whole import make_repository
from goalsite.model.link.workbench import CsvFile, Workbench
from goalsite.model.objects import Kpi, Objective
from goalsite.model.records import KpiRecord, ObjectiveRecord
from goalsite.model.references import Goals
from goalsite.model.repository import Repository
from goalsite.model.sorting import Places, Sheet
from goalsite.settings import Settings
from goalsite.vocabulary import Kind


def link(sheets: list[Sheet], csvs: list[CsvFile], settings: Settings, as_of: date, *, day_is_set: bool) -> Repository:
    """Link parsed files into a repository; each step needs those before it."""
    bench = Workbench(settings, as_of, sheets, {one.key: one for one in csvs}, day_is_set=day_is_set)
    sort_files(bench)
    find_company(bench)
    find_cycles(bench)
    teams = [sheet for sheet in bench.by_kind[Kind.TEAM] if sheet.file.key.rpartition("/")[2] == "team"]
    folders = {sheet.folder: sheet.stem for sheet in teams}
    bench.places = Places(folders, frozenset(bench.cycles), bench.fiscal)
    find_people(bench)
    find_teams(bench, folders)
    draft_goals(bench)
    bench.goals = Goals([draft.candidate for draft in bench.drafts.values()], bench.above)
    take_check_ins(bench)
    objectives, kpis = _make_goals(bench)
    return make_repository(bench, objectives, kpis)


def _make_goals(bench: Workbench) -> tuple[dict[str, Objective], dict[str, Kpi]]:
    objectives: dict[str, Objective] = {}
    kpis: dict[str, Kpi] = {}
    for id_, draft in bench.drafts.items():
        if isinstance(draft.sheet.parsed.record, ObjectiveRecord):
            objectives[id_] = make_objective(bench, draft, draft.sheet.parsed.record)
        elif isinstance(draft.sheet.parsed.record, KpiRecord):
            kpis[id_] = make_kpi(bench, draft, draft.sheet.parsed.record)
    cut_circles(bench, objectives, kpis)
    parts: dict[str, list[str]] = {}
    for kpi in kpis.values():
        if kpi.part_of:
            parts.setdefault(kpi.part_of, []).append(kpi.id)
    for whole, ids in parts.items():
        kpis[whole] = replace(kpis[whole], parts=tuple(ids))
    return dict(sorted(objectives.items())), dict(sorted(kpis.items()))
