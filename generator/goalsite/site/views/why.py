"""The unfolding of a number: its formula, its inputs, where they were written, and the result."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import Input, Why
from goalsite.model.objects import Cycle
from goalsite.site.context import SiteContext, Source

_SHARES = frozenset({"progress", "progress_raw", "expected", "completion", "coverage", "with_subteams", "score_total"})
_POINTS = frozenset({"behind", "pace"})


class InputLine(NamedTuple):
    """One input of a formula: what it is, its value as written, and where it stands."""

    ref: str
    value: str
    source: Source | None


class WhyLine(NamedTuple):
    """One number unfolded."""

    name: str
    formula: str
    filled: str
    result: str
    inputs: tuple[InputLine, ...]
    more: int


_MOST_INPUTS, _LONGEST = 40, 400
_NAMES = {
    "progress_raw": Message("progress, as it is"),
    "progress": Message("progress"),
    "expected": Message("expected"),
    "behind": Message("behind"),
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
}


def why_id(cycle: Cycle) -> str:
    """Return the id under which a team's page unfolds the figures of a cycle; it stays when the next one begins."""
    return f"why-{cycle.id}"


def why_lines(site: SiteContext, reasons: Mapping[str, Why]) -> tuple[WhyLine, ...]:
    """Return each unfolded number in the order given; one that repeats another is left out."""
    lines = []
    for name, why in reasons.items():
        if name == "progress_raw" and "progress" in reasons and reasons["progress"].result == why.result:
            continue
        shown = why.inputs[:_MOST_INPUTS]
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
    """Return an input by the title of what it is; of a goal that may not be shown neither title nor place."""
    value = result(site, "", given.value)
    goal, _hash, key_result = given.ref.partition("#")
    known = site.repository.objectives.get(goal)
    if known is not None and not site.visible(known):
        return InputLine(_("a personal goal"), value, None)
    title = given.ref
    if known is not None:
        kr = known.key_result(key_result) if key_result else None
        title = kr.title if kr is not None and kr.title else known.title or given.ref
    elif goal in site.repository.kpis:
        title = site.repository.kpis[goal].title or given.ref
    return InputLine(title, value, site.source(given.path, given.line, short=True) if given.path else None)


def result(site: SiteContext, name: str, value: Fraction | Decimal | str | None) -> str:
    """Write a result: shares in per cents with one decimal where that says more, differences in points."""
    if value is None or isinstance(value, str):
        return value or "–"
    if name in _SHARES:
        hundred = Fraction(value) * 100
        return f"{site.format.number(hundred, 0 if hundred.denominator == 1 else 1)}%"
    if name in _POINTS:
        hundred = Fraction(value) * 100
        return _("{n} points", n=site.format.change(hundred, 0 if hundred.denominator == 1 else 1))
    return site.format.number(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
