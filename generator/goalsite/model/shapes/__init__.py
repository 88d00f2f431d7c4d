"""The shape of each kind of file: SPEC 3, key by key."""

from goalsite.model.shapes.frame import TRANSLATION
from goalsite.model.shapes.kinds import ONLY_GOALS_HAVE, SHAPES, json_schema
from goalsite.model.shapes.kpi import levels_of, rater_problem, rating_problem

__all__ = ["ONLY_GOALS_HAVE", "SHAPES", "TRANSLATION", "json_schema", "levels_of", "rater_problem", "rating_problem"]
