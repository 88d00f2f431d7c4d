"""Quality: what is found and left alone beyond the documented examples (G2)."""

import pytest
from tests.check.company import Q4, key_results, kpi, objective
from tests.check.conftest import Check, Codes


def test_retired_key_results_are_not_counted(codes: Codes) -> None:
    tree = {
        f"{Q4}x.md": key_results(
            "one: {title: One, from: 0, to: 5}",
            "two: {title: Two, from: 0, to: 5, retired: {date: 2026-11-01, why: done otherwise}}",
        )
    }
    assert codes(tree) == ["G201"]


def test_progress_from_supporters_needs_no_key_results(codes: Codes) -> None:
    tree = {
        "2026-q4/together.md": "---\nkind: objective\ntitle: Together\nowner: Mei Lin\n"
        "progress_from: supporters\nkey_results: {}\n---\n"
    }
    assert codes(tree) == []


def test_personal_objectives_do_not_count_for_the_team(codes: Codes) -> None:
    tree = {
        f"{Q4}{name}.md": objective(f"Own goal {name}", supports="win-mid-market", more="person: Mei Lin\n")
        for name in "abcd"
    }
    assert codes(tree) == []


def test_a_company_without_objectives_in_a_cycle_is_left_alone(codes: Codes) -> None:
    tree = {"company.md": "---\nkind: company\ntitle: Example\n---\n"}
    assert codes(tree, bare=True) == []


def test_company_objectives_closed_early_still_count_for_the_minimum(codes: Codes) -> None:
    tree = {"2026-q4/earn-margin.md": objective("We earn what growth costs", more="state: closed\n")}
    assert codes(tree) == []


def test_too_many_company_objectives_are_found(codes: Codes) -> None:
    assert codes({f"2026-q4/{name}.md": objective(f"Goal {name}") for name in "abc"}) == ["G203"]


def test_a_key_result_on_a_kpi_without_target_needs_ends(found: Check) -> None:
    tree = {
        "kpis/trials.md": kpi(target="", values="values: [{date: 2026-10-31, value: 5}]\n"),
        f"{Q4}x.md": key_results("one: {title: One, kpi: trials}", "two: {title: Two, from: 0, to: 5}"),
    }
    (finding,) = [finding for finding in found(tree) if finding.code == "G204"]
    assert (finding.key, finding.line) == ("key_results.one", 7)
    assert "`from` and `to`" in finding.message


@pytest.mark.parametrize(
    "title", ["TBD", "Revenue (tbd)", "XXX", "Lorem ipsum", "目标待定", "待定目标", "???", "TODO: say"]
)
def test_placeholders_are_found(codes: Codes, title: str) -> None:
    assert codes({f"{Q4}x.md": objective(f"'{title}'", supports="win-mid-market")}) == ["G205"]


@pytest.mark.parametrize(
    "title", ["等待定价不再耽误客户", "期待定制服务的客户满意", "Todos los clientes", "Maxxxi sells", "What?"]
)
def test_words_that_only_look_like_placeholders_are_left_alone(codes: Codes, title: str) -> None:
    assert codes({f"{Q4}x.md": objective(f"'{title}'", supports="win-mid-market")}) == []


def test_a_placeholder_paragraph_of_the_text_is_found_where_it_stands(found: Check) -> None:
    text = objective("Fine", supports="win-mid-market") + "\nThe date is TBD by law.\n\n  TBD\n"
    (finding,) = found({f"{Q4}x.md": text})
    assert (finding.code, finding.line, finding.column) == ("G205", 15, 3)


@pytest.mark.parametrize(
    ("title", "measure", "found_too"),
    [
        ("Launch the app", "done: false", True),
        ("complete forty interviews", "from: 0, to: 40", True),
        ("Roll out the new price list", "done: false", True),
        ("上线推荐计划", "done: false", True),
        ("完成四十次访谈", "from: 0, to: 40", True),
        ("完成率", "from: 0, to: 40", False),
        ("上线后投诉数", "from: 40, to: 10", False),
        ("Launch-day sales", "from: 0, to: 40", False),
        ("Release frequency", "from: 1, to: 4", False),
        ("Release the app", "done: false", True),
        ("Completeness of records", "from: 1, to: 4", False),
    ],
)
def test_tasks_are_told_from_results(codes: Codes, title: str, measure: str, found_too: bool) -> None:
    tree = {f"{Q4}x.md": key_results(f"one: {{title: '{title}', {measure}}}", "two: {title: Two, from: 0, to: 5}")}
    assert codes(tree) == (["G206"] if found_too else [])


def test_a_title_of_exactly_the_limit_is_fine(codes: Codes) -> None:
    assert codes({f"{Q4}x.md": objective("好" * 120, supports="win-mid-market")}) == []
    assert codes({f"{Q4}x.md": objective("好" * 121, supports="win-mid-market")}) == ["G207"]


def test_titles_are_compared_without_capitals_and_blanks(codes: Codes) -> None:
    tree = {f"{Q4}x.md": objective("'new  Customers are AT home from the first day'", supports="win-mid-market")}
    assert codes(tree) == ["G208"]


@pytest.mark.parametrize(
    ("weights", "found_too"),
    [
        ((60, 30), True),
        ((60, 40), False),
        ((3, 2), False),
        ((33.3, 66.7), False),
        ((33.3, 66.6), True),
        ((96, 3), True),
    ],
)
def test_weights_are_added_up_only_where_they_are_per_cents(
    codes: Codes, weights: tuple[float, float], found_too: bool
) -> None:
    tree = {f"kpis/k{index}.md": kpi(f"weight: {weight}\n") for index, weight in enumerate(weights)}
    assert codes(tree) == (["G209"] if found_too else [])
