"""What search knows: entries of each language, goals first, statuses in them; and who reads them."""

import json
import re
from pathlib import Path
from typing import Any

from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, DEMO, GOALS

from goalsite.publish.website.search_index import by_language, for_theirs
from goalsite.publish.website.search_worker import WORKER

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
OFFLINE = {"mkdocs.yml": CONFIG.replace("  - search\n", "  - search\n  - offline\n")}


def docs_of(site: Path, folder: str = "") -> dict[str, Any]:
    entries = json.loads((site / folder / "search/entries.json").read_bytes())
    return {entry["location"]: entry for entry in entries}


def index_of(site: Path, folder: str = "") -> dict[str, Any]:
    """Return what the theme reads on every page."""
    index: dict[str, Any] = json.loads((site / folder / "search/search_index.json").read_bytes())
    return index


def test_each_language_has_its_own_entries_with_the_same_addresses(site: Build) -> None:
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
    assert docs["2026-q4/win/"]["rank"] == docs["kpis/revenue/"]["rank"] == 2
    assert "rank" not in docs["teams/growth/"]


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
    assert [docs[f"{place}/"]["rank"] for place in ("2026-q4/win", "2026-q3/win", "2026-q4/shut")] == [2, 1, 1]
    assert docs["2026-q3/win/"]["tags"][1:] == ["2026 Q3"]
    assert docs_of(built, "zh")["2026-q3/win/"]["tags"][1:] == ["2026年第3季度"]


