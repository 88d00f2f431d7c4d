"""The page of components holds every state that the vocabularies know."""

import re
from pathlib import Path

import pytest
from tests.components import components, page
from tests.site.reading_html import Parsed

from goalsite.vocabulary import Grade, Health, Status


def test_every_status_grade_and_health_is_shown(tmp_path: Path) -> None:
    view = components(tmp_path)
    key_results = {kr.figures.status for row in view.rows for kr in row.key_results if kr.figures}
    assert {row.status for row in view.rows} | key_results >= set(Status)
    assert {row.shape for row in view.rows} >= {"met", "partly", "missed", "broken"}
    assert len(Grade) == 3
    assert {kpi.row.health for kpi in view.kpis} == set(Health)
    assert {kpi.row.shape for kpi in view.kpis} >= {"ok", "risk", "off", "old", "gone", "wait", "nodata"}


def test_goalposts_that_moved_are_shown_with_and_without_reason(tmp_path: Path) -> None:
    moved = components(tmp_path).moved.moved
    assert moved is not None
    assert [(group.why, group.unexplained) for group in moved.groups] == [
        ("Nobody calls any more.", False),
        ("", True),
        ("The fair was called off.", False),
    ]
    assert moved.then is not None


def test_charts_of_kpis_show_moved_goalposts_with_their_words_on_each_side_and_at_the_foot(tmp_path: Path) -> None:
    charts = [kpi.chart for kpi in components(tmp_path).moved_kpis]
    assert [flag.place for chart in charts if chart for flag in chart.flags] == ["after", "before foot", "before"]


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_it_is_whole_html_without_a_script(tmp_path: Path, scheme: str) -> None:
    html = page(tmp_path, scheme)
    parsed = Parsed(html)
    assert parsed.unbalanced == []
    assert "script" not in parsed.tags
    assert f'data-md-color-scheme="{scheme}"' in html
    assert not re.search(r'(src|href)="https?:', html)
