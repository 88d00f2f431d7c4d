"""The MkDocs plugin: what becomes a page, what the navigation, the pencil, the search and the log show."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, GOALS, broken_links, build, files_of, pages_of, rebuild, seen

from goalsite.publish.website.plugin import GoalsitePlugin


def _entries(site: Path) -> dict[str, dict[str, str]]:
    entries = json.loads((site / "search/entries.json").read_bytes())
    return {entry["location"]: entry for entry in entries}


def test_goals_become_pages_and_what_belongs_to_them_does_not(plain: Path) -> None:
    made = files_of(plain)
    for page in ("index.html", "2026-q4/win/index.html", "kpis/revenue/index.html", "teams/growth/index.html"):
        assert page in made
    assert "about/index.html" in made
    assert not [path for path in made if any(name in path for name in ("2026-11-08", "onboarding.zh", "revenue.csv"))]


def test_links_from_an_ordinary_page_lead_to_the_pages_of_the_files_they_name(site: Build) -> None:
    made = site({"goals/about.md": "[team](teams/growth/team.md) [goal](2026-q4/win.md) [home](company.md)\n"})
    links = {link["href"] for link in seen((made / "about/index.html").read_bytes()).all("a")}
    assert {"../teams/growth/", "../2026-q4/win/", ".."} <= links


def test_every_link_leads_somewhere(plain: Path) -> None:
    assert broken_links(plain) == []


def test_the_nav_holds_hubs_and_ordinary_pages_only(site: Build) -> None:
    page = (site({"goals/guide/okr.md": "# OKR\n"}) / "index.html").read_text()
    nav = page.partition("md-nav--primary")[2].partition('data-md-type="toc"')[0]
    links = [link["href"] for link in seen(nav).all("a") if "md-nav__link" in (link.get("class") or "")]
    assert links[0] == "."
    assert {"alignment/", "about/", "guide/okr/"} <= set(links)
    assert not {"2026-q4/win/", "kpis/revenue/"} & set(links)


def test_home_is_called_home_in_the_nav_and_bears_the_sites_name(plain: Path) -> None:
    made = plain
    page = (made / "index.html").read_text()
    nav = page.partition("md-nav--primary")[2].partition('data-md-type="toc"')[0]
    assert [link["href"] for link in seen(nav).all("a")][1:3] == [".", "teams/"]
    assert "Home" in seen(nav).text
    name = load_config(str(made.parent / "mkdocs.yml")).site_name
    assert f"<title>{name}</title>" in page
    assert f"<title>Win the mid market - {name}</title>" in (made / "2026-q4/win/index.html").read_text()


def test_a_nav_of_the_users_own_is_kept_with_its_titles(site: Build) -> None:
    items = ("Start here: index.md", "Our win: 2026-q4/win.md", "Growth: teams/growth/team.md", "about.md")
    nav = "nav:\n" + "".join(f"  - {item}\n" for item in items)
    page = (site({"mkdocs.yml": CONFIG + nav}) / "index.html").read_text()
    text = seen(page.partition("md-nav--primary")[2].partition('data-md-type="toc"')[0]).text
    for title in ("Start here", "Our win", "Growth", "About us"):
        assert title in text
    assert "Scorecards" not in text


def test_the_pencil_edits_the_very_file(site: Build) -> None:
    config = CONFIG.replace("  font: false\n", "  font: false\n  features: [content.action.edit]\n")
    made = site({"mkdocs.yml": config + "repo_url: https://example.com/acme/goals\nedit_uri: edit/main/goals/\n"})
    for page, file in (
        ("index.html", "company.md"),
        ("teams/growth/index.html", "teams/growth/team.md"),
        ("2026-q4/win/index.html", "2026-q4/win.md"),
        ("about/index.html", "about.md"),
    ):
        edits = [link["href"] for link in seen((made / page).read_bytes()).all("a") if link.get("rel") == "edit"]
        assert edits == [f"https://example.com/acme/goals/edit/main/goals/{file}"]


def test_search_finds_each_goal_once_and_overviews_by_title_alone(plain: Path) -> None:
    found = _entries(plain)
    assert found["2026-q4/win/"]["title"] == "Win the mid market"
    assert "Win the mid market" not in found["2026-q4/win/"]["text"].partition("</p>")[0][:30]
    assert all("text" not in found[place] for place in ("", "alignment/", "attention/", "scorecards/"))
    assert [place for place, entry in found.items() if "Win the mid market" in entry["title"]] == ["2026-q4/win/"]


def test_search_keeps_titles_as_text(site: Build) -> None:
    made = site({"goals/kpis/revenue.md": str(GOALS["goals/kpis/revenue.md"]).replace("Revenue", "R&D <b>cost</b>")})
    assert _entries(made)["kpis/revenue/"]["title"] == "R&D <b>cost</b>"


def test_findings_are_logged_at_their_level(site: Build, log: pytest.LogCaptureFixture) -> None:
    site({"goals/2026-q4/bad.md": "---\nkind: objective\ntitle: Bad\nowner: Mei Lin\nkey_result: {}\n---\n"})
    records = [record for record in log.records if record.name == "mkdocs.plugins.goalsite"]
    assert ("ERROR", True) in {(record.levelname, "G004" in record.getMessage()) for record in records}
    assert any(record.levelname == "WARNING" for record in records)


def test_strict_fails_on_warnings(tmp_path: Path) -> None:
    with pytest.raises(Abort, match="in strict mode"):
        build({"mkdocs.yml": CONFIG + "strict: true\n"}, tmp_path)


def test_unknown_settings_are_told_with_their_place(site: Build, log: pytest.LogCaptureFixture) -> None:
    site({"mkdocs.yml": CONFIG + "      as_off: 2026-11-01\n"})
    assert any("mkdocs.yml:13:7 G004" in record.getMessage() for record in log.records)


def test_addresses_without_folders_are_refused_plainly(tmp_path: Path) -> None:
    with pytest.raises(Abort):
        build({"mkdocs.yml": CONFIG + "use_directory_urls: false\n"}, tmp_path)


def test_an_ordinary_page_never_takes_the_address_of_a_goal(site: Build) -> None:
    made = site({"goals/teams/growth/index.md": "# Impostor\n", "goals/index.md": "# Impostor\n"})
    assert "Impostor" not in seen((made / "teams/growth/index.html").read_bytes()).text
    assert "Impostor" not in seen((made / "index.html").read_bytes()).text


def test_only_chosen_front_matter_of_an_ordinary_page_reaches_the_theme(site: Build) -> None:
    front = "title: Guide\ndescription: How we work\ntemplate: redirect.html\nlocation: https://example.com\n"
    made = site({"goals/guide.md": f"---\n{front}icon: nonsense/bogus\nstatus: new\nhide: [toc]\n---\nText\n"})
    html = (made / "guide/index.html").read_text()
    page = seen(html)
    assert "md-status" not in html
    assert "http-equiv" not in html
    assert {"name": "description", "content": "How we work"} in list(page.all("meta"))
    assert "Guide" in page.text


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first = files_of(build({}, tmp_path))
    second = files_of(rebuild(tmp_path, "again"))
    assert first == second
    assert "sitemap.xml.gz" in first


def test_a_set_day_dates_everything(site: Build) -> None:
    made = site({"mkdocs.yml": CONFIG + "site_url: https://goals.example.com/\n"})
    assert set(seen((made / "sitemap.xml").read_bytes()).text.split()) >= {"2026-11-15"}
    days = {word for word in (made / "sitemap.xml").read_text().split("lastmod") if word.startswith(">")}
    assert all(day.startswith((">2026-11-15", ">\n")) for day in days)


def test_a_plugin_that_serves_many_builds_remembers_nothing(tmp_path: Path) -> None:
    build({}, tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    plugin = config.plugins["goalsite"]
    assert isinstance(plugin, GoalsitePlugin)
    plugin.on_config(config)
    assert "2026-q4/win" in plugin.understood.repository.objectives
    (tmp_path / "goals/2026-q4/win.md").rename(tmp_path / "goals/2026-q4/lose.md")
    fresh = load_config(str(tmp_path / "mkdocs.yml"))
    plugin.on_config(fresh)
    assert "2026-q4/win" not in plugin.understood.repository.objectives
    assert "2026-q4/lose" in plugin.understood.repository.objectives


def test_the_goals_and_the_templates_are_watched(tmp_path: Path) -> None:
    build({}, tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_config(config)
    assert any(path.endswith("site_templates") for path in config.watch)


def test_the_site_carries_its_data(plain: Path) -> None:
    made = files_of(plain)
    assert {"data/goals.json", "data/objectives.csv", "data/kpi-values.csv", "data/findings.csv"} <= set(made)
    assert json.loads(made["data/goals.json"])["as_of"] == "2026-11-15"


def test_every_page_says_its_day(plain: Path) -> None:
    for path, page in pages_of(plain).items():
        if path != "404.html":
            assert {"datetime": "2026-11-15"} in list(page.all("time")), path


def test_line_ends_of_windows_keep_front_matter(site: Build) -> None:
    paths = ["goals/company.md", "goals/2026-q4/win.md", "goals/kpis/revenue.md", "goals/about.md"]
    plain = site()
    pages = {path: (plain / path).read_bytes() for path in ("2026-q4/win/index.html", "about/index.html", "index.html")}
    windows = site({path: str(GOALS[path]).replace("\n", "\r\n") for path in paths})
    assert {path: (windows / path).read_bytes() for path in pages} == pages
    assert b"owner: Mei Lin" not in pages["2026-q4/win/index.html"]


def test_a_companys_own_theme_folder_comes_before_ours_and_behind_custom_dir(site: Build) -> None:
    config = CONFIG + "      templates: ours\n"
    ours: dict[str, str | bytes] = {"ours/theme/partials/copyright.html": "<p>Printed by Acme</p>"}
    made = site({"mkdocs.yml": config, **ours})
    assert "Printed by Acme" in (made / "2026-q4/win/index.html").read_text()
    config = config.replace("  font: false\n", "  font: false\n  custom_dir: custom\n")
    made = site({"mkdocs.yml": config, **ours, "custom/partials/copyright.html": "<p>Printed by hand</p>"})
    text = (made / "2026-q4/win/index.html").read_text()
    assert "Printed by hand" in text
    assert "Printed by Acme" not in text


def test_pages_that_another_plugin_writes_keep_their_front_matter_and_their_text(tmp_path: Path) -> None:
    config = CONFIG.replace("plugins:\n", "hooks: [more.py]\nplugins:\n")
    hook = (
        "from mkdocs.structure.files import File\n\n\n"
        "def on_files(files, config):\n"
        "    text = '---\\ntitle: Made\\n---\\n<script>made()</script>\\n'\n"
        "    files.append(File.generated(config, 'made.md', content=text))\n"
        "    return files\n"
    )
    made = build({"mkdocs.yml": config, "more.py": hook}, tmp_path)
    text = (made / "made/index.html").read_text()
    assert "<title>Made - Acme goals</title>" in text
    assert "made()" in text


@pytest.mark.parametrize("host", ["github.com", "gitlab.com"])
def test_the_link_to_the_forge_asks_the_forge_for_nothing(site: Build, host: str) -> None:
    # Material's own script asks the forge's interface for every element with this mark.
    made = site({"mkdocs.yml": CONFIG + f"repo_url: https://{host}/acme/goals\nedit_uri: edit/main/goals/\n"})
    home = (made / "index.html").read_text(encoding="utf-8")
    assert f'href="https://{host}/acme/goals"' in home
    assert 'data-md-component="source"' not in home


_ACTIVE = re.compile(
    r'md-nav__item--active">\s*<a href="[^"]*" class="md-nav__link">\s*<span class="md-ellipsis">\s*([^<]*?)\s*<'
)


def test_the_nav_marks_where_a_page_outside_of_it_belongs_and_nothing_else(site: Build) -> None:
    built = site({"mkdocs.yml": CONFIG.replace("      as_of", "      languages: [en, zh]\n      as_of")})
    marked = {
        "2026-q4/win": ["Teams"],
        "teams/growth/2026-q4/onboarding": ["Teams"],
        "teams/growth": ["Teams"],
        "kpis/revenue": ["Scorecards"],
        "cycles/2026-q4": ["Cycles"],
        "rules/g101": [],
        "scorecards": [],
        "teams": [],
        "about": [],
    }
    assert {place: _ACTIVE.findall((built / place / "index.html").read_text()) for place in marked} == marked
    assert _ACTIVE.findall((built / "zh/kpis/revenue/index.html").read_text()) == ["记分卡"]
    assert _ACTIVE.findall((built / "index.html").read_text()) == []


def test_a_nav_of_ones_own_without_the_hub_marks_nothing(site: Build) -> None:
    built = site({"mkdocs.yml": CONFIG + "nav:\n  - index.md\n  - More: [teams/index.md, kpis/revenue.md]\n"})
    assert _ACTIVE.findall((built / "cycles/2026-q4/index.html").read_text()) == []
    goal = (built / "2026-q4/win/index.html").read_text()
    assert _ACTIVE.findall(goal) == ["Teams"]
    assert 'aria-expanded="true"' in goal
    assert 'aria-expanded="true"' in (built / "kpis/revenue/index.html").read_text()
    assert 'aria-expanded="true"' not in (built / "about/index.html").read_text()
