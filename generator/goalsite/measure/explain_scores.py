"""Unfold scores: an objective's at its closing, and the mean of a team's (SPEC 3.3)."""

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure.figures import ObjectiveFigures, Scores
from goalsite.measure.reasons import EXACT, Input, Why, Writing, filled_mean, mean_of
from goalsite.measure.rollup import exact
from goalsite.vocabulary import State


def why_score(figures: ObjectiveFigures, write: Writing = EXACT) -> Why:
    """Unfold the score of a closed objective: its own, or the mean of its key results'."""
    objective = figures.objective
    assert objective.state is State.CLOSED
    path, position = objective.file.path, objective.record.position
    if objective.record.score is not None:
        given = Input(_("score"), figures.score, path, position("score").line)
        return Why(_("as given at closing"), write.number(figures.score), (given,), figures.score)
    scored = [
        (part.key_result, exact(part.key_result.record.score))
        for part in figures.key_results.values()
        if part.active and part.key_result.record.score is not None
    ]
    inputs = tuple(Input(kr.ref, score, path, position(f"key_results.{kr.id}.score").line) for kr, score in scored)
    filled = filled_mean([(exact(kr.weight), score) for kr, score in scored], write, write.number)
    return Why(mean_of(_("score")), filled, inputs, figures.score)


def why_scores(scores: Scores, write: Writing = EXACT) -> Why:
    """Unfold the mean of scores, and say how many closed objectives have one."""
    formula = ngettext(
        "Σ weight × score ÷ Σ weight, {n} of {all} closed objective scored",
        "Σ weight × score ÷ Σ weight, {n} of {all} closed objectives scored",
        scores.closed,
        n=len(scores.items),
        all=scores.closed,
    )
    filled = filled_mean([(item.weight, item.score) for item in scores.items], write, write.number)
    inputs = tuple(Input(item.ref, item.score, item.path, item.at.line) for item in scores.items)
    return Why(formula, filled, inputs, scores.mean)
