"""One site in two languages: every page in both, and no link out of the one that is read."""

import re
from pathlib import Path

import pytest
from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, DEMO, broken_links, build, pages_of, seen

BOTH = CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n")
TREE: dict[str, str | bytes | None] = {
    "mkdocs.yml": BOTH,
    "goals/company.zh.md": "---\ntitle: 艾克米\nmission: 少些噪音\n---\n欢迎。见[目标](2026-q4/win.md)。\n",
    "goals/2026-q4/win.zh.md": "---\ntitle: 赢得中型市场\nkey_results: {sales: 新客户}\n---\n",
    "goals/about.md": (
        "---\ntitle: About us\n---\n\n# About us\n\nSee [the team](teams/growth/team.md), [more](more.md)"
        " and ![a picture](pictures/p.png).\n"
    ),
    "goals/about.zh.md": (
        "---\ntitle: 关于我们\n---\n\n# 关于我们\n\n见[团队](teams/growth/team.md)、[更多](more.md)"
        "和![图](pictures/p.png)。\n"
    ),
    "goals/more.md": "# More\n\nOnly [in English](about.md).\n",
    "goals/teams/growth/2026-q4/onboarding.md": (
        "---\nkind: objective\ntitle: Effortless onboarding\nowner: Mei Lin\nsupports: win\nstate: closed\n"
        "learned: Start sooner\nkey_results:\n  days: {title: Days to first value, from: 10, to: 4}\n"
        "  steps: {title: The guide, milestones: [{title: Written down}]}\n"
        "initiatives: [{title: New tour, status: doing}]\n"
        "adjustments: [{date: 2026-11-02, what: days, why: The pilot showed it}]\n"
        "links: [{title: The drawings, url: https://example.org/}]\n---\n"
    ),
    "goals/kpis/revenue.md": (
        "---\nkind: kpi\ntitle: Revenue\nowner: Ada Ek\ndirection: up\ntarget: 90\nunit: EUR\nsource: The ledger\n"
        "definition: All that came in\nrubric: {1: poor, 5: fine}\n---\n"
    ),
    "goals/teams/growth/team.md": (
        "---\nkind: team\ntitle: Growth\nlead: Mei Lin\n"
        "links: [{title: The team's board, url: https://example.org/board}]\n---\n"
    ),
    "goals/pictures/p.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, _plugin_is_known: None) -> Path:
    """Return the site, built once, to be read only."""
    return build(TREE, tmp_path_factory.mktemp("both"))


def test_every_page_of_a_goal_exists_in_both(both: Path) -> None:
    pages = {path for path in pages_of(both) if path != "404.html"}
    english = {path for path in pages if not path.startswith("zh/")}
    assert {f"zh/{path}" for path in english} == pages - english
    assert {"index.html", "2026-q4/win/index.html", "about/index.html", "explore/index.html"} <= english


def test_no_link_is_broken_and_none_leads_out_of_the_language(both: Path) -> None:
    assert broken_links(both) == []
    for path, page in pages_of(both).items():
        if not path.startswith("zh/"):
            continue
        depth = path.count("/")
        for link in page.all("a"):
            href = link.get("href") or ""
            out = href.startswith("../" * depth) and "hreflang" not in link
            assert not out or "data/" in href, (path, href)


def test_the_switch_leads_to_the_same_page_without_a_script(both: Path) -> None:
    def switch(path: str) -> list[tuple[str | None, str | None]]:
        links = seen((both / path).read_bytes()).all("a")
        return [(one["hreflang"], one["href"]) for one in links if one.get("class") == "md-select__link"]

    assert switch("2026-q4/win/index.html") == [("en", "./"), ("zh", "../../zh/2026-q4/win/")]
    assert switch("zh/2026-q4/win/index.html") == [("en", "../../../2026-q4/win/"), ("zh", "./")]
    assert switch("zh/about/index.html") == [("en", "../../about/"), ("zh", "./")]
    assert switch("index.html") == [("en", "./"), ("zh", "zh/")]
    assert switch("zh/index.html") == [("en", "../"), ("zh", "./")]


def test_pages_say_their_language_and_where_the_other_is(both: Path) -> None:
    html = (both / "zh/2026-q4/win/index.html").read_text()
    assert '<html lang="zh"' in html
    head = html[: html.index("</head>")]
    assert re.findall(r'rel="alternate " hreflang="(\w+)" href="([^"]+)"', head) == [
        ("en", "../../../2026-q4/win/"),
        ("zh", "./"),
    ]


def test_with_an_address_of_its_own_the_site_names_pages_in_full(site: Build) -> None:
    built = site({**TREE, "mkdocs.yml": f"site_url: https://goals.example/okr/\n{BOTH}"})
    html = (built / "zh/2026-q4/win/index.html").read_text()
    assert 'hreflang="en" href="https://goals.example/okr/2026-q4/win/"' in html
    assert 'hreflang="zh" href="https://goals.example/okr/zh/2026-q4/win/"' in html
    assert "<loc>https://goals.example/okr/zh/2026-q4/win/</loc>" in (built / "sitemap.xml").read_text()


def test_the_theme_speaks_the_language_of_the_page(both: Path) -> None:
    english, chinese = (both / "index.html").read_text(), (both / "zh/index.html").read_text()
    assert 'placeholder="Search"' in english
    assert 'placeholder="搜索"' in chinese
    assert "关于我们" in chinese[: chinese.index("</nav>", chinese.index("md-nav--primary"))]


def test_search_and_settings_of_a_page_lie_below_its_language(both: Path) -> None:
    html = (both / "zh/2026-q4/win/index.html").read_text()
    assert re.search(r'"base": "\.\./\.\./?"', html)
    assert "../../../assets/javascripts/workers/goalsite-search.js" in html


def test_untranslated_text_is_shown_and_marked(both: Path) -> None:
    html = (both / "zh/teams/growth/index.html").read_text()
    assert '<h1 lang="en">Growth</h1>' in html
    assert '<p class="gs-note gs-original">' in html
    goal = (both / "zh/2026-q4/win/index.html").read_text()
    assert "<h1>赢得中型市场</h1>" in goal
    assert '<span lang="en">Calls a day</span>' in goal
    assert "<span>新客户</span>" in goal
    assert '<div class="gs-body" lang="en">' in goal
    assert "gs-original" not in (both / "2026-q4/win/index.html").read_text()


def test_what_no_translation_has_is_marked_too(both: Path) -> None:
    goal = (both / "zh/teams/growth/2026-q4/onboarding/index.html").read_text()
    for said in ("Written down", "New tour", "Start sooner"):
        assert f'<span lang="en">{said}</span>' in goal
    assert '<span lang="en">“The pilot showed it”</span>' in goal
    assert '<li lang="en"><a href="https://example.org/"' in goal
    assert '<li lang="en"><a href="https://example.org/board"' in (both / "zh/teams/growth/index.html").read_text()
    assert '<div class="gs-told" lang="en"><p>Half the way.</p></div>' in goal
    kpi = (both / "zh/kpis/revenue/index.html").read_text()
    assert '<span lang="en">Good month</span>' in kpi
    assert '<span lang="en">The ledger</span>' in kpi
    assert '<dd lang="en">poor</dd>' in kpi
    assert '<div class="gs-told" lang="en"><p>All that came in</p></div>' in kpi
    assert '<td class="wide remark" lang="en">Good month</td>' in (both / "zh/scorecards/index.html").read_text()
    for page in ("teams/growth/2026-q4/onboarding", "kpis/revenue", "scorecards"):
        article = (both / page / "index.html").read_text().partition('<div class="gs ')[2]
        assert ' lang="' not in article.partition("</article>")[0], page


def test_ordinary_pages_exist_in_both_translated_or_not(both: Path) -> None:
    translated, plain = (both / "zh/about/index.html").read_text(), (both / "zh/more/index.html").read_text()
    assert "关于我们" in translated
    assert '<a href="../teams/growth/">团队</a>' in translated
    assert 'src="../../pictures/p.png"' in translated
    assert '<h1 lang="en" id="more">' in plain
    assert '<div lang="en">' in plain
    assert '<a href="../about/">in English</a>' in plain


def test_figures_are_the_same_in_both(both: Path) -> None:
    def figure(path: str) -> str:
        found = re.search(r'<b class="gs-big">([^<]*)</b>', (both / path / "index.html").read_text())
        assert found is not None
        return found[1]

    for goal in ("2026-q4/win", "kpis/revenue", "teams/growth/2026-q4/onboarding"):
        assert figure(goal) == figure(f"zh/{goal}")


def test_data_is_there_once_and_in_the_sites_own_language(both: Path) -> None:
    assert {path.name for path in (both / "zh/data").iterdir()} == {"explore.json", "index.html"}
    assert "Win the mid market" in (both / "data/goals.json").read_text()
    assert "赢得中型市场" in (both / "zh/data/explore.json").read_text()
    links = {one.get("href") for one in seen((both / "zh/data/index.html").read_bytes()).all("a")}
    assert "../../data/goals.json" in links


def test_the_page_for_unknown_addresses_speaks_both(both: Path) -> None:
    page = seen((both / "404.html").read_bytes())
    assert [section["lang"] for section in page.all("section")] == ["en", "zh"]


def test_a_nav_of_the_users_own_is_told_in_both(site: Build) -> None:
    nav = "nav:\n  - Start: index.md\n  - Reading:\n      - about.md\n      - https://example.org/\n  - explore.md\n"
    built = site({**TREE, "mkdocs.yml": BOTH + nav})
    page = seen((built / "zh/index.html").read_bytes())
    links = [one["href"] for one in page.all("a") if "md-nav__link" in (one.get("class") or "")]
    assert links == ["./", "about/", "https://example.org/", "explore/"]
    assert broken_links(built) == []


def test_a_site_in_one_language_has_no_switch(site: Build) -> None:
    built = site({**TREE, "mkdocs.yml": CONFIG})
    assert not (built / "zh").exists()
    assert "md-select" not in (built / "index.html").read_text()


def test_a_chinese_site_may_have_english_pages(site: Build) -> None:
    chinese = BOTH.replace("  font: false\n", "  font: false\n  language: zh\n")
    built = site({"mkdocs.yml": chinese, "goals/2026-q4/win.en.md": "---\ntitle: Won\n---\n"})
    assert '<html lang="zh"' in (built / "index.html").read_text()
    english = (built / "en/2026-q4/win/index.html").read_text()
    assert '<html lang="en"' in english
    assert "<h1>Won</h1>" in english


def test_the_theme_is_rendered_once_for_many_pages_in_each_language(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.publish.sites import rebuild

    from goalsite.publish.website import shell

    monkeypatch.setattr(shell, "_CONTEXT", frozenset())
    full = rebuild(both.parent, "full")
    for path in both.rglob("*.html"):
        assert path.read_bytes() == (full / path.relative_to(both)).read_bytes(), path


def test_the_whole_demo_can_be_read_in_chinese() -> None:
    from goalsite.publish.understanding.pipeline import understand

    (_, chinese) = understand(DEMO).editions
    assert sorted(chinese.repository.untranslated) == []
    for id_, figures in chinese.measured.objectives.items():
        assert figures.objective.title == chinese.repository.objectives[id_].title
