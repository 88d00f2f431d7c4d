"""How a team's closed objectives scored: the mean of the scores given at closing (SPEC 3.3).

The mean is made as a team's progress is (SPEC 4): weighted, over counted objectives of exactly that cycle. One without
a score is left out, not counted as 0: it was not judged.
"""

from collections.abc import Sequence

from goalsite.measure.figures import ObjectiveFigures, Scored, Scores
from goalsite.measure.rollup import exact, mean
from goalsite.model.objects import Objective


def scored(objective: Objective, figures: ObjectiveFigures) -> Scored | None:
    """Return a closed objective's score with the line that gives it; None where it has none."""
    if figures.score is None:
        return None
    record = objective.record
    at = record.position("score" if record.score is not None else "key_results")
    return Scored(objective.id, exact(objective.weight), figures.score, objective.file.path, at)


def scores_of(items: Sequence[Scored], closed: int) -> Scores:
    """Return the weighted mean of scores, None where there is none or weights are all 0."""
    return Scores(mean((item.weight, item.score) for item in items), tuple(items), closed)
