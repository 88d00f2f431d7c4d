"""What our search finds and in which order, asked in the theme's protocol; each test has its own few entries."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.serving import served
from tests.publish.sites import DEMO

from goalsite.publish.website.search_worker import WORKER

RUNNING, PAST = 2, 1
Ask = Callable[..., list[str]]
Result = Callable[..., dict[str, Any]]
_ASK = """async ([worker, entries, query]) => {
  const search = new Worker(worker);
  const answer = (message) => new Promise((done) => {
    search.onmessage = ({ data }) => done(data);
    search.postMessage(message);
  });
  const ready = await answer({ type: 0, data: { config: { entries }, docs: [], options: { suggest: true } } });
  if (ready.type !== 1) throw new Error("not ready");
  const { type, data } = await answer({ type: 2, data: query });
  search.terminate();
  if (type !== 3) throw new Error("no result");
  return data;
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    """Return a page of a host that has nothing but the worker, and the folder its entries belong in."""
    folder = tmp_path_factory.mktemp("host")
    (folder / WORKER).parent.mkdir(parents=True)
    (folder / "zh/search").mkdir(parents=True)
    copy(DEMO / "site_templates/theme" / WORKER, folder / WORKER)
    (folder / "index.html").write_text("<!doctype html><title>Host</title>")
    with served(folder) as root:
        opened = chromium.new_page()
        opened.goto(root)
        yield opened, folder
        opened.close()


@pytest.fixture
def result(page: tuple[Page, Path]) -> Result:
    """Return a function that asks for a query among entries and returns what the theme is answered."""
    opened, folder = page

    def asked(query: str, *entries: dict[str, Any]) -> dict[str, Any]:
        place = f"zh/search/{uuid4()}.json"  # the browser keeps what it has read
        (folder / place).write_text(json.dumps(entries), encoding="utf-8")
        answer: dict[str, Any] = opened.evaluate(_ASK, [WORKER, place, query])
        return answer

    return asked


@pytest.fixture
def ask(result: Result) -> Ask:
    """Return a function that asks for a query among entries and returns the addresses of pages, best first."""
    return lambda query, *entries: [item[0]["location"] for item in result(query, *entries)["items"]]


def entry(location: str, title: str, **more: object) -> dict[str, Any]:
    return {"location": location, "title": title, **more}


def test_every_word_must_be_found_somewhere(ask: Ask) -> None:
    both = entry("both/", "Win the market", names="Mei Lin Growth")
    assert ask("market mei", both, entry("one/", "Leave the market")) == ["both/"]
    assert ask("market nowhere", both) == []
    assert ask("  ", both) == ask("?!", both) == []


def test_beginnings_of_words_come_before_what_stands_within(ask: Ask) -> None:
    entries = (entry("both/", "Starters of upstarts"), entry("begins/", "Zero starts"), entry("inside/", "Upstart"))
    assert ask("start", *entries) == ["both/", "begins/", "inside/"]
    assert ask("upst", *entries) == ["both/", "inside/"]


def test_words_of_fewer_than_four_letters_are_found_only_where_they_begin_one(ask: Ask) -> None:
    entries = (entry("in/", "Strategy"), entry("begins/", "Attention"), entry("whole/", "Zone at risk"))
    assert ask("at", *entries) == ["begins/", "whole/"]
    assert ask("trat", *entries) == ["in/"]
    assert ask("at risk", *entries) == ask('"at risk"', *entries) == ["whole/"]
    assert ask("r&d", entry("a/", "R&D"), entry("b/", "For dogs")) == ["a/"]
    assert ask("strategy -at", *entries) == ["in/"]


def test_numbers_are_found_whole_or_where_one_begins(ask: Ask) -> None:
    entries = (entry("rule/", "G501: Outdated"), entry("half/", "Half, 50%"), entry("more/", "More: 5000"))
    assert ask("50%", *entries) == ask("50", *entries) == ["half/", "more/"]
    assert ask("5000", *entries) == ["more/"]
    assert ask("501", *entries) == []
    assert ask("g501", *entries) == ask("G50", *entries) == ["rule/"]
    assert ask("50", entry("a/", "达到50家")) == ["a/"]


def test_titles_come_before_names_and_names_before_texts(ask: Ask) -> None:
    entries = (
        entry("text/", "A", text="All about revenue."),
        entry("inner/", "B", names="Prerevenue"),
        entry("tag/", "C", tags=["revenue"]),
        entry("title/", "Revenue"),
        entry("other/", "收入", also=["Revenue"]),
        entry("within/", "Prerevenue"),
    )
    assert ask("revenue", *entries) == ["title/", "other/", "within/", "tag/", "inner/", "text/"]


def test_goals_that_run_come_before_those_of_the_past_and_these_before_what_speaks_of_them(ask: Ask) -> None:
    entries = (entry("team/", "Growth"), entry("past/", "Growth", rank=PAST), entry("now/", "Growth II", rank=RUNNING))
    assert ask("growth", *entries) == ["now/", "past/", "team/"]


def test_a_title_wins_over_a_goal_that_only_names_it(ask: Ask) -> None:
    assert ask("mei lin", entry("goal/", "Win", names="Mei Lin", rank=RUNNING), entry("mei/", "Mei Lin")) == [
        "mei/",
        "goal/",
    ]


def test_what_is_found_alike_stands_by_title_then_by_address(ask: Ask) -> None:
    entries = (entry("c/", "Sales b"), entry("b/", "sales A"), entry("a/", "Sales b"))
    assert ask("sales", *entries) == ["b/", "a/", "c/"]


def test_chinese_is_found_within_chinese(ask: Ask) -> None:
    entries = (entry("a/", "客户满意度"), entry("b/", "新增客户Q4目标"), entry("c/", "收入", text="每月回访客户。"))
    assert ask("满意度", *entries) == ask("满意", *entries) == ["a/"]
    assert ask("户满", *entries) == ["a/"]
    assert ask("客户，满意", *entries) == ["a/"]
    assert ask("Q4", *entries) == ask("客户q4", *entries) == ["b/"]
    assert set(ask("客户", *entries)) == {"a/", "b/", "c/"}
    assert ask("零售", *entries) == []


def test_case_width_accents_and_signs_make_no_difference(ask: Ask) -> None:
    entries = (entry("a/", "Zoë's mid-market R&D"), entry("b/", "Ärger & Ｑ４"))
    for query in ("zoe", "ZOË", "mid market", "mid-market", "r&d", "“mid market”"):
        assert ask(query, *entries) == ["a/"], query
    assert ask("arger q4", *entries) == ["b/"]


def test_a_phrase_stands_as_it_is_and_unwanted_words_do_not(ask: Ask) -> None:
    entries = (entry("a/", "Win the market"), entry("b/", "Market the win"))
    assert ask('"the market"', *entries) == ["a/"]
    assert ask('"the market', *entries) == ["a/"]
    assert ask("market -the", *entries) == []
    assert ask('+win -"the win"', *entries) == ["a/"]
    assert ask("win -", *entries) == ["b/", "a/"]


def test_found_words_are_marked_where_they_begin_and_all_else_is_text(result: Result) -> None:
    goal = entry("a/", "Zoë <b>cart</b> & art", names="art <script>", tags=["at risk"], text="Nothing.")
    ((item,),) = result("art zoe risk", goal)["items"]
    assert item["title"] == "<mark>Zoë</mark> &lt;b&gt;cart&lt;/b&gt; &amp; <mark>art</mark>"
    assert item["text"] == "<p><mark>art</mark> &lt;script&gt;</p>"
    assert item["tags"] == ["at <mark>risk</mark>"]
    assert item["terms"] == {"art": True, "zoe": True, "risk": True}
    assert item["score"] == 6 + 6 + 4


def test_within_a_word_it_is_marked_where_nothing_begins_with_it(result: Result) -> None:
    ((item,),) = result("满意 cart", entry("a/", "客户满意度 gocarts", names="Ada"))["items"]
    assert item["title"] == "客户<mark>满意</mark>度 go<mark>cart</mark>s"
    assert item["text"] == "<p>Ada</p>"


def test_short_words_are_marked_only_where_they_begin_one(result: Result) -> None:
    goal = entry("a/", "Strategy of 150", names="Attract 50 in 客户Q4", tags=["at risk"])
    ((item,),) = result("at risk 50 q4", goal)["items"]
    assert item["title"] == "Strategy of 150"
    assert item["text"] == "<p><mark>At</mark>tract <mark>50</mark> in 客户<mark>Q4</mark></p>"
    assert item["tags"] == ["<mark>at</mark> <mark>risk</mark>"]


def test_a_title_in_the_other_language_is_shown_where_it_was_found(result: Result) -> None:
    ((item,),) = result("满意", entry("a/", "Satisfaction", also=["客户满意度"], names="Ada"))["items"]
    assert item["title"] == "Satisfaction"
    assert item["text"] == "<p>客户<mark>满意</mark>度</p>"


def test_of_other_names_those_that_were_found_are_shown(result: Result, ask: Ask) -> None:
    goal = entry("a/", "Win", names="Ada", tags=["Fourth quarter 2026"], others=["2026-q4", "新增<客户>", "每日通话"])
    ((item,),) = result("客户 q4", goal)["items"]
    assert item["text"] == "<p>2026-<mark>q4</mark> · 新增&lt;<mark>客户</mark>&gt;</p>"
    assert item["score"] == 4 + 4
    ((item,),) = result("win", goal)["items"]
    assert item["text"] == "<p>Ada</p>"
    assert ask("2026-q4", goal) == ask("Q4", goal) == ask("fourth quarter", goal) == ["a/"]


def test_of_a_long_text_the_surroundings_are_shown(result: Result) -> None:
    text = "before " * 100 + "needle " + "after " * 100
    ((item,),) = result("needle", entry("a/", "A", text=text))["items"]
    assert "<mark>needle</mark>" in item["text"]
    assert item["text"].startswith("<p>…before ")
    assert item["text"].endswith("after…</p>")
    assert len(item["text"]) < 300
    ((item,),) = result("满意", entry("a/", "A", text="客户" * 200 + "满意" + "客户" * 200))["items"]
    assert item["text"] == f"<p>…{'客户' * 15}<mark>满意</mark>{'客户' * 104}…</p>"


def test_sections_are_shown_below_their_page(result: Result) -> None:
    entries = (entry("guide/", "Guide"), entry("guide/#a", "Scores"), entry("guide/#b", "Bands", text="Scores."))
    (item,) = result("scores", *entries)["items"]
    assert [(part["location"], part["score"]) for part in item] == [("guide/#a", 6), ("guide/#b", 2), ("guide/", 0)]


def test_of_very_many_pages_the_later_ones_say_their_title(result: Result) -> None:
    items = result("goal", *(entry(f"{one}/", f"Goal {one:03}", names="Ada") for one in range(150)))["items"]
    assert len(items) == 150
    assert (items[99][0]["title"], items[99][0]["text"]) == ("<mark>Goal</mark> 099", "<p>Ada</p>")
    assert (items[100][0]["title"], items[100][0]["text"]) == ("Goal 100", "")


def test_the_word_that_is_typed_is_completed_from_the_best_title(result: Result) -> None:
    assert result("win cust", entry("a/", "Win Customers"))["suggest"] == ["customers"]
    assert result("nothing", entry("a/", "Win"))["suggest"] == []
