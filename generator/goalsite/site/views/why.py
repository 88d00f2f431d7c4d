"""The unfolding of a number: its formula, its inputs, where they were written, and the result."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import Figure, Input, Why
from goalsite.model.objects import Cycle
from goalsite.site.context import SiteContext, Source, anchor_of
from goalsite.site.formulas import places_of_share, share

_SHARES = frozenset(
    {
        "progress",
        "progress_raw",
        "by_supporters",
        "by_key_results",
        "expected",
        "completion",
        "coverage",
        "with_subteams",
        "score_total",
    }
)
_POINTS = frozenset({"pace", "change"})
_DIFFERENCES = frozenset({"difference"})
_SCORES = frozenset({"score", "score_with_subteams"})


class InputLine(NamedTuple):
    """One input of a formula: what it is and its page, its value as written, and where it stands.

    ``made_of`` are the first of what the value itself was made of, ``more`` how many are not among them.
    """

    ref: str
    url: str | None
    value: str
    source: Source | None
    made_of: "tuple[InputLine, ...]" = ()
    more: int = 0


class WhyLine(NamedTuple):
    """One number unfolded; ``anchor`` is the id of the first of several that unfold together."""

    name: str
    formula: str
    filled: str
    result: str
    inputs: tuple[InputLine, ...]
    more: int
    anchor: str = ""


_MOST_INPUTS, _LONGEST = 40, 400
_MOST_MADE_OF = 4
"""What a value was made of is named as far as this beside it, the rest is counted: its own page has all."""
_NAMES = {
    "progress_raw": Message("progress, as it is"),
    "progress": Message("progress"),
    "expected": Message("expected"),
    "pace": Message("pace"),
    "counts": Message("counts"),
    "confidence": Message("confidence"),
    "score": Message("score"),
    "with_subteams": Message("with sub-teams"),
    "coverage": Message("coverage"),
    "score_with_subteams": Message("score, with sub-teams"),
    "score_total": Message("total"),
    "latest": Message("latest"),
    "completion": Message("completion"),
    "health": Message("health"),
    "trend": Message("trend"),
    "projection": Message("projection"),
    "value": Message("value"),
    "change": Message("change"),
    "difference": Message("change"),
    "by_supporters": Message("by supporters"),
    "by_key_results": Message("by key results"),
}


def why_id(cycle: Cycle) -> str:
    """Return the id under which a team's page unfolds the figures of a cycle; it stays when the next one begins."""
    return f"why-{cycle.id}"


def why_lines(site: SiteContext, reasons: Mapping[str, Why], most: int = _MOST_INPUTS) -> tuple[WhyLine, ...]:
    """Return each unfolded number in the order given; one that repeats another is left out.

    Of its inputs those up to ``most`` are named, the rest is counted. ``behind`` is ``pace`` with the other sign: pages
    have the column's.
    """
    lines = []
    for name, why in reasons.items():
        if name == "progress_raw" and "progress" in reasons and reasons["progress"].result == why.result:
            continue
        if name == "behind":
            continue
        shown = why.inputs[:most]
        lines.append(
            WhyLine(
                name=str(_NAMES[name]),
                formula=why.formula,
                filled=_shortened(why.filled) if why.filled != why.formula else "",
                result=result(site, name, why.result),
                inputs=tuple(_input(site, given) for given in shown),
                more=len(why.inputs) - len(shown),
            )
        )
    return tuple(lines)


def _input(site: SiteContext, given: Input) -> InputLine:
    """Return an input by the title of what it is, with where that unfolds; of a goal that may not be shown neither
    title nor place.
    """
    value = _value(site, given)
    goal, _hash, key_result = given.ref.partition("#")
    known = site.repository.objectives.get(goal)
    if known is not None and not site.visible(known):
        return InputLine(_("a personal goal"), None, value, None)
    title, url = given.ref, None
    if known is not None:
        kr = known.key_result(key_result) if key_result else None
        title = kr.title if kr is not None and kr.title else known.title or given.ref
        url = f"{site.addresses.goals[goal]}#{anchor_of(key_result) if key_result else 'why'}"
    elif goal in site.repository.kpis:
        title = site.repository.kpis[goal].title or given.ref
        url = f"{site.addresses.goals[goal]}#why"
    source = site.source(given.path, given.line, short=True) if given.path else None
    made_of = tuple(_input(site, one) for one in given.made_of[:_MOST_MADE_OF])
    return InputLine(title, url, value, source, made_of, len(given.made_of) - len(made_of))


def _value(site: SiteContext, given: Input) -> str:
    if isinstance(given.value, Fraction) and given.figure is not Figure.NUMBER:
        return result(site, "pace" if given.figure is Figure.POINTS else "progress", given.value)
    return result(site, "", given.value)


def result(site: SiteContext, name: str, value: Fraction | Decimal | str | None) -> str:
    """Write a result: shares in per cents with one decimal where that says more, their differences in points."""
    if value is None or isinstance(value, str):
        return value or "–"
    if name in _SHARES:
        return share(site.format, value)
    if name in _POINTS:
        return _("{n} points", n=site.format.change(Fraction(value) * 100, places_of_share(value)))
    if name in _DIFFERENCES:
        return site.format.change(value)
    if name in _SCORES:
        return site.format.score(value)
    return site.format.number(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
