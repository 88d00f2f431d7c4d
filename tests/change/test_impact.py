"""Whom and what a change touches, and what lies above it."""

from datetime import date
from fractions import Fraction

from tests.change.quarter import CHECKED, FIRST, GROW, LOWER, WIN, grow
from tests.change.repositories import Goals

from goalsite.change.impact import Impact
from goalsite.publish.impact.comparing import compare_states

SELL = "teams/sales/2026-q4/sell.md"


def impact_of(begun: Goals) -> Impact:
    return compare_states(begun.folder, "HEAD", as_of=date(2026, 11, 20)).impact


def sell(owner: str, to: int = 10) -> str:
    """Return an objective that supports the sales of another one."""
    text = grow(f"shops: {{title: Shops, from: 0, to: {to}}}").replace("supports: win", "supports: grow#sales")
    return text.replace("owner: Mei Lin\n", owner)


def supporters(impact: Impact) -> dict[str, frozenset[str]]:
    return {one.name: one.supporting for one in impact.concerned}


def test_a_file_of_which_not_even_the_kind_could_be_read_is_the_same_goal_once_mended(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: "---\ntitle: [\n---\n"})
    begun.write({GROW: grow(check_ins=CHECKED)})
    (one,) = impact_of(begun).touched
    assert one.is_mended
    # 3 of 12 and calls half way from 20 to 10: (1/4 + 1/2) / 2.
    assert one.new is not None
    assert one.new.progress == Fraction(3, 8)


def test_whoever_supports_what_moves_is_concerned_but_not_for_a_goal_that_is_touched_itself(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow(), SELL: sell("owner: Kai Lund\n")})
    begun.write({GROW: grow(LOWER)})
    assert supporters(impact_of(begun)) == {"Mei Lin": frozenset(), "Kai Lund": {SELL.removesuffix(".md")}}
    begun.write({SELL: sell("owner: Kai Lund\n", to=9)})
    assert supporters(impact_of(begun)) == {"Mei Lin": frozenset(), "Kai Lund": frozenset()}


def test_a_supporter_without_an_owner_is_told_to_nobody(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow(), SELL: sell("")})
    begun.write({GROW: grow(LOWER)})
    assert set(supporters(impact_of(begun))) == {"Mei Lin"}


def test_goals_that_support_each_other_in_a_circle_are_each_named_once(begun: Goals) -> None:
    circle = {GROW: grow().replace("supports: win", "supports: sell"), SELL: sell("owner: Kai Lund\n")}
    begun.commit("2026-10-01", {**FIRST, "2026-q4/win.md": WIN, **circle})
    begun.write({GROW: circle[GROW].replace("to: 12", "to: 6")})
    impact = impact_of(begun)
    assert [one.id for one in (*impact.touched, *impact.along)].count(GROW.removesuffix(".md")) == 1
    assert [one.id for one in (*impact.touched, *impact.along)].count(SELL.removesuffix(".md")) <= 1
