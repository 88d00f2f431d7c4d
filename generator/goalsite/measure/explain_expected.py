"""Unfold where a goal should be: the line of its span, the planned one, or what its measure asks for (SPEC 5)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from goalsite.findings import Position
from goalsite.language import gettext as _
from goalsite.measure.lines import Planned
from goalsite.measure.on_day import KeyResultThen, ObjectiveThen, OnDay
from goalsite.measure.reasons import Figure, Input, Why, Writing, added, filled_mean, mean_of, of_day
from goalsite.measure.rollup import exact
from goalsite.model.objects import KeyResult, Objective
from goalsite.model.periods import Span
from goalsite.vocabulary import Measure


def expected_of_key_result(then: OnDay, objective: Objective, figures: KeyResultThen, write: Writing) -> Why:
    """Unfold what is expected of a key result on the day."""
    key_result, day = figures.key_result, then.day
    record, key = key_result.record, f"key_results.{key_result.id}"
    if record.planned:
        return _line(key_result.span, record.planned, day, figures.expected, objective, key, write)
    if key_result.measure is Measure.KEEP:
        count = figures.expected * len(figures.periods)
        filled = f"{write.number(count)} ÷ {len(figures.periods)}"
        path, line = place(objective, key_result, "keep")
        periods = tuple(
            Input(write.days(one.span), _("over") if one.span.last < day else _("not over"), path, line)
            for one in figures.periods
        )
        return Why(_("periods over ÷ all periods"), filled, periods, figures.expected)
    if key_result.measure is Measure.MILESTONES and any(one.due for one in record.milestones or ()):
        return _due_milestones(objective, figures, day, write)
    if key_result.measure is Measure.YES_NO:
        last = write.day(key_result.span.last)
        due = Input(_("due"), last, *place(objective, key_result, "due"))
        return Why(_("1 from the due day on, else 0"), _("due {day}", day=last), (due,), figures.expected)
    if key_result.measure is Measure.SUPPORTERS and figures.supporters:
        goals = [then.goal(goal) for goal in figures.supporters]
        return by_supporters(goals, _("expected"), [goal.expected for goal in goals], figures.expected, write)
    return _line(key_result.span, (), day, figures.expected, objective, key, write)


def own_line(then: OnDay, figures: ObjectiveThen, write: Writing) -> Why:
    """Unfold what is expected of an objective that has a line of its own."""
    objective = figures.objective
    assert objective.cycle is not None
    points = objective.record.planned
    return _line(objective.cycle.span, points, then.day, figures.expected, objective, "", write)


def by_supporters(
    goals: Sequence[ObjectiveThen],
    what: str,
    values: Sequence[Fraction | None],
    result: Fraction | None,
    write: Writing,
) -> Why:
    """Unfold the weighted mean of a figure of supporters."""
    pairs = list(zip(goals, values, strict=True))
    filled = filled_mean([(exact(goal.objective.weight), value) for goal, value in pairs], write)
    inputs = tuple(
        Input(goal.objective.id, value, goal.objective.file.path, _title_line(goal.objective), Figure.SHARE)
        for goal, value in pairs
    )
    return Why(mean_of(what), filled, inputs, result)


def place(objective: Objective, key_result: KeyResult, key: str) -> tuple[str, int]:
    """Return the file and line where a key of a key result stands, or else the key result."""
    return objective.file.path, objective.record.position(f"key_results.{key_result.id}.{key}").line


def _title_line(objective: Objective) -> int:
    return objective.record.position("title").line


def _due_milestones(objective: Objective, figures: KeyResultThen, day: date, write: Writing) -> Why:
    key_result = figures.key_result
    milestones = key_result.record.milestones or ()
    last = key_result.span.last
    due = [write.number(exact(one.weight)) for one in milestones if (one.due or last) <= day]
    weights = [write.number(exact(one.weight)) for one in milestones]
    inputs = tuple(
        Input(one.title, write.day(one.due or last), *place(objective, key_result, f"milestones.{at}.due"))
        for at, one in enumerate(milestones)
    )
    filled = f"{added(due)} ÷ {added(weights)}"
    return Why(_("weight due ÷ weight of all"), filled, inputs, figures.expected)


def _line(
    span: Span, points: Planned, day: date, result: Fraction, objective: Objective, key: str, write: Writing
) -> Why:
    path, said = objective.file.path, write.day
    if points:
        begins = f"{key}.planned" if key else "planned"
        planned = tuple(
            Input(said(when), exact(share), path, objective.record.position(f"{begins}.{when}").line, Figure.SHARE)
            for when, share in points
        )
        filled = ", ".join(f"{said(when)}: {write.share(exact(share))}" for when, share in points)
        return Why(_("straight between the planned points"), filled, planned, result)
    inputs = (
        of_day(_("first"), span.first, path, _end_of_span(objective, key, "added"), write),
        of_day(_("last"), span.last, path, _end_of_span(objective, key, "due"), write),
    )
    gone, whole = (day - span.first).days, (span.last - span.first).days
    if day < span.first or day > span.last or not whole:
        if day < span.first:
            filled = _("{day} is before the span", day=said(day))
        elif not whole:
            filled = _("{day} is at the end of the span", day=said(day))
        else:
            filled = _("{day} is after the span", day=said(day))
        return Why(_("(day − first) ÷ (last − first), held to 0…1"), filled, inputs, result)
    days = f"({said(day)} − {said(span.first)}) ÷ ({said(span.last)} − {said(span.first)})"
    filled = f"{days} = " + _("{gone} ÷ {whole} days", gone=gone, whole=whole)
    return Why(_("(day − first) ÷ (last − first)"), filled, inputs, result)


def _end_of_span(objective: Objective, key: str, end: str) -> Position:
    """Return where an end of a span is said: by the key result, else by what names the objective's cycle."""
    record = objective.record
    if key and f"{key}.{end}" in record.at:
        return record.at[f"{key}.{end}"]
    return record.at.get("cycle") or record.position(key)
