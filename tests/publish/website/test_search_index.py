"""The search index: one a language, goals first, statuses in it, and Chinese found wherever a word begins."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, DEMO, GOALS

from goalsite.publish.website.search_index import SEPARATOR, by_language, parts

BOTH = CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n")
CHINESE = {
    "mkdocs.yml": BOTH,
    "goals/kpis/satisfaction.md": (
        "---\nkind: kpi\ntitle: Customer satisfaction\nowner: Ada Ek\ndirection: up\ntarget: 90\n---\n"
    ),
    "goals/kpis/satisfaction.zh.md": "---\ntitle: 客户满意度\n---\n每月回访一次。\n",
    "goals/2026-q4/win.zh.md": "---\ntitle: 赢得中型市场\nkey_results: {sales: 新增客户, calls: 每日通话}\n---\n",
    "goals/teams/growth/team.zh.md": "---\ntitle: 增长团队\n---\n",
}
NODE = shutil.which("node")


def docs_of(site: Path, folder: str = "") -> dict[str, Any]:
    index = json.loads((site / folder / "search/search_index.json").read_bytes())
    return {doc["location"]: doc for doc in index["docs"]}


def test_each_language_has_its_own_index_with_the_same_addresses(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    assert set(english) == set(chinese)
    assert english["kpis/satisfaction/"]["title"] == "Customer satisfaction"
    assert chinese["kpis/satisfaction/"]["title"] == "客户满意度"
    assert not any(location.startswith("zh/") for location in english)


def test_every_result_says_the_status_of_its_goal(site: Build) -> None:
    docs = docs_of(site({}))
    assert docs["2026-q4/win/"]["tags"] == ["on track", "2026 Q4"]
    assert docs["kpis/revenue/"]["tags"] == ["healthy"]
    assert "tags" not in docs["teams/growth/"]


def test_goals_come_before_pages_that_only_speak_of_them(site: Build) -> None:
    docs = docs_of(site({}))
    assert docs["2026-q4/win/"]["boost"] == docs["kpis/revenue/"]["boost"] == 2
    assert "boost" not in docs["teams/growth/"]


def test_what_runs_comes_before_what_is_past_and_each_says_its_cycle(site: Build) -> None:
    win = str(GOALS["goals/2026-q4/win.md"])
    past = {
        "goals/2026-q3/win.md": win.replace("2026-q4", "2026-q3"),
        "goals/2026-q3/left.md": win.replace("Win the mid market", "Win what was left").replace("2026-q4", "2026-q3"),
        "goals/2026-q4/shut.md": win.replace("Win the mid market", "Win early").replace(
            "owner:", "state: closed\nowner:"
        ),
    }
    built = site({**CHINESE, **past})
    docs = docs_of(built)
    assert [docs[f"{place}/"]["boost"] for place in ("2026-q4/win", "2026-q3/win", "2026-q4/shut")] == [2, 0.5, 0.5]
    assert docs["2026-q3/win/"]["tags"][1:] == ["2026 Q3"]
    assert docs_of(built, "zh")["2026-q3/win/"]["tags"][1:] == ["2026年第3季度"]
    found = asked(built, "", "mid market")[0]
    assert found.index("2026-q4/win/") < found.index("2026-q3/win/")


def test_dashboards_are_not_searched(site: Build) -> None:
    locations = {location.partition("#")[0] for location in docs_of(site(CHINESE), "zh")}
    hubs = ("", "attention/", "explore/", "scorecards/", "alignment/", "teams/", "cycles/", "data/", "check-in/")
    assert locations.isdisjoint(hubs)
    assert {"2026-q4/win/", "kpis/revenue/", "about/"} <= locations


def test_a_goal_is_found_by_its_key_results_its_team_and_its_owner(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    goal = "teams/growth/2026-q4/onboarding/"
    assert all(words in english[goal]["text"] for words in ("Days to first value", "Growth", "Mei Lin"))
    assert all(words in chinese[goal]["text"] for words in ("增长团队", "Mei Lin"))
    assert "新增客户" in chinese["2026-q4/win/"]["text"]


def test_of_a_text_the_beginning_is_searched_and_of_check_ins_nothing(site: Build) -> None:
    long = (
        "---\nkind: kpi\ntitle: Long\nowner: Ada Ek\ndirection: up\ntarget: 9\n---\nBegin. " + "middle " * 60 + "end.\n"
    )
    docs = docs_of(site({"goals/kpis/long.md": long}))
    text = docs["kpis/long/"]["text"]
    assert "Ada Ek Acme Begin. middle" in text
    assert text.endswith("middle</p>")
    assert len(text) < 300
    assert "Why we do it." in docs["2026-q4/win/"]["text"]
    assert "Halfway" not in docs["2026-q4/win/"]["text"]


def test_a_goal_is_found_by_its_title_in_the_other_language(site: Build) -> None:
    built = site(CHINESE)
    assert "Customer satisfaction" in docs_of(built, "zh")["kpis/satisfaction/"]["title_parts"]
    assert "满意度_" in docs_of(built)["kpis/satisfaction/"]["title_parts"].split()


def test_every_place_in_a_run_of_chinese_begins_a_word() -> None:
    assert list(parts("客户满意度 90 分", 16)) == ["客户满意度_", "户满意度_", "满意度_", "意度_", "度_", "分_"]


def test_what_a_library_has_cut_is_whole_again() -> None:
    cut = {"location": "a/", "title": "客户\u200b满意度", "text": "每月\u200b回访"}
    whole = {"location": "a/", "title": "客户满意度", "text": "每月回访"}
    config = {"lang": ["en"], "fields": {"title": {}, "text": {}}}
    ((_, one),) = by_language({"config": config, "docs": [cut]}, {}, [])
    ((_, other),) = by_language({"config": config, "docs": [whole]}, {}, [])
    assert one == other


def test_beginnings_are_as_long_as_asked_and_each_is_given_once() -> None:
    assert list(parts("天天天", 2)) == ["天天_", "天_"]


def test_an_index_without_fields_is_only_divided() -> None:
    index = {"config": {"lang": ["en"]}, "docs": [{"location": "a/", "title": "A", "text": ""}]}
    (only,) = by_language(index, {}, [])
    assert only == ("", index)


def test_a_separator_of_the_users_own_stays(site: Build) -> None:
    built = site({"mkdocs.yml": CONFIG.replace("  - search\n", "  - search:\n      separator: '[ ]+'\n")})
    config = json.loads((built / "search/search_index.json").read_bytes())["config"]
    assert config["separator"] == "[ ]+"


def test_words_are_told_apart_in_both_languages_by_default(site: Build) -> None:
    config = json.loads((site({}) / "search/search_index.json").read_bytes())["config"]
    assert config["separator"] == SEPARATOR


_ASK = """
const fs = require("node:fs"), vm = require("node:vm");
const [worker, index, ...queries] = process.argv.slice(1);
let listen; const answers = [];
const page = { console, URL, addEventListener: (_, fn) => { listen = fn; }, postMessage: (said) => answers.push(said) };
page.self = page; vm.createContext(page); vm.runInContext(fs.readFileSync(worker, "utf8"), page);
(async () => {
  await listen({ data: { type: 0, data: { ...JSON.parse(fs.readFileSync(index, "utf8")), options: {} } } });
  const found = [];
  for (const data of queries) {
    await listen({ data: { type: 2, data } });
    found.push(answers.at(-1).data.items.map((item) => item[0].location));
  }
  process.stdout.write(JSON.stringify(found));
})();
"""


def asked(site: Path, folder: str, *queries: str) -> list[list[str]]:
    """Ask the theme's own search, as the reader's browser runs it."""
    if NODE is None:
        pytest.skip("node is not installed: the theme's search is not asked")
    (worker,) = (site / "assets/javascripts/workers").glob("search.*.js")
    index = site / folder / "search/search_index.json"
    done = subprocess.run([NODE, "-e", _ASK, worker, index, *queries], capture_output=True, check=True)
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


def test_the_themes_search_finds_a_word_within_chinese(site: Build) -> None:
    built = site(CHINESE)
    within, whole, middle, key_result, text, nothing = asked(
        built, "zh", "满意度", "客户满意度", "户满", "新增客户", "回访", "零售"
    )
    assert within[0] == whole[0] == middle[0] == "kpis/satisfaction/"
    assert key_result[0] == "2026-q4/win/"
    assert text == ["kpis/satisfaction/"]
    assert nothing == []


def test_the_themes_search_finds_goals_by_both_titles(site: Build) -> None:
    built = site(CHINESE)
    assert asked(built, "", "satisf", "满意度") == [["kpis/satisfaction/"], ["kpis/satisfaction/"]]
    assert asked(built, "zh", "customer satisf")[0][0] == "kpis/satisfaction/"


def test_the_demos_own_configuration_has_a_search() -> None:
    assert re.search(r"^  - search$", (DEMO / "mkdocs.yml").read_text(), re.MULTILINE)
