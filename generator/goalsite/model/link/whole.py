"""The repository, once everything is in its place."""

from collections.abc import Iterable, Mapping

from goalsite.model.link.workbench import Workbench
from goalsite.model.objects import (
    Kpi,
    Objective,
    Translation,
)
from goalsite.model.records import (
    TranslationRecord,
)
from goalsite.model.repository import Repository
from goalsite.model.sorting import LANGUAGE_SUFFIX, Sheet
from goalsite.model.values import shown
from goalsite.vocabulary import Kind


def make_repository(bench: Workbench, objectives: dict[str, Objective], kpis: dict[str, Kpi]) -> Repository:
    """Put everything into one repository, in a fixed order."""
    _check_addresses(bench)
    translations = _translate(bench)
    tables = bench.csvs.values()
    loose = [one for one in tables if one.problem and one.problem.code == "G001" and one.key not in bench.drafts]
    bench.findings.extend(one.problem.finding(one.path) for one in loose if one.problem)
    subteams: dict[str | None, list[str]] = {}
    for team in bench.teams.values():
        subteams.setdefault(team.parent, []).append(team.id)
    return Repository(
        as_of=bench.as_of,
        day_is_set=bench.day_is_set,
        company=bench.company,
        teams=dict(sorted(bench.teams.items())),
        people=dict(sorted(bench.people.items())),
        cycles=dict(sorted(bench.cycles.items())),
        objectives=objectives,
        kpis=kpis,
        pages=dict(sorted(bench.pages.items())),
        translations=translations,
        unreadable=tuple(bench.unreadable),
        findings=tuple(sorted(set(bench.findings), key=lambda finding: finding.order)),
        blind=bench.blind,
        fiscal=bench.fiscal,
        supporters=_reverse((one.id, [one.supports.id]) for one in objectives.values() if one.supports),
        beside=_reverse((one.id, [goal.id for goal in one.also_supports]) for one in objectives.values()),
        needed_by=_reverse((one.id, [goal.id for goal in one.depends_on]) for one in objectives.values()),
        working_on=_working_on(objectives),
        subteams={parent: tuple(sorted(ids)) for parent, ids in subteams.items()},
    )


def _translate(bench: Workbench) -> dict[tuple[str, str], Translation]:
    found: dict[tuple[str, str], Translation] = {}
    for sheet in bench.translations:
        match = LANGUAGE_SUFFIX.fullmatch(sheet.file.key)
        assert match is not None
        of, language = match[1], match[2]
        if of not in bench.by_key:
            bench.say(sheet, "G101", f"there is no {shown(of.rpartition('/')[2])}.md beside this translation")
        record = sheet.parsed.record
        if not isinstance(record, TranslationRecord):
            continue
        draft = bench.drafts.get(of)
        if draft and draft.candidate.key_results is not None:
            for id_ in record.key_results:
                if id_ not in draft.candidate.key_results:
                    names = ", ".join(sorted(draft.candidate.key_results)) or "none"
                    message = f"no key result '{shown(id_)}' to translate; there are {names}"
                    bench.say(sheet, "G107", message, f"key_results.{id_}")
        found[of, language] = Translation(of, language, sheet.file, record)
    return found


def _check_addresses(bench: Workbench) -> None:
    """Report pages that would lie at one address (SPEC 1): ``x.md`` and ``x/index.md``, say."""
    taken: dict[str, str] = {}
    if bench.company is not None:
        taken[""] = bench.company.file.path
    shown_kinds = (Kind.TEAM, Kind.OBJECTIVE, Kind.KPI, Kind.PERSON, Kind.CYCLE)
    sheets = [sheet for kind in shown_kinds for sheet in bench.by_kind[kind]]
    pages = [sheet for sheet in bench.sheets if sheet.file.key in bench.pages]
    for sheet in [*sheets, *pages]:
        address = _address(sheet)
        first = taken.setdefault(address, sheet.file.path)
        if first != sheet.file.path:
            message = f"its page would lie at the address of {first}, /{address}; give it another name"
            bench.say(sheet, "G103", message)
            bench.pages.pop(sheet.file.key, None)


def _address(sheet: Sheet) -> str:
    folder, _, name = sheet.file.key.rpartition("/")
    if (sheet.kind is Kind.TEAM and name == "team") or name.lower() in ("index", "readme"):
        return folder
    return sheet.file.key


def _reverse(arrows: Iterable[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for source, targets in arrows:
        for target in targets:
            found.setdefault(target, []).append(source)
    return {target: tuple(sorted(set(sources))) for target, sources in found.items()}


def _working_on(objectives: Mapping[str, Objective]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for objective in objectives.values():
        for key_result in objective.key_results:
            if key_result.kpi is not None:
                found.setdefault(key_result.kpi, []).append((objective.id, key_result.id))
    return {kpi: tuple(pairs) for kpi, pairs in found.items()}
