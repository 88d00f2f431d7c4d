"""Goal files for tests, written short."""

from collections.abc import Iterable
from fractions import Fraction

from goalsite.measure import KeyResultFigures, KpiFigures, Measured, ObjectiveFigures

Q4 = "2026-q4/grow"
"""The id of the company objective most tests are about."""


def objective(key_results: str = "", more: str = "", check_ins: str = "") -> str:
    """Write an objective; each argument is flow YAML a line, ``sales: {title: Sales, from: 0, to: 1}``."""
    lines = ["---", "kind: objective", "title: Grow", "owner: Ada", *more.splitlines()]
    if key_results:
        lines += ["key_results:", *(f"  {line.strip()}" for line in key_results.strip().splitlines())]
    if check_ins:
        lines += ["check_ins:", *(f"  - {line.strip()}" for line in check_ins.strip().splitlines())]
    return "\n".join([*lines, "---", ""])


def kpi(more: str, values: Iterable[tuple[str, str]] = ()) -> str:
    """Write a KPI with (day, value) pairs."""
    lines = ["---", "kind: kpi", "title: Rate", "owner: Ada", *more.splitlines()]
    listed = [f"  - {{date: {day}, value: {value}}}" for day, value in values]
    if listed:
        lines += ["values:", *listed]
    return "\n".join([*lines, "---", ""])


def team(more: str = "") -> str:
    """Write a team."""
    return "\n".join(["---", "kind: team", "title: Team", *more.splitlines(), "---", ""])


def metric(start: str, end: str, now: str, more: str = "") -> str:
    """Write an objective of one metric, last checked in on 15 November."""
    return objective(
        f"it: {{title: It, from: {start}, to: {end}{more}}}", check_ins=f"{{date: 2026-11-15, values: {{it: {now}}}}}"
    )


def goal_of(measured: Measured, goal: str = Q4) -> ObjectiveFigures:
    """Return an objective's figures."""
    return measured.objectives[goal]


def part_of(measured: Measured, key_result: str = "it", goal: str = Q4) -> KeyResultFigures:
    """Return a key result's figures."""
    return measured.objectives[goal].key_results[key_result]


def rate_of(measured: Measured, name: str = "kpis/rate") -> KpiFigures:
    """Return a KPI's figures."""
    return measured.kpis[name]


def share(text: str) -> Fraction:
    """Return ``5/13`` or ``0.5`` as a fraction."""
    return Fraction(text)
