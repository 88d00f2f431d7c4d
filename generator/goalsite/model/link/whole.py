"""The repository, once everything is in its place."""

import re
from collections.abc import Iterable, Mapping

from goalsite.findings import START
from goalsite.language import Message
from goalsite.model.check_ins import few
from goalsite.model.link.workbench import Workbench
from goalsite.model.objects import Kpi, Objective, Translation
from goalsite.model.records import TranslationRecord
from goalsite.model.repository import Repository
from goalsite.model.sorting import LANGUAGE_SUFFIX, Sheet
from goalsite.model.values import shown
from goalsite.source.problems import Problem
from goalsite.vocabulary import Kind

_VALUES_HEADER = re.compile(r"[ \t]*date[ \t]*[,;\t][ \t]*value[ \t]*(?:[,;\t\n]|\Z)", re.IGNORECASE)
"""How the CSV of a KPI begins."""


def make_repository(bench: Workbench, objectives: dict[str, Objective], kpis: dict[str, Kpi]) -> Repository:
    """Put everything into one repository, in a fixed order."""
    _check_addresses(bench)
    translations = _translate(bench)
    _check_loose_tables(bench)
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


def _check_loose_tables(bench: Workbench) -> None:
    """Tell of CSVs that cannot be read, and of values that no KPI reads (its file may have another name)."""
    for one in bench.csvs.values():
        draft = bench.drafts.get(one.key)
        if draft is not None and draft.candidate.is_kpi:
            continue
        if one.problem is not None and one.problem.code == "G001":
            bench.findings.append(one.problem.finding(one.path))
        elif one.text is not None and _VALUES_HEADER.match(one.text) and not bench.unread(one.key):
            message = Message(
                "these values are read by no KPI: there is no KPI {name}.md beside them", name=shown(one.key)
            )
            bench.findings.append(Problem("G101", message, START).finding(one.path))


def _translate(bench: Workbench) -> dict[tuple[str, str], Translation]:
    found: dict[tuple[str, str], Translation] = {}
    for sheet in bench.translations:
        match = LANGUAGE_SUFFIX.fullmatch(sheet.file.key)
        assert match is not None
        of, language = match[1], match[2]
        if of not in bench.by_key:
            name = shown(of.rpartition("/")[2])
            bench.say(sheet, "G101", Message("there is no {name}.md beside this translation", name=name))
        record = sheet.parsed.record
        if not isinstance(record, TranslationRecord):
            continue
        draft = bench.drafts.get(of)
        if draft and draft.candidate.key_results is not None:
            names = few(sorted(draft.candidate.key_results))
            for id_ in record.key_results:
                if id_ not in draft.candidate.key_results:
                    message = Message(
                        "no key result '{name}' to translate; there are {names}", name=shown(id_), names=names
                    )
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
        if (language := address.partition("/")[0]) in bench.settings.other_languages:
            taken_by_language = Message(
                "its page would lie at /{address}, where the site in the language '{language}' is; move it",
                address=address,
                language=language,
            )
            bench.say(sheet, "G103", taken_by_language)
        first = taken.setdefault(address, sheet.file.path)
        if first != sheet.file.path:
            message = Message(
                "its page would lie at the address of {path}, /{address}; give it another name",
                path=first,
                address=address,
            )
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