def test_dashboards_are_found_by_their_titles_and_never_by_what_they_repeat(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    for place in ("attention/", "explore/", "scorecards/", "alignment/", "teams/", "cycles/", "rules/", "check-in/"):
        assert set(english[place]) == {"location", "title", "also"}, place
    assert english["attention/"]["title"] == chinese["attention/"]["also"][0] == "Needs attention"
    assert chinese["attention/"]["title"] == "需要关注"
    assert english[""]["names"] == "Home"
    repeated = [place for place, entry in english.items() if "Win the mid market" in json.dumps(entry)]
    assert repeated == ["2026-q4/win/"]


def test_pages_of_help_are_found_by_their_sections_too(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    assert english["how-to-read/"] == {"location": "how-to-read/", "title": "How to read this", "also": ["如何阅读"]}
    confidence = english["how-to-read/#confidence"]
    assert (confidence["title"], confidence["also"]) == ("Confidence", ["信心"])
    assert confidence["text"].startswith("How sure those who do the work are, from 0 to 1")
    assert chinese["how-to-read/#confidence"]["also"] == ["Confidence"]
    assert "G501" not in json.dumps(english["how-to-read/#rules"])
    assert english["how-to-change/#check-in"]["title"] == "Check in: say where a goal stands"
    assert "calendar.ics" in english["data/#subscriptions"]["text"]


def test_the_wallboard_is_found_though_it_is_no_page_of_the_theme(site: Build) -> None:
    built = site(CHINESE)
    assert docs_of(built)["wallboard/"]["title"].startswith("Wallboard")
    assert docs_of(built, "zh")["wallboard/"]["title"].startswith("大屏")
    assert (built / "zh/wallboard/index.html").is_file()


def test_a_goal_is_found_by_its_key_results_its_team_and_its_owner(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    goal = "teams/growth/2026-q4/onboarding/"
    assert all(words in english[goal]["names"] for words in ("Days to first value", "Growth", "Mei Lin"))
    assert all(words in chinese[goal]["names"] for words in ("增长团队", "Mei Lin"))
    assert "新增客户" in chinese["2026-q4/win/"]["names"]


def test_of_a_text_the_beginning_is_searched_and_of_check_ins_nothing(site: Build) -> None:
    long = (
        "---\nkind: kpi\ntitle: Long\nowner: Ada Ek\ndirection: up\ntarget: 9\n---\nBegin. " + "middle " * 60 + "end.\n"
    )
    docs = docs_of(site({"goals/kpis/long.md": long}))
    assert docs["kpis/long/"]["names"] == "Ada Ek · Acme"
    text = docs["kpis/long/"]["text"]
    assert text.startswith("Begin. middle")
    assert text.endswith("middle")
    assert len(text) <= 240
    assert docs["2026-q4/win/"]["text"] == "Why we do it."
    assert not any("Halfway" in value for value in docs["2026-q4/win/"].values() if isinstance(value, str))


def test_an_ordinary_page_is_told_as_text_with_its_sections(site: Build) -> None:
    body = "# Terms\n\nA & B, *soon*.\n\n## What is `x < y`?\n\n- one\n- two\n"
    docs = docs_of(site({"goals/terms.md": body}))
    assert docs["terms/"] == {"location": "terms/", "title": "Terms", "text": "A & B, soon."}
    (section,) = (docs[location] for location in docs if location.startswith("terms/#"))
    assert section["title"] == "What is x < y?"
    assert section["text"] == "one two"


def test_a_goal_is_found_by_its_title_in_the_other_language(site: Build) -> None:
    built = site(CHINESE)
    assert docs_of(built, "zh")["kpis/satisfaction/"]["also"] == ["Customer satisfaction"]
    assert docs_of(built)["kpis/satisfaction/"]["also"] == ["客户满意度"]


def test_a_goal_is_found_by_its_key_results_and_team_in_the_other_language(site: Build) -> None:
    built = site(CHINESE)
    english, chinese = docs_of(built), docs_of(built, "zh")
    assert {"新增客户", "每日通话"} <= set(english["2026-q4/win/"]["others"])
    assert "增长团队" in english["teams/growth/2026-q4/onboarding/"]["others"]
    assert "Growth" in chinese["teams/growth/2026-q4/onboarding/"]["others"]
    # Its owner is called alike in both: once is enough.
    assert "Mei Lin" not in english["teams/growth/2026-q4/onboarding/"]["others"]


def test_a_goal_is_found_by_its_cycle_s_id_and_name_in_both_languages(site: Build) -> None:
    named = {
        "goals/cycles/2026-q4.md": "---\nkind: cycle\ntitle: Fourth quarter\n---\n",
        "goals/cycles/2026-q4.zh.md": "---\ntitle: 第四季度\n---\n",
    }
    built = site({**CHINESE, **named})
    english, chinese = docs_of(built), docs_of(built, "zh")
    assert english["2026-q4/win/"]["tags"][1] == "Fourth quarter"
    assert {"2026-q4", "第四季度"} <= set(english["2026-q4/win/"]["others"])
    assert {"2026-q4", "Fourth quarter"} <= set(chinese["2026-q4/win/"]["others"])
    assert "2026-q4" in english["cycles/2026-q4/"]["others"]


def test_a_cycle_s_id_that_only_repeats_its_name_is_not_told(site: Build) -> None:
    docs = docs_of(site({}))
    assert docs["2026-q4/win/"]["tags"][1] == "2026 Q4"
    assert "others" not in docs["2026-q4/win/"]


def test_the_theme_reads_no_more_than_its_configuration_on_every_page(site: Build) -> None:
    built = site(CHINESE)
    for folder, place in (("", "search/entries.json"), ("zh", "zh/search/entries.json")):
        index = index_of(built, folder)
        assert index["docs"] == []
        assert index["config"]["entries"] == place
        assert (built / place).is_file()


def test_every_page_names_our_worker_whatever_template_a_company_has(site: Build) -> None:
    own = {
        "mkdocs.yml": CONFIG.replace("  name: material\n", "  name: material\n  custom_dir: own\n"),
        "own/main.html": '{% extends "base.html" %}',
    }
    for tree in ({}, own):
        built = site(tree)
        assert (built / WORKER).is_file()
        for page, way in (("index.html", ""), ("2026-q4/win/index.html", "../../"), ("about/index.html", "../")):
            assert f'"search": "{way}{WORKER}"' in (built / page).read_text(), page


def test_a_theme_that_names_its_worker_in_another_way_keeps_it_and_its_index(site: Build) -> None:
    other = '{% set worker = "assets/other.js" %}<script id="__config" data-search="{{ worker }}"></script>'
    built = site(
        {
            "mkdocs.yml": CONFIG.replace("  name: material\n", "  name: material\n  custom_dir: own\n"),
            "own/base.html": other,
            "own/main.html": '{% extends "base.html" %}',
        }
    )
    docs = {doc["location"]: doc for doc in index_of(built)["docs"]}
    assert docs["2026-q4/win/"]["tags"] == ["on track", "2026 Q4"]
    assert docs["2026-q4/win/"]["boost"] == 2
    assert "boost" not in docs["teams/growth/"]
    assert not (built / "search/entries.json").exists()


def test_a_site_that_is_read_from_the_disk_keeps_the_themes_search(site: Build) -> None:
    built = site(OFFLINE)
    assert any(doc["location"] == "how-to-read/#confidence" for doc in index_of(built)["docs"])
    assert any(doc["title"] == "Win the mid market" for doc in index_of(built)["docs"])
    assert WORKER not in (built / "index.html").read_text()


def test_what_a_library_has_cut_is_whole_again() -> None:
    cut = {"location": "a/", "title": "客户\u200b满意度", "text": "每月\u200b回访"}
    ((folder, docs),) = by_language({"docs": [cut]}, [])
    assert folder == ""
    assert docs == [{"location": "a/", "title": "客户满意度", "text": "每月回访"}]


def test_an_index_without_fields_is_only_divided() -> None:
    docs = [{"location": "zh/a/", "title": "A", "text": ""}]
    assert for_theirs({"lang": ["en"]}, docs, {}, "zh") == {
        "config": {"lang": ["en"]},
        "docs": [{"location": "a/", "title": "A", "text": ""}],
    }


def test_the_demos_own_configuration_has_a_search() -> None:
    assert re.search(r"^  - search$", (DEMO / "mkdocs.yml").read_text(), re.MULTILINE)
