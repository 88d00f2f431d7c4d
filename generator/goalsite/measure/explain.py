"""Unfold the figures of goals and teams: every number with its formula, its inputs and their lines (SPEC 4).

All is told from stored figures; nothing is measured anew. The keys of the answers are the names of the
figures. ``pace`` and ``counts`` are how pages say it: ``pace`` is ``behind`` with the sign of its column, ``counts``
what a key result adds to its objective. ``by_supporters`` and ``by_key_results`` are the mean that does not count.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure.explain_expected import by_supporters, expected_of_key_result, own_line, place
from goalsite.measure.explain_progress import progress_of_key_result
from goalsite.measure.explain_scores import why_score, why_scores
from goalsite.measure.figures import Item, KeyResultFigures, Measured, ObjectiveFigures, TeamFigures
from goalsite.measure.items import part_of_mean
from goalsite.measure.on_day import OnDay
from goalsite.measure.reasons import (
    EXACT,
    Figure,
    Input,
    Why,
    Writing,
    filled_mean,
    from_reading,
    mean_of,
    operand,
)
from goalsite.measure.rollup import ZERO, exact
from goalsite.model.objects import Objective
from goalsite.vocabulary import ProgressFrom

Whys = Mapping[str, Why]

OF_PAGES = frozenset({"pace", "counts", "by_supporters", "by_key_results"})
"""What unfolds on pages only: data have no number of that name."""


def why_key_result(measured: Measured, objective_id: str, key_result_id: str, write: Writing = EXACT) -> Whys:
    """Unfold ``progress_raw``, ``progress``, ``expected``, ``behind``, ``pace``, ``counts`` and ``confidence`` of a key
    result; ``counts`` only where it does.
    """
    above = measured.objectives[objective_id]
    figures = above.key_results[key_result_id]
    today = OnDay(measured)
    raw = progress_of_key_result(today, above.objective, figures, write)
    held = raw
    if figures.progress != figures.progress_raw:
        held = Why(_("{formula}, held to 0…1", formula=raw.formula), raw.filled, raw.inputs, figures.progress)
    found = {
        "progress_raw": raw,
        "progress": held,
        "expected": expected_of_key_result(today, above.objective, figures, write),
        "behind": _behind(above.objective, figures, write),
        "pace": _pace(measured, figures, write),
    }
    if (counts := _counts(above, figures, write)) is not None:
        found["counts"] = counts
    if figures.confidence is not None:
        said = figures.confidence
        assert said.date is not None
        filled = _("{value} on {day}", value=write.number(said.value), day=write.day(said.date))
        found["confidence"] = Why(_("the newest said"), filled, (from_reading(_("confidence"), said),), said.value)
    return found


def why_objective(measured: Measured, objective_id: str, write: Writing = EXACT) -> Whys:
    """Unfold ``progress_raw``, ``progress``, the other mean where there is one, ``expected``, ``behind``, ``pace``,
    ``confidence`` and ``score``.
    """
    figures = measured.objectives[objective_id]
    parts = _parts(measured, figures)
    items = figures.items
    found = {
        "progress_raw": _mean_of_items(items, _("unheld progress"), figures.progress_raw, write, raw=True),
        "progress": _mean_of_items(items, _("progress"), figures.progress, write),
        **_other_mean(measured, figures, write),
    }
    if figures.objective.record.planned or not items:
        found["expected"] = own_line(OnDay(measured), figures, write)
        then = _("Σ weight × (the line on its figure's day − progress) ÷ Σ weight")
        inputs = tuple(_item_input(item, item.progress, Figure.SHARE) for item in items)
        found["behind"] = Why(then, write.points(figures.behind), inputs, figures.behind)
        then = _("Σ weight × (progress − the line on its figure's day) ÷ Σ weight")
        found["pace"] = Why(then, then, inputs, -figures.behind)
    else:
        expected, behind = [part.expected for part in parts], [part.behind for part in parts]
        found["expected"] = _mean(_("expected"), items, expected, figures.expected, write)
        found["behind"] = _mean(_("behind"), items, behind, figures.behind, write, Figure.POINTS)
        found["pace"] = _mean(_("pace"), items, [-one for one in behind], -figures.behind, write, Figure.POINTS)
    if figures.confidence is not None:
        said = [(item, value) for item, value in zip(items, map(_sure, parts), strict=True) if value is not None]
        values = [value for _item, value in said]
        found["confidence"] = _mean(
            _("confidence"), [item for item, _value in said], values, figures.confidence, write, Figure.NUMBER
        )
    if figures.score is not None:
        found["score"] = why_score(figures, write)
    return found


def why_team(measured: Measured, team: str | None, cycle: str, write: Writing = EXACT) -> Whys:
    """Unfold ``progress``, ``expected``, ``with_subteams``, ``coverage``, ``score`` and ``score_with_subteams`` of a
    team, or of the company (None), in a cycle; scores only where there are some.
    """
    figures = measured.teams[team, cycle]
    aligned = f"{figures.aligned} ÷ {figures.alignable}" if figures.alignable else _("no objective to align")
    found = {"progress": _mean_of_items(figures.items, _("progress"), figures.progress, write)}
    if figures.expected is not None:
        values = [measured.objectives[item.ref].expected for item in figures.items]
        found["expected"] = _mean(_("expected"), figures.items, values, figures.expected, write)
    found["with_subteams"] = _mean_of_items(figures.pooled, _("progress"), figures.with_subteams, write)
    found["coverage"] = Why(
        _("aligned ÷ counted objectives"), aligned, _aligned(measured, team, figures), figures.coverage
    )
    if figures.scores.items:
        found["score"] = why_scores(figures.scores, write)
    if figures.pooled_scores.items != figures.scores.items:
        found["score_with_subteams"] = why_scores(figures.pooled_scores, write)
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


def _other_mean(measured: Measured, figures: ObjectiveFigures, write: Writing) -> Whys:
    """Unfold the mean that does not count, where an objective has both (SPEC 4)."""
    if figures.by_supporters is None or figures.by_key_results is None:
        return {}
    if figures.objective.record.progress_from is not ProgressFrom.SUPPORTERS:
        goals = [measured.objectives[goal] for goal in figures.supporters]
        values = [goal.progress for goal in goals]
        return {"by_supporters": by_supporters(goals, _("progress"), values, figures.by_supporters, write)}
    items = [part_of_mean(figures.objective, part) for part in figures.key_results.values() if part.active]
    return {"by_key_results": _mean_of_items(items, _("progress"), figures.by_key_results, write)}


def _parts(measured: Measured, figures: ObjectiveFigures) -> list[KeyResultFigures | ObjectiveFigures]:
    """Return the figures of the items, in their order."""
    if figures.objective.record.progress_from is ProgressFrom.SUPPORTERS:
        return [measured.objectives[item.ref] for item in figures.items]
    return [part for part in figures.key_results.values() if part.active]


def _sure(part: KeyResultFigures | ObjectiveFigures) -> Fraction | None:
    if isinstance(part, ObjectiveFigures):
        return part.confidence
    return part.confidence.value if part.confidence else None


def _item_input(item: Item, value: Fraction | None, figure: Figure) -> Input:
    return Input(item.ref, value, item.path, item.at.line, figure)


def _mean_of_items(
    items: Sequence[Item], what: str, result: Fraction | None, write: Writing, *, raw: bool = False
) -> Why:
    return _mean(what, items, [item.progress_raw if raw else item.progress for item in items], result, write)


def _mean(
    what: str,
    items: Sequence[Item],
    values: Sequence[Fraction | None],
    result: Fraction | None,
    write: Writing,
    figure: Figure = Figure.SHARE,
) -> Why:
    pairs = list(zip(items, values, strict=True))
    filled = filled_mean([(item.weight, value) for item, value in pairs], write, _how(write, figure))
    inputs = tuple(_item_input(item, value, figure) for item, value in pairs)
    return Why(mean_of(what), filled, inputs, result)


def _how(write: Writing, figure: Figure) -> Callable[[Fraction | None], str]:
    return {Figure.NUMBER: write.number, Figure.SHARE: write.share, Figure.POINTS: write.points}[figure]


def _behind(objective: Objective, figures: KeyResultFigures, write: Writing) -> Why:
    then = figures.behind + (figures.progress or ZERO)
    path, at = objective.file.path, objective.record.position(f"key_results.{figures.key_result.id}")
    day = write.day(figures.pace_day)
    inputs = (
        Input(_("expected on {day}", day=day), then, path, at.line, Figure.SHARE),
        Input(_("progress"), figures.progress, path, at.line, Figure.SHARE),
    )
    filled = f"{write.share(then)} − {write.share(figures.progress or ZERO)}"
    return Why(_("expected on {day} − progress", day=day), filled, inputs, figures.behind)


def _pace(measured: Measured, figures: KeyResultFigures, write: Writing) -> Why:
    """Unfold what stands in the column of that name; what it is made of unfolds above it."""
    then = figures.behind + (figures.progress or ZERO)
    formula = _("progress − expected")
    if figures.pace_day != measured.as_of:
        formula = _("progress − expected on {day}", day=write.day(figures.pace_day))
    filled = f"{write.share(figures.progress or ZERO)} − {write.share(then)}"
    return Why(formula, filled, (), -figures.behind)


def _counts(above: ObjectiveFigures, figures: KeyResultFigures, write: Writing) -> Why | None:
    """Unfold what a key result adds to the progress of its objective; None where that is made from other things."""
    objective, key_result = above.objective, figures.key_result
    if not figures.active or objective.record.progress_from is ProgressFrom.SUPPORTERS or above.progress is None:
        return None
    weight, all_ = exact(key_result.weight), sum((item.weight for item in above.items), ZERO)
    progress = figures.progress or ZERO
    inputs: tuple[Input, ...] = ()
    if f"key_results.{key_result.id}.weight" in objective.record.at:
        inputs = (Input(_("weight"), weight, *place(objective, key_result, "weight")),)
    filled = f"{write.number(weight)} × {operand(write.share(progress))} ÷ {write.number(all_)}"
    adds = _(
        "{part} of the objective's {all} points",
        part=write.points(weight * progress / all_),
        all=write.points(above.progress),
    )
    return Why(_("weight × progress ÷ Σ weight"), filled, inputs, adds)
