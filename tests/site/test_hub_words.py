"""The hub pages in other languages: templates say nothing by themselves, and nothing English is left on the page."""

import json
import re
from pathlib import Path

import pytest
from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.language import speaking
from goalsite.settings import Settings
from goalsite.site.environment import templates_dir

HUBS = (
    *("home", "alignment", "alignment_tree", "attention", "changes", "check_in", "cycle", "cycles", "data", "explore"),
    *(
        "goalposts",
        "how_to_change",
        "how_to_read",
        "rules",
        "rule",
        "scorecards",
        "unreadable",
        "teams_of_many",
        "people_by_team",
    ),
)
TEMPLATES = (*(f"pages/{name}.html" for name in HUBS), "theme/partials/copyright.html", "theme/partials/source.html")
CHINESE = {
    "company.md": "---\nkind: company\ntitle: 甲公司\n---\n",
    "2026-q4/win.md": """---
kind: objective
title: 赢得中端市场
key_results:
  deals: {title: 签约数, from: 0, to: 40}
check_ins:
  - {date: 2026-11-10, values: {deals: 20}, confidence: 0.8}
---
""",
}
NAMES = {
    *("KPI", "OKR", "CSV", "XLSX", "JSON", "Schema", "UTF", "Atom", "iCalendar", "git", "JavaScript", "Markdown"),
    *("goals", "json", "xlsx", "goalsite", "objectives", "key", "results", "kpis", "kpi", "values", "check", "ins"),
    *("scorecards", "findings", "csv", "schema", "explore", "feed", "xml", "calendar", "ics"),
}
"""Names of formats, programs and files, which every language keeps."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_nothing_but_messages(name: str) -> None:
    text = (templates_dir() / name).read_text(encoding="utf-8")
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", text, flags=re.DOTALL)
    bare = re.sub(r"<(script|style).*?</\1>", " ", bare, flags=re.DOTALL)
    shown = [*re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]*)"', bare), re.sub(r"<[^>]*>", " ", bare)]
    assert [word for text in shown for word in re.findall(r"[A-Za-z]{2,}", text)] == []


@pytest.mark.parametrize("path", ["data.md", "check-in.md", "how-to-change.md", "cycles/index.md"])
def test_a_page_in_chinese_holds_no_english(pages: Rendered, path: str) -> None:
    with speaking("zh"):
        body = pages(CHINESE, settings=Settings(language="zh"))[path].body
    body = re.sub(r"<(pre|code|footer)\b.*?</\1>", " ", body, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{2,}", Parsed(body).text)) - NAMES == set()


def test_titles_and_headings_are_in_the_language_of_the_page(pages: Rendered) -> None:
    with speaking("zh"):
        found = pages(TREE, settings=Settings(language="zh"))
        home = found["index.md"]
        assert home.nav_title == "首页"
    assert [heading.text for heading in home.headings][:2] == ["公司目标", "公司KPI"]
    assert [heading.id for heading in home.headings][:2] == ["objectives", "kpis"]
    assert found["attention.md"].title == "需要关注"
    assert found["explore.md"].description == "Acme的全部目标，可搜索和排序。"


def test_the_words_of_explore_are_in_the_language_of_the_page(pages: Rendered) -> None:
    with speaking("zh"):
        ((_, content),) = pages(TREE, settings=Settings(language="zh"))["explore.md"].files
    words = json.loads(content)["words"]
    assert words["count"] == "共4个目标，显示{}个"
    assert words["more"] == "再显示{}个"
    said = json.dumps([*words.values()], ensure_ascii=False)
    orders = {name.removeprefix("-") for name, _ in words["orders"]}
    assert set(re.findall(r"[A-Za-z]{2,}", said)) - orders == set()


def test_a_status_has_the_same_word_in_addresses_in_every_language(pages: Rendered) -> None:
    def names(language: str) -> set[str]:
        with speaking(language):
            ((_, content),) = pages(TREE, settings=Settings(language=language))["explore.md"].files
        return {status[4] for status in json.loads(content)["statuses"]}

    assert names("zh") == names("en") == {"on track", "at risk", "warning"}


def test_the_check_in_forms_file_is_english_in_every_language(pages: Rendered) -> None:
    with speaking("zh"):
        body = pages(TREE, settings=Settings(language="zh"))["check-in.md"].body
    assert "kind: check-in&#10;date: 2026-11-15&#10;values:&#10;  deals: 40&#10;confidence: 0.7" in body
    words = re.search(r"data-words='([^']*)'", body)
    assert words is not None
    assert json.loads(words[1])["instead"] == "请写成{0}。"


def test_a_word_of_the_style_sheet_is_the_pages(pages: Rendered) -> None:
    css = Path(templates_dir() / "assets/goalsite.css").read_text(encoding="utf-8")
    cycles = "\n".join(line for line in css.splitlines() if "gs-cyclelist" in line)
    assert re.findall(r'content: *"[^"]*[A-Za-z]', cycles) == []
    assert 'data-said="company"' in pages(TREE)["cycles/index.md"].body
