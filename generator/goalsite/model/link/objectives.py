"""Objectives and their key results, whole."""

from goalsite.language import Message
from goalsite.model.check_ins import done_day, measure_of, milestone_days
from goalsite.model.link.following import follow, follow_all
from goalsite.model.link.workbench import Draft, Workbench
from goalsite.model.objects import KeyResult, Objective
from goalsite.model.periods import Span
from goalsite.model.records import KeyResultRecord, ObjectiveRecord, Ref
from goalsite.vocabulary import CycleState, State


def make_objective(bench: Workbench, draft: Draft, record: ObjectiveRecord) -> Objective:
    """Make an objective of its draft."""
    sheet = draft.sheet
    person = bench.person(sheet, record.person, "person")
    owner = bench.person(sheet, record.owner, "owner") or person
    supports = follow(bench, draft, record.supports, "supports")
    if supports is not None and supports.id == sheet.file.key:
        message = Message("the objective supports itself; name another goal")
        bench.say(sheet, "G104", message, "supports", record.supports)
        supports = None
    becomes = follow(bench, draft, record.becomes_kpi, "becomes_kpi", want="kpi")
    carries = follow(bench, draft, record.carries_on, "carries_on", want="earlier")
    teams = [bench.team(sheet, one, f"with_teams.{n}") for n, one in enumerate(record.with_teams)]
    _check_parts(bench, draft, record)
    state = record.state
    if state is State.ACTIVE and draft.cycle is not None and draft.cycle.state is CycleState.DRAFT:
        state = State.DRAFT
    return Objective(
        id=sheet.file.key,
        ref=bench.goals.short(sheet.file.key),
        file=sheet.file,
        record=record,
        team=draft.team,
        cycle=draft.cycle,
        owner=owner,
        person=person,
        state=state,
        supports=supports,
        also_supports=follow_all(bench, draft, record.also_supports, "also_supports"),
        depends_on=follow_all(bench, draft, record.depends_on, "depends_on"),
        with_teams=tuple(dict.fromkeys(team for team in teams if team is not None)),
        carries_on=carries.id if carries else None,
        becomes_kpi=becomes.id if becomes else None,
        key_results=_key_results(bench, draft, record, owner),
        check_ins=tuple(draft.check_ins),
        later=tuple(draft.later),
        adjustments=tuple(one for one in record.adjustments if one.date <= bench.as_of),
        usable=sheet.parsed.usable and draft.placed,
    )


def _check_parts(bench: Workbench, draft: Draft, record: ObjectiveRecord) -> None:
    """Look up the references inside initiatives, adjustments and retired key results."""
    for number, one in enumerate(record.initiatives):
        bench.person(draft.sheet, one.owner, f"initiatives.{number}.owner")
        follow(bench, draft, _same_objective(one.for_), f"initiatives.{number}.for")
    bench.approvers(draft.sheet, record.adjustments)
    for key_result in record.key_results:
        retired = key_result.retired
        if retired is not None:
            ref = _same_objective(retired.replaced_by)
            follow(bench, draft, ref, f"key_results.{key_result.id}.retired.replaced_by")


def _key_results(bench: Workbench, draft: Draft, record: ObjectiveRecord, owner: str | None) -> tuple[KeyResult, ...]:
    cycle = draft.cycle.span if draft.cycle else Span(bench.as_of, bench.as_of)
    found = []
    for one in record.key_results:
        key = f"key_results.{one.id}"
        own = bench.person(draft.sheet, one.owner, f"{key}.owner")
        kpi = follow(bench, draft, one.kpi, f"{key}.kpi", want="kpi")
        if one.added is not None and one.added > bench.as_of:
            continue
        found.append(_key_result(bench, draft, one, cycle, own or owner, kpi.id if kpi else None))
    return tuple(found)


def _key_result(
    bench: Workbench, draft: Draft, one: KeyResultRecord, cycle: Span, owner: str | None, kpi: str | None
) -> KeyResult:
    first = one.added or cycle.first
    last = one.due or cycle.last
    retired = one.retired.date if one.retired and one.retired.date <= bench.as_of else None
    return KeyResult(
        id=one.id,
        objective=draft.sheet.file.key,
        record=one,
        measure=measure_of(one),
        span=Span(first, max(first, last)),
        owner=owner,
        kpi=kpi,
        retired=retired,
        done=done_day(one, draft.check_ins, bench.as_of),
        milestones_done=milestone_days(one, draft.check_ins, bench.as_of),
    )


def _same_objective(ref: Ref | None) -> Ref | None:
    """Return a reference to a key result of the same objective, which may be written without its ``#``."""
    if ref is None or "#" in ref.text:
        return ref
    return Ref(f"#{ref.text}", ref.at)
