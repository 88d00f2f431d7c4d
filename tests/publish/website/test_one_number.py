"""SPEC 13: one number is shown alike on every page, and is the one in the data."""

import json
import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from urllib.parse import urljoin

from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS, seen

from goalsite.publish.data.goals_json import goals_json
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site.format import Format

Shown = dict[str, dict[str, set[str]]]

_ROW = re.compile(r'<tr\b.*?</tr>|<summary class="gs-leaf.*?</summary>|<div class="gs-leaf.*?</div>', re.DOTALL)
_CELL = re.compile(r'<(td|span) class="n pc">(.*?)</\1>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]+)"')


def _shown(known: Understood) -> Shown:
    """Return what is shown of each goal: by its address the per cents, each with the pages they are on."""
    found: Shown = defaultdict(lambda: defaultdict(set))
    for page in known.pages:
        for row in _ROW.findall(page.body):
            for match in re.finditer(_CELL, row):
                link = _LINK.search(match[2]) or _LINK.search(row)
                if link is not None:
                    address = urljoin(f"/{page.url}", link[1]).lstrip("/").removesuffix("#why")
                    found[address][seen(match[2]).text].add(page.path)
    return found


def _expected(known: Understood) -> dict[str, str]:
    """Return what the data say of each objective and key result, by address, in whole per cents."""
    form = Format("en", known.as_of)
    expected = {}
    for goal in json.loads(goals_json(known))["objectives"]:
        raw = goal["progress"]
        expected[goal["url"]] = form.percent(None if raw is None else Fraction(str(raw)))
        for key_result in goal["key_results"]:
            raw = key_result["progress_raw"]
            expected[f"{goal['url']}#kr-{key_result['id']}"] = form.percent(None if raw is None else Fraction(str(raw)))
    return expected


def _compare(known: Understood) -> Shown:
    shown, expected = _shown(known), _expected(known)
    different = {
        address: (expected[address], dict(figures))
        for address, figures in shown.items()
        if address in expected and set(figures) != {expected[address]}
    }
    assert different == {}
    return shown


def test_the_demo_shows_each_figure_alike_on_all_pages_and_in_the_data() -> None:
    shown = _compare(understand(DEMO))
    places = [set().union(*figures.values()) for figures in shown.values()]
    assert sum(len(pages) >= 2 for pages in places) > 50


def test_what_is_beyond_its_ends_or_unmeasured_is_shown_alike_everywhere(tmp_path: Path) -> None:
    goals = {
        "goals/2026-q4/win.md": (
            "---\nkind: objective\ntitle: Win\nowner: Mei Lin\nkey_results:\n"
            "  over: {title: Beyond the end, from: 3.2, to: 1.1}\n  under: {title: Below the start, from: 55, to: 66}\n"
            "  none: {title: Nothing yet, from: 0, to: 1}\n"
            "check_ins: [{date: 2026-11-09, values: {over: 0.89, under: 52}}]\n---\n"
        ),
        "goals/teams/growth/2026-q4/onboarding.md": (
            "---\nkind: objective\ntitle: Help\nowner: Mei Lin\nsupports: win#over\nkey_results:\n"
            "  over: {title: Far beyond, from: 0, to: 10}\ncheck_ins: [{date: 2026-11-09, values: {over: 25}}]\n---\n"
        ),
    }
    kept = {path: content for path, content in GOALS.items() if "/onboarding" not in path}
    shown = _compare(understand(write_tree(tmp_path, {**kept, **goals})))
    figures = {address: set(texts) for address, texts in shown.items()}
    assert figures["2026-q4/win/#kr-over"] == {"110%"}
    assert figures["2026-q4/win/#kr-under"] == {"−27%"}
    assert figures["2026-q4/win/#kr-none"] == {"–"}
    # (1 + 0 + 0) / 3: an objective's own figure is made of parts held to 0 … 1.
    assert figures["2026-q4/win/"] == {"33%"}
    assert figures["teams/growth/2026-q4/onboarding/"] == {"100%"}
