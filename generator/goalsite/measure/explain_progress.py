"""Unfold the progress of a key result by its measure, on the day or an earlier one (SPEC 3.4)."""

from collections.abc import Iterator
from datetime import date

from goalsite.language import gettext as _
from goalsite.measure.explain_expected import by_supporters, place
from goalsite.measure.explain_values import from_value
from goalsite.measure.keeping import kept_word
from goalsite.measure.metric import piece
from goalsite.measure.on_day import KeyResultThen, OnDay
from goalsite.measure.reasons import Input, Why, Writing, added, from_reading, operand
from goalsite.measure.recorded import value_place
from goalsite.measure.rollup import exact
from goalsite.model.objects import KeyResult, Objective
from goalsite.vocabulary import Measure


def _done_input(
    ref: str, objective: Objective, key_result: KeyResult, key: str, when: date | None, write: Writing
) -> Input:
    """Return a day on which something was done, with the line that says so: its own key's, or a check-in's."""
    record = key_result.record
    milestone = next((one for one in record.milestones or () if one.title == ref), None)
    own = milestone.done if milestone is not None else record.done
    day = write.day(when) if when else None
    if when is not None and when != own:
        for check_in in objective.check_ins:
            said = check_in.record.values.get(key_result.id)
            if check_in.date == when and (said is True or (isinstance(said, tuple) and ref in said)):
                at = value_place(objective, check_in, f"values.{key_result.id}")
                return Input(ref, day, check_in.path, at.line)
    return Input(ref, day, *place(objective, key_result, key))


def progress_of_key_result(then: OnDay, objective: Objective, figures: KeyResultThen, write: Writing) -> Why:
    """Unfold the progress of a key result as it is, not held to 0…1."""
    measure = figures.key_result.measure
    if measure is Measure.METRIC:
        return _metric(then, objective, figures, write)
    if measure is Measure.KEEP:
        return _keep(then, objective, figures, write)
    if measure is Measure.MILESTONES:
        return _milestones(then, objective, figures, write)
    if measure is Measure.YES_NO:
        done = then.known(figures.key_result.done)
        inputs = (_done_input(_("done"), objective, figures.key_result, "done", done, write),)
        filled = _("done on {day}", day=write.day(done)) if done else _("not done")
        return Why(_("1 once it is done, else 0"), filled, inputs, figures.progress_raw)
    if measure is Measure.SUPPORTERS:
        goals = [then.goal(goal) for goal in figures.supporters]
        return by_supporters(goals, _("progress"), [goal.progress for goal in goals], figures.progress_raw, write)
    return Why(_("no measure"), str(figures.why_unmeasured or ""), (), None)


def _metric(then: OnDay, objective: Objective, figures: KeyResultThen, write: Writing) -> Why:
    formula = _("(now − from) ÷ (to − from)")
    inputs = tuple(_ends_and_now(then, objective, figures))
    start, end, now = figures.start, figures.end, figures.current
    if figures.progress_raw is None or start is None or end is None or now is None:
        return Why(formula, str(figures.why_unmeasured or _("no value yet")), inputs, None)
    points = figures.key_result.record.checkpoints
    value = write.number(now.value)
    if not points:
        first = operand(write.number(start.value))
        filled = f"({value} − {first}) ÷ ({write.number(end.value)} − {first})"
        return Why(formula, filled, inputs, figures.progress_raw)
    (low, low_share), (high, high_share) = piece(start.value, end.value, points, now.value)
    first = operand(write.number(low))
    way = f"({value} − {first}) ÷ ({write.number(high)} − {first})"
    filled = f"{write.share(low_share)} + {way} × ({write.share(high_share)} − {write.share(low_share)})"
    return Why(_("straight between the checkpoints around now"), filled, inputs, figures.progress_raw)


def _ends_and_now(then: OnDay, objective: Objective, figures: KeyResultThen) -> Iterator[Input]:
    """Yield the ends of a metric and its newest value; those that its KPI gives with what they were made of."""
    key_result = figures.key_result
    kpi, until = then.kpi_of(key_result), then.last_day_of_kpis(objective)
    if figures.start is not None:
        own = key_result.record.from_ is not None
        yield from_value(then.measured, _("from"), None if own else kpi, figures.start, until)
    if figures.end is not None:
        yield from_reading(_("to"), figures.end)
    if figures.current is not None:
        yield from_value(then.measured, _("now"), kpi, figures.current, until)


def _keep(then: OnDay, objective: Objective, figures: KeyResultThen, write: Writing) -> Why:
    path, line = place(objective, figures.key_result, "keep")
    kpi, until = then.kpi_of(figures.key_result), then.last_day_of_kpis(objective)
    inputs = [
        from_value(then.measured, write.days(period.span), kpi, period.reading, until)
        if period.reading is not None
        else Input(write.days(period.span), kept_word(period.kept), path, line)
        for period in figures.periods
    ]
    held = sum(1 for period in figures.periods if period.held)
    filled = f"{held} ÷ {len(figures.periods)}" if figures.progress_raw is not None else _("no value yet")
    return Why(_("periods held ÷ all periods"), filled, tuple(inputs), figures.progress_raw)


def _milestones(then: OnDay, objective: Objective, figures: KeyResultThen, write: Writing) -> Why:
    key_result = figures.key_result
    milestones = key_result.record.milestones or ()
    done = [then.known(when) for when in key_result.milestones_done]
    weights = [write.number(exact(milestone.weight)) for milestone in milestones]
    finished = [weight for weight, when in zip(weights, done, strict=True) if when is not None]
    inputs = tuple(
        _done_input(milestone.title, objective, key_result, f"milestones.{at}.done", when, write)
        for at, (milestone, when) in enumerate(zip(milestones, done, strict=True))
    )
    filled = f"{added(finished)} ÷ {added(weights)}"
    return Why(_("weight done ÷ weight of all"), filled, inputs, figures.progress_raw)
