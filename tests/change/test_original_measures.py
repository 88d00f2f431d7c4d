"""How each measure is read under the original: what was asked then, what has been done since."""

from fractions import Fraction

from tests.change.quarter import GROW, RATE, grow, read
from tests.change.repositories import Goals

from goalsite.change.originals import Goalposts

BEGUN, LATER = "2026-10-01", "2026-11-05"


def posts_of(begun: Goals, before: str, after: str, *, checked: str = "", **files: str) -> Goalposts:
    """Return the goalposts of an objective whose key results became others while it ran."""
    begun.commit(BEGUN, {**files, GROW: grow(before)})
    begun.commit(LATER, {GROW: grow(after, check_ins=checked)})
    known = read(begun)
    assert known.goalposts is not None
    return known.goalposts[GROW.removesuffix(".md")]


def test_a_yes_or_no_that_is_done_today_is_done_under_the_original(begun: Goals) -> None:
    # Done, it counts 3 of 4 today, 1 of 2 before; of the metric beside it nothing is recorded.
    before = "live: {title: Live, done: false}\n  sales: {title: Sales, from: 0, to: 10}"
    after = before.replace("done: false", "done: 2026-11-04, weight: 3")
    posts = posts_of(begun, before, after)
    assert (posts.progress, posts.original) == (Fraction(3, 4), Fraction(1, 2))


def test_milestones_done_today_count_among_those_there_were(begun: Goals) -> None:
    # Of the two that are left one is done; at first there were four, one of them done and gone since.
    steps = "steps: {{title: Steps, milestones: [{}]}}"
    before = steps.format("{title: One}, {title: Two}, {title: Three}, {title: Four, done: 2026-10-01}")
    after = steps.format("{title: One, done: 2026-11-03}, {title: Two}")
    posts = posts_of(begun, before, after)
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(1, 2))


def test_a_key_result_that_reads_another_kpi_now_is_measured_by_the_first_one(begun: Goals) -> None:
    # From 0 to 10 the first KPI stands at 2, the other at 5.
    kpi = RATE.format(60) + "  - {{date: 2026-10-31, value: {}}}\n---\n"
    files = {"kpis/first.md": kpi.format(2), "kpis/other.md": kpi.format(5)}
    reads = "rate: {{title: Rate, kpi: {}, from: 0, to: 10}}"
    posts = posts_of(begun, reads.format("first"), reads.format("kpis/other"), **files)
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(1, 5))


def test_a_removed_key_result_keeps_what_only_its_own_last_version_tells(begun: Goals) -> None:
    # Calls were checked in once, from 20 to 10 at 14; today's list does not tell of that day any more.
    begun.commit(BEGUN, {GROW: grow(check_ins="  - {date: 2026-10-12, values: {sales: 3, calls: 14}}\n")})
    later = "  - {date: 2026-10-20, values: {sales: 6}}\n"
    begun.commit(LATER, {GROW: grow("sales: {title: Sales, from: 0, to: 12}", check_ins=later)})
    known = read(begun)
    assert known.goalposts is not None
    posts = known.goalposts[GROW.removesuffix(".md")]
    # 6 of 12 today; under the original with calls at 6 of 10: (1/2 + 3/5) / 2.
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(11, 20))
