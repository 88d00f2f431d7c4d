"""What holds whatever the numbers are."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.conftest import COMPANY
from tests.measure.builders import goal_of, kpi, metric, objective, rate_of, team

from goalsite.measure import measure
from goalsite.measure.keeping import windows
from goalsite.measure.lines import linear, planned
from goalsite.measure.metric import path, progress
from goalsite.measure.rollup import ONE, clamp, exact, mean
from goalsite.model.load import understand
from goalsite.model.periods import Span
from goalsite.settings import Settings
from goalsite.source.files import SourceFile
from goalsite.vocabulary import Cadence

law = hypothesis_settings(deadline=None)
slow_law = hypothesis_settings(deadline=None, max_examples=30)

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
decimals = st.decimals(min_value=-1000, max_value=1000, places=3)
shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
weights = st.one_of(st.just(ONE), st.fractions(min_value=0, max_value=10, max_denominator=10))
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


@st.composite
def spans(draw: Callable[[st.SearchStrategy[int]], int]) -> Span:
    first = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 400)))
    return Span(first, first + timedelta(days=draw(st.integers(0, 400))))


@law
@given(st.lists(st.tuples(weights, numbers), max_size=8))
def test_a_mean_is_what_adding_fractions_says_and_lies_between_its_parts(
    parts: list[tuple[Fraction, Fraction]],
) -> None:
    found = mean(parts)
    total = sum((weight for weight, _ in parts), Fraction())
    if not total:
        assert found is None
        return
    assert found == sum((weight * value for weight, value in parts), Fraction()) / total
    counting = [value for weight, value in parts if weight]
    assert min(counting) <= found <= max(counting)


@law
@given(numbers)
def test_clamped_shares_lie_between_nothing_and_all(value: Fraction) -> None:
    assert clamp(value) == min(max(value, Fraction()), Fraction(1))


@law
@given(decimals, decimals, decimals)
def test_a_metric_is_nothing_at_its_start_and_all_at_its_end(start: Decimal, end: Decimal, now: Decimal) -> None:
    if start == end:
        return
    a, b, c = exact(start), exact(end), exact(now)
    assert progress(a, b, (), a) == 0
    assert progress(a, b, (), b) == 1
    assert progress(a, b, (), c) == (c - a) / (b - a)


@law
@given(decimals, decimals, decimals, st.lists(st.tuples(decimals, st.decimals(0, 1, places=2)), max_size=3), decimals)
def test_further_along_is_never_less_progress_whatever_the_checkpoints(
    start: Decimal, end: Decimal, now: Decimal, points: list[tuple[Decimal, Decimal]], then: Decimal
) -> None:
    if start == end or path(exact(start), exact(end), points) is None:
        return
    low, high = sorted((exact(now), exact(then)), reverse=end < start)
    before = progress(exact(start), exact(end), points, low)
    assert before <= progress(exact(start), exact(end), points, high)


@law
@given(spans(), st.lists(st.tuples(days, st.decimals(0, 1, places=2)), max_size=4), days)
def test_expected_lies_between_nothing_and_all(span: Span, points: list[tuple[date, Decimal]], day: date) -> None:
    assert 0 <= linear(span, day) <= 1
    assert 0 <= planned(span, points, day) <= 1


@law
@given(spans(), st.sampled_from([Cadence.DAILY, Cadence.WEEKLY]))
def test_windows_cover_a_span_without_gap_or_overlap(span: Span, cadence: Cadence) -> None:
    found = windows(span, cadence)
    assert found[0].first == span.first
    assert found[-1].last == span.last
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(found))
    assert all(window.days >= 4 for window in found) or len(found) == 1


def tree(children: list[tuple[int, int]], order: list[int]) -> list[SourceFile]:
    files = {
        "company.md": "---\nkind: company\ntitle: Acme\n---\n",
        "2026-q4/grow.md": objective("it: {title: It, from_supporters: true}"),
        "teams/a/team.md": team(),
    }
    for number, (weight, now) in enumerate(children):
        text = metric("0", "10", str(now)).replace("owner: Ada", f"owner: Ada\nsupports: grow#it\nweight: {weight}")
        files[f"teams/a/2026-q4/o{number}.md"] = text
    listed = [SourceFile(key, text.encode()) for key, text in files.items()]
    return [listed[at] for at in order if at < len(listed)] + [one for at, one in enumerate(listed) if at not in order]


children_of = st.lists(st.tuples(st.integers(1, 5), st.integers(-5, 15)), min_size=1, max_size=4)
DAY = date(2026, 11, 15)


@slow_law
@given(children_of, st.permutations(range(7)))
def test_the_order_of_files_changes_nothing(children: list[tuple[int, int]], order: list[int]) -> None:
    settings = Settings()
    one = measure(understand(tree(children, []), settings, DAY), settings)
    other = measure(understand(tree(children, order), settings, DAY), settings)
    assert goal_of(one).progress == goal_of(other).progress
    assert goal_of(one).items == goal_of(other).items
    assert one.teams == other.teams
    assert list(one.objectives) == list(other.objectives)


@slow_law
@given(children_of)
def test_a_rollup_lies_between_its_least_and_its_greatest_part(children: list[tuple[int, int]]) -> None:
    settings = Settings()
    found = measure(understand(tree(children, []), settings, DAY), settings)
    parts = [found.objectives[f"teams/a/2026-q4/o{number}"].progress for number in range(len(children))]
    shares = [part for part in parts if part is not None]
    for rollup in (goal_of(found).progress, found.teams["a", "2026-q4"].progress):
        assert rollup is not None
        assert 0 <= min(shares) <= rollup <= max(shares) <= 1


@slow_law
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(-50, 50)), min_size=1, max_size=4),
    st.sampled_from(["mean", "weighted_mean", "min", "max"]),
)
def test_a_whole_lies_between_its_least_and_its_greatest_part(parts: list[tuple[int, int]], how: str) -> None:
    files = {"company.md": COMPANY, "kpis/rate.md": kpi(f"direction: up\ncombine: {how}")}
    for number, (weight, value) in enumerate(parts):
        more = f"direction: up\npart_of: rate\nweight: {weight}"
        files[f"kpis/part-{number}.md"] = kpi(more, [("2026-10-31", str(value))])
    settings = Settings()
    listed = [SourceFile(key, text.encode()) for key, text in files.items()]
    latest = rate_of(measure(understand(listed, settings, DAY), settings)).latest
    assert latest is not None
    assert min(value for _, value in parts) <= latest.value <= max(value for _, value in parts)


@slow_law
@given(children_of, st.integers(0, 3), st.integers(0, 10))
def test_more_progress_in_a_child_never_lowers_its_parent(
    children: list[tuple[int, int]], which: int, more: int
) -> None:
    settings = Settings()
    which %= len(children)
    better = list(children)
    better[which] = (children[which][0], children[which][1] + more)
    before = goal_of(measure(understand(tree(children, []), settings, DAY), settings))
    after = goal_of(measure(understand(tree(better, []), settings, DAY), settings))
    assert before.progress is not None
    assert after.progress is not None
    assert 0 <= before.progress <= after.progress <= 1
