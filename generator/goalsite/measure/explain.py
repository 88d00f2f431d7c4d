"""Unfold the figures of goals and teams: every number with its formula, its inputs and their lines (SPEC 4).

All is told from stored figures; nothing is measured anew. The keys of the answers are the names of the
figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure.explain_scores import why_score, why_scores
from goalsite.measure.figures import Item, KeyResultFigures, Measured, ObjectiveFigures, TeamFigures
from goalsite.measure.items import item_of
from goalsite.measure.keeping import kept_word
from goalsite.measure.lines import Planned
from goalsite.measure.metric import piece
from goalsite.measure.reasons import Input, Why, added, filled_mean, from_reading, mean_of, number, of_day, operand
from goalsite.measure.recorded import value_place
from goalsite.measure.rollup import exact
from goalsite.model.objects import KeyResult, Objective
from goalsite.model.periods import Span
from goalsite.vocabulary import Measure, ProgressFrom

Whys = Mapping[str, Why]


def why_key_result(measured: Measured, objective_id: str, key_result_id: str) -> Whys:
    """Unfold ``progress_raw``, ``progress``, ``expected``, ``behind`` and ``confidence`` of a key result."""
    above = measured.objectives[objective_id]
    figures = above.key_results[key_result_id]
    raw = _progress(measured, above.objective, figures)
    held = raw
    if figures.progress != figures.progress_raw:
        held = Why(_("{formula}, held to 0…1", formula=raw.formula), raw.filled, raw.inputs, figures.progress)
    found = {
        "progress_raw": raw,
        "progress": held,
        "expected": _expected(measured, above.objective, figures),
        "behind": _behind(above.objective, figures),
    }
    if figures.confidence is not None:
        said = figures.confidence
        filled = _("{value} on {day}", value=number(said.value), day=said.date)
        found["confidence"] = Why(_("the newest said"), filled, (from_reading(_("confidence"), said),), said.value)
    return found


def why_objective(measured: Measured, objective_id: str) -> Whys:
    """Unfold ``progress_raw``, ``progress``, ``expected``, ``behind``, ``confidence`` and ``score``."""
    figures = measured.objectives[objective_id]
    items = figures.items
    found = {
        "progress_raw": _mean(_("unheld progress"), [(one, one.progress_raw) for one in items], figures.progress_raw),
        "progress": _mean_progress(items, figures.progress),
    }
    parts = list(zip(items, _parts(measured, figures), strict=True))
    if figures.objective.record.planned or not items:
        found["expected"] = _own_line(measured, figures)
        then = _("Σ weight × (the line on its figure's day − progress) ÷ Σ weight")
        inputs = tuple(_item_input(item, item.progress) for item in items)
        found["behind"] = Why(then, number(figures.behind), inputs, figures.behind)
    else:
        found["expected"] = _mean(_("expected"), [(item, part.expected) for item, part in parts], figures.expected)
        found["behind"] = _mean(_("behind"), [(item, part.behind) for item, part in parts], figures.behind)
    if figures.confidence is not None:
        said = [(item, sure) for item, part in parts if (sure := _sure(part)) is not None]
        found["confidence"] = _mean(_("confidence"), said, figures.confidence)
    if figures.score is not None:
        found["score"] = why_score(figures)
    return found


def why_team(measured: Measured, team: str | None, cycle: str) -> Whys:
    """Unfold ``progress``, ``expected``, ``with_subteams``, ``coverage``, ``score`` and ``score_with_subteams`` of a
    team, or of the company (None), in a cycle; scores only where there are some.
    """
    figures = measured.teams[team, cycle]
    aligned = f"{figures.aligned} ÷ {figures.alignable}" if figures.alignable else _("no objective to align")
    found = {"progress": _mean_progress(figures.items, figures.progress)}
    if figures.expected is not None:
        lines = [(item, measured.objectives[item.ref].expected) for item in figures.items]
        found["expected"] = _mean(_("expected"), lines, figures.expected)
    found["with_subteams"] = _mean_progress(figures.pooled, figures.with_subteams)
    found["coverage"] = Why(
        _("aligned ÷ counted objectives"), aligned, _aligned(measured, team, figures), figures.coverage
    )
    if figures.scores.items:
        found["score"] = why_scores(figures.scores)
    if figures.pooled_scores.items != figures.scores.items:
        found["score_with_subteams"] = why_scores(figures.pooled_scores)
    return found


def _aligned(measured: Measured, team: str | None, figures: TeamFigures) -> tuple[Input, ...]:
    """Return the objectives of a coverage, each with whether it is aligned and the line that says what it supports."""
    found = []
    for item in figures.items if team is not None else figures.pooled:
        goal = measured.objectives[item.ref]
        if goal.aligned is not None:
            record = goal.objective.record
            line = record.position("supports" if record.supports is not None else "title").line
            aligned = _("aligned") if goal.aligned else _("not aligned")
            found.append(Input(item.ref, aligned, item.path, line))
    return tuple(found)


def _parts(measured: Measured, figures: ObjectiveFigures) -> list[KeyResultFigures | ObjectiveFigures]:
    """Return the figures of the items, in their order."""
    if figures.objective.record.progress_from is ProgressFrom.SUPPORTERS:
        return [measured.objectives[item.ref] for item in figures.items]
    return [part for part in figures.key_results.values() if part.active]


def _sure(part: KeyResultFigures | ObjectiveFigures) -> Fraction | None:
    if isinstance(part, ObjectiveFigures):
        return part.confidence
    return part.confidence.value if part.confidence else None


def _item_input(item: Item, value: Fraction | None) -> Input:
    return Input(item.ref, value, item.path, item.at.line)


def _mean(what: str, parts: Sequence[tuple[Item, Fraction | None]], result: Fraction | None) -> Why:
    filled = filled_mean([(item.weight, value) for item, value in parts])
    return Why(mean_of(what), filled, tuple(_item_input(item, value) for item, value in parts), result)


def _mean_progress(items: Sequence[Item], result: Fraction | None) -> Why:
    return _mean(_("progress"), [(item, item.progress) for item in items], result)


def _place(objective: Objective, key_result: KeyResult, key: str) -> tuple[str, int]:
    return objective.file.path, objective.record.position(f"key_results.{key_result.id}.{key}").line


def _done_input(ref: str, objective: Objective, key_result: KeyResult, key: str, when: date | None) -> Input:
    """Return a day on which something was done, with the line that says so: its own key's, or a check-in's."""
    record = key_result.record
    milestone = next((one for one in record.milestones or () if one.title == ref), None)
    own = milestone.done if milestone is not None else record.done
    if when is not None and when != own:
        for check_in in objective.check_ins:
            said = check_in.record.values.get(key_result.id)
            if check_in.date == when and (said is True or (isinstance(said, tuple) and ref in said)):
                at = value_place(objective, check_in, f"values.{key_result.id}")
                return Input(ref, when.isoformat(), check_in.path, at.line)
    return Input(ref, when.isoformat() if when else None, *_place(objective, key_result, key))


def _progress(measured: Measured, objective: Objective, figures: KeyResultFigures) -> Why:
    measure = figures.key_result.measure
    if measure is Measure.METRIC:
        return _metric(figures)
    if measure is Measure.KEEP:
        return _keep(objective, figures)
    if measure is Measure.MILESTONES:
        return _milestones(objective, figures)
    if measure is Measure.YES_NO:
        done = figures.key_result.done
        inputs = (_done_input(_("done"), objective, figures.key_result, "done", done),)
        filled = _("done on {day}", day=done) if done else _("not done")
        return Why(_("1 once it is done, else 0"), filled, inputs, figures.progress_raw)
    if measure is Measure.SUPPORTERS:
        goals = [measured.objectives[goal] for goal in figures.supporters]
        return _mean_progress([item_of(goal.objective, goal) for goal in goals], figures.progress_raw)
    return Why(_("no measure"), str(figures.why_unmeasured or ""), (), None)


def _metric(figures: KeyResultFigures) -> Why:
    formula = _("(now − from) ÷ (to − from)")
    readings = ((_("from"), figures.start), (_("to"), figures.end), (_("now"), figures.current))
    inputs = tuple(from_reading(ref, reading) for ref, reading in readings if reading is not None)
    start, end, now = figures.start, figures.end, figures.current
    if figures.progress_raw is None or start is None or end is None or now is None:
        return Why(formula, str(figures.why_unmeasured or _("no value yet")), inputs, None)
    points = figures.key_result.record.checkpoints
    if not points:
        above = f"({number(now.value)} − {operand(start.value)})"
        below = f"({number(end.value)} − {operand(start.value)})"
        return Why(formula, f"{above} ÷ {below}", inputs, figures.progress_raw)
    (low, low_share), (high, high_share) = piece(start.value, end.value, points, now.value)
    way = f"({number(now.value)} − {operand(low)}) ÷ ({number(high)} − {operand(low)})"
    filled = f"{number(low_share)} + {way} × ({number(high_share)} − {number(low_share)})"
    return Why(_("straight between the checkpoints around now"), filled, inputs, figures.progress_raw)


def _keep(objective: Objective, figures: KeyResultFigures) -> Why:
    path, line = _place(objective, figures.key_result, "keep")
    inputs = [
        from_reading(f"{period.span.first}…{period.span.last}", period.reading)
        if period.reading is not None
        else Input(f"{period.span.first}…{period.span.last}", kept_word(period.kept), path, line)
        for period in figures.periods
    ]
    held = sum(1 for period in figures.periods if period.held)
    filled = f"{held} ÷ {len(figures.periods)}" if figures.progress_raw is not None else _("no value yet")
    return Why(_("periods held ÷ all periods"), filled, tuple(inputs), figures.progress_raw)


def _milestones(objective: Objective, figures: KeyResultFigures) -> Why:
    key_result = figures.key_result
    milestones = key_result.record.milestones or ()
    done = key_result.milestones_done
    weights = [number(exact(milestone.weight)) for milestone in milestones]
    finished = [weight for weight, when in zip(weights, done, strict=True) if when is not None]
    inputs = tuple(
        _done_input(milestone.title, objective, key_result, f"milestones.{at}", when)
        for at, (milestone, when) in enumerate(zip(milestones, done, strict=True))
    )
    filled = f"{added(finished)} ÷ {added(weights)}"
    return Why(_("weight done ÷ weight of all"), filled, inputs, figures.progress_raw)


def _expected(measured: Measured, objective: Objective, figures: KeyResultFigures) -> Why:
    key_result, day = figures.key_result, measured.as_of
    record = key_result.record
    if record.planned:
        return _line(key_result.span, record.planned, day, figures.expected, objective, f"key_results.{key_result.id}")
    if key_result.measure is Measure.KEEP:
        count = figures.expected * len(figures.periods)
        filled = f"{number(count)} ÷ {len(figures.periods)}"
        path, line = _place(objective, key_result, "keep")
        periods = tuple(
            Input(f"{one.span.first}…{one.span.last}", _("over") if one.span.last < day else _("not over"), path, line)
            for one in figures.periods
        )
        return Why(_("periods over ÷ all periods"), filled, periods, figures.expected)
    if key_result.measure is Measure.MILESTONES and any(one.due for one in record.milestones or ()):
        return _due_milestones(objective, figures, day)
    if key_result.measure is Measure.YES_NO:
        last = key_result.span.last
        due = Input(_("due"), last.isoformat(), *_place(objective, key_result, "due"))
        return Why(_("1 from the due day on, else 0"), _("due {day}", day=last), (due,), figures.expected)
    if key_result.measure is Measure.SUPPORTERS and figures.supporters:
        goals = [measured.objectives[goal] for goal in figures.supporters]
        lines = [(item_of(goal.objective, goal), goal.expected) for goal in goals]
        return _mean(_("expected"), lines, figures.expected)
    return _line(key_result.span, (), day, figures.expected, objective, f"key_results.{key_result.id}")


def _due_milestones(objective: Objective, figures: KeyResultFigures, day: date) -> Why:
    key_result = figures.key_result
    milestones = key_result.record.milestones or ()
    last = key_result.span.last
    due = [number(exact(one.weight)) for one in milestones if (one.due or last) <= day]
    weights = [number(exact(one.weight)) for one in milestones]
    inputs = tuple(
        Input(one.title, (one.due or last).isoformat(), *_place(objective, key_result, f"milestones.{at}"))
        for at, one in enumerate(milestones)
    )
    filled = f"{added(due)} ÷ {added(weights)}"
    return Why(_("weight due ÷ weight of all"), filled, inputs, figures.expected)


def _own_line(measured: Measured, figures: ObjectiveFigures) -> Why:
    objective = figures.objective
    assert objective.cycle is not None
    points = objective.record.planned
    return _line(objective.cycle.span, points, measured.as_of, figures.expected, objective, "")


def _line(span: Span, points: Planned, day: date, result: Fraction, objective: Objective, key: str) -> Why:
    at, path = objective.record.position(key), objective.file.path
    if points:
        inputs: Iterable[Input] = (Input(when.isoformat(), exact(share), path, at.line) for when, share in points)
        filled = ", ".join(f"{when}: {share}" for when, share in points)
        return Why(_("straight between the planned points"), filled, tuple(inputs), result)
    inputs = (of_day(_("first"), span.first, path, at), of_day(_("last"), span.last, path, at))
    gone, whole = (day - span.first).days, (span.last - span.first).days
    if day < span.first or day > span.last or not whole:
        if day < span.first:
            filled = _("{day} is before the span", day=day)
        elif not whole:
            filled = _("{day} is at the end of the span", day=day)
        else:
            filled = _("{day} is after the span", day=day)
        return Why(_("(day − first) ÷ (last − first), held to 0…1"), filled, tuple(inputs), result)
    filled = f"({day} − {span.first}) ÷ ({span.last} − {span.first}) = " + _(
        "{gone} ÷ {whole} days", gone=gone, whole=whole
    )
    return Why(_("(day − first) ÷ (last − first)"), filled, tuple(inputs), result)


def _behind(objective: Objective, figures: KeyResultFigures) -> Why:
    then = figures.behind + (figures.progress or Fraction())
    path, at = objective.file.path, objective.record.position(f"key_results.{figures.key_result.id}")
    inputs = (
        Input(_("expected on {day}", day=figures.pace_day), then, path, at.line),
        Input(_("progress"), figures.progress, path, at.line),
    )
    filled = f"{number(then)} − {number(figures.progress or Fraction())}"
    return Why(_("expected on {day} − progress", day=figures.pace_day), filled, inputs, figures.behind)
