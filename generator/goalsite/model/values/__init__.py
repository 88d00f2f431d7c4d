"""The types of values a key may have: how each is read from a node, and its JSON Schema."""

from goalsite.model.values.collections import ListOf, MapOf, OneOf, PairsOf, plain_data
from goalsite.model.values.days import A_DAY, no_day, to_day
from goalsite.model.values.numbers import ANY_NUMBER, SHARE, WEIGHT, Whole, no_number, to_number
from goalsite.model.values.reading import MISSING, Missing, Reading, Schema, Type, called, shown
from goalsite.model.values.targets import Bounds, Scheduled
from goalsite.model.values.text import CONTROL, PROSE, REFERENCE, TEXT, read_key, surprising
from goalsite.model.values.words import Choice, Flag

__all__ = [
    "ANY_NUMBER",
    "A_DAY",
    "CONTROL",
    "MISSING",
    "PROSE",
    "REFERENCE",
    "SHARE",
    "TEXT",
    "WEIGHT",
    "Bounds",
    "Choice",
    "Flag",
    "ListOf",
    "MapOf",
    "Missing",
    "OneOf",
    "PairsOf",
    "Reading",
    "Scheduled",
    "Schema",
    "Type",
    "Whole",
    "called",
    "no_day",
    "no_number",
    "plain_data",
    "read_key",
    "shown",
    "surprising",
    "to_day",
    "to_number",
]
