"""What pages say."""

import re
from decimal import Decimal

import pytest
from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.settings import Confidence, Pace, RuleSetting, Settings
from goalsite.site.views.explore import WORST_FIRST
from goalsite.site.views.findings import said
from goalsite.site.views.rules import passages
from goalsite.vocabulary import Level

BROKEN = "---\nkind: objective\ntitle: Half read\nowner: bo\nkey_results: none\n---\nBody\n"


def text_of(pages: Rendered, path: str, tree: dict[str, str] | None = None, **more: object) -> str:
    return Parsed(pages(tree or TREE, **more)[path].body).text  # type: ignore[arg-type]


def test_an_objective_says_where_it_stands_and_why(pages: Rendered) -> None:
    text = text_of(pages, "2026-q4/win.md")
    # deals 20/40 = 50 %, sales (11.2 − 10) ÷ (12 − 10) = 60 %: mean 55 %.
    assert "55%" in text
    assert "On track: when last measured, 31 Oct to 10 Nov, it was" in text
    assert "2 of 2 key results measured." in text
    assert "Deals signed" in text
    assert "Halfway, on time." in text


def test_a_key_result_unfolds_to_its_formula_and_line(pages: Rendered) -> None:
    text = text_of(pages, "2026-q4/win.md")
    assert "(now − from) ÷ (to − from)" in text
    assert "(20 − 0) ÷ (40 − 0)" in text
    assert "win.md:" in text


def test_money_is_shown_as_money(pages: Rendered) -> None:
    assert "€11.20" in text_of(pages, "kpis/revenue.md")


def test_a_body_links_to_the_pages_of_goals(pages: Rendered) -> None:
    assert '<a href="../../kpis/revenue/">revenue</a>' in pages(TREE)["2026-q4/win.md"].body


def test_an_objective_shows_what_it_supports_and_what_supports_it(pages: Rendered) -> None:
    found = pages(TREE)
    assert '<a href="../../2026-q4/win/#kr-deals">' in found["teams/growth/2026-q4/onboard.md"].body.replace(
        "../../../../", "../../"
    )
    assert "Effortless onboarding" in Parsed(found["2026-q4/win.md"].body).text


def test_milestones_that_are_late_say_by_how_much(pages: Rendered) -> None:
    assert "14 days over" in text_of(pages, "teams/growth/2026-q4/onboard.md")


def test_periods_of_a_keep_are_drawn_one_by_one(pages: Rendered) -> None:
    page = pages(TREE)["teams/growth/2026-q4/onboard.md"]
    cells = [value for _, name, value in Parsed(page.body).attributes if name == "title" and "held" in value]
    assert len(cells) == 1
    assert cells[0].startswith("8 Oct to 14 Oct: held")


def test_recorded_reasons_are_on_the_page(pages: Rendered) -> None:
    text = text_of(pages, "teams/growth/2026-q4/onboard.md")
    assert "2 Nov 2026 target · day 33 of 92 · approved by Ann Lee · as told in teams/growth/" in text
    assert "Moved Days to first value Reason “The pilot showed it”" in text


def test_a_kpi_says_why_and_who_works_on_it(pages: Rendered) -> None:
    text = text_of(pages, "kpis/revenue.md")
    assert "Warning: below the target of €12" in text
    assert "within the warning bound of €11" in text
    assert "Win the mid-market" in text
    assert "Strong autumn" in text


def test_home_shows_company_objectives_kpis_and_coverage(pages: Rendered) -> None:
    text = text_of(pages, "index.md")
    assert "Well made things" in text
    assert "2026 Q4 · day 46 of 92" in text
    assert "46 days left" in text
    assert "Win the mid-market" in text
    assert re.search(r"Alignment 100% *Alignment tree *1 of 1 objective reaches a company goal\.", text)


def test_a_team_shows_its_objectives_people_and_relations(pages: Rendered) -> None:
    text = text_of(pages, "teams/growth/index.md")
    assert "mean of 1 objective in 2026 Q4" in text
    assert "lead, head of growth" in text
    assert "Supports Win the mid-market" in text


def test_an_objective_is_the_mean_of_held_shares_on_every_page(pages: Rendered) -> None:
    # 120 of 40 deals count as 100 %, revenue is at 60 %: 80 %, not the 180 % of the raw mean.
    more = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("values: {deals: 20}", "values: {deals: 120}")}
    found = pages(more)
    for path in ("2026-q4/win.md", "index.md", "cycles/2026-q4.md"):
        text = Parsed(found[path].body).text.replace("progress, as it is", "").replace("= 180%", "")
        assert "80%" in text, path
        assert "180%" not in text, path
    assert "300%" in Parsed(found["2026-q4/win.md"].body).text  # the key result itself is shown as it is


def test_a_teams_bar_carries_a_tick_while_its_cycle_runs(pages: Rendered) -> None:
    # (metric 45/91 + keep 6/13 + milestones due 1/2) ÷ 3 = 48.5 %
    assert "expected today 49%" in text_of(pages, "teams/growth/index.md")
    assert (
        "expected today" not in text_of(pages, "teams/growth/index.md", as_of="2027-01-15").partition("Objectives")[0]
    )


def test_a_cycles_page_carries_the_tick_of_teams_and_compares_beside_their_names(pages: Rendered) -> None:
    old = TREE["teams/growth/2026-q4/onboard.md"].replace("win#deals", "revenue")
    tree = {**TREE, "teams/growth/2026-q3/early.md": re.sub("check_ins:.*?initiatives", "initiatives", old, flags=re.S)}
    body = pages(tree)["cycles/2026-q4.md"].body
    # The company's one objective runs from the first day of the quarter to the last: 45/91 of it are gone.
    assert "expected today 49%" in Parsed(body).text.partition("Objectives")[0]
    team = body[body.index(">Growth</a>") :].partition("</tr>")[0]
    assert "expected today 49%" in team
    assert re.search(r"<small>.* in 2026 Q3</small></th>", team)
    over = pages(tree, as_of="2027-01-15")["cycles/2026-q4.md"].body
    assert "expected today" not in over[over.index(">Growth</a>") :].partition("</tr>")[0]


def test_a_cycle_shows_scores_that_only_its_key_results_have(pages: Rendered) -> None:
    closed = TREE["2026-q4/win.md"].replace("owner: ann", "owner: ann\nstate: closed", 1)
    closed = closed.replace("to: 40}", "to: 40, score: 0.3}").replace("to: 12}", "to: 12, score: 0.6}")
    assert "0.45" in text_of(pages, "cycles/2026-q4.md", {**TREE, "2026-q4/win.md": closed})


def test_recorded_reasons_of_a_kpi_are_those_of_the_day(pages: Rendered) -> None:
    reasons = "adjustments: [{date: 2026-11-15, why: Said so}, {date: 2026-11-16, why: Not yet}]\nvalues:"
    tree = {**TREE, "kpis/revenue.md": TREE["kpis/revenue.md"].replace("values:", reasons)}
    text = text_of(pages, "kpis/revenue.md", tree)
    assert "Said so" in text
    assert "Not yet" not in text


def test_a_person_shows_own_and_owned_objectives(pages: Rendered) -> None:
    text = text_of(pages, "people/ann.md")
    assert "Coach every week" in text
    assert "Win the mid-market" in text
    assert "Revenue" in text


def test_a_cycle_shows_its_theme_and_retrospective(pages: Rendered) -> None:
    text = text_of(pages, "cycles/2026-q4.md")
    assert "Fewer, better" in text
    assert "What we learned." in text


def test_a_cycle_has_a_retrospective_once_it_is_over(pages: Rendered) -> None:
    assert "About this cycle" in text_of(pages, "cycles/2026-q4.md")
    over = text_of(pages, "cycles/2026-q4.md", as_of="2027-01-01")
    assert "Retrospective" in over
    assert "About this cycle" not in over


def test_what_supports_a_kpi_says_so(pages: Rendered) -> None:
    tree = {**TREE}
    path = "teams/growth/2026-q4/onboard.md"
    tree[path] = tree[path].replace("supports: win#deals", "supports: revenue")
    assert "Supports the KPI Revenue" in text_of(pages, path, tree)
    assert "supports the KPI Revenue" in text_of(pages, "teams/growth/index.md", tree)


def test_a_list_of_objectives_shows_the_score_of_a_closed_one(pages: Rendered) -> None:
    path = "teams/growth/2026-q4/onboard.md"
    closed = TREE[path].replace("owner: bo", "owner: bo\nstate: closed\nscore: 0.85", 1)
    earlier = {**TREE, path.replace("2026-q4", "2026-q3"): closed.replace("Effortless", "Earlier")}
    assert "closed, met 0.85" in " ".join(text_of(pages, "teams/growth/index.md", earlier).split())


def test_home_leads_to_the_wallboard(pages: Rendered) -> None:
    assert '<a href="wallboard/">' in pages(TREE)["index.md"].body


def test_a_closed_objective_shows_its_score_and_grade(pages: Rendered) -> None:
    closed = TREE["2026-q4/win.md"].replace(
        "owner: ann", "owner: ann\nstate: closed\nscore: 0.7\nlearned: Start earlier", 1
    )
    found = pages({**TREE, "2026-q4/win.md": closed})
    text = Parsed(found["2026-q4/win.md"].body).text
    assert "Closed, met: by its score 0.70, read as aspirational." in text
    assert "Start earlier" in text
    assert "0.70" in Parsed(found["cycles/2026-q4.md"].body).text


def test_without_people_no_person_appears_in_pages_or_figures(pages: Rendered) -> None:
    found = pages(TREE, settings=Settings(people=False))
    assert not any(path.startswith("people/") for path in found)
    for path, page in found.items():
        assert "Coach every week" not in page.body, path
        assert "people/ann" not in page.body, path


def test_without_people_no_finding_tells_of_a_personal_goal(pages: Rendered) -> None:
    vague = TREE["people/ann/2026-q4/coach.md"].replace("Coach every week", "TBD")
    tree = {**TREE, "people/ann/2026-q4/coach.md": vague}
    assert "coach" in pages(tree)["attention.md"].body
    assert "coach" not in pages(tree, settings=Settings(people=False))["attention.md"].body


def test_an_unreadable_objective_keeps_its_page_and_says_why(pages: Rendered) -> None:
    found = pages({**TREE, "teams/growth/2026-q4/half.md": BROKEN})
    page = found["teams/growth/2026-q4/half.md"]
    text = Parsed(page.body).text
    assert page.kind == "unreadable"
    assert page.title == "Half read"
    assert "This objective could not be read." in text
    assert "G003" in text


def test_a_mean_says_what_it_leaves_out(pages: Rendered) -> None:
    found = pages({**TREE, "teams/growth/2026-q4/half.md": BROKEN})
    text = Parsed(found["teams/growth/index.md"].body).text
    assert "1 of 2 left out" in text
    assert "goals/teams/growth/2026-q4/half.md" in text
    assert "could not be read" in text


def test_a_file_of_unknown_kind_keeps_its_page(pages: Rendered) -> None:
    found = pages({**TREE, "kpis/lost.md": "---\nkind: kpi\n  bad\n: [\n---\n"})
    assert found["kpis/lost.md"].kind == "unreadable"
    assert "G002" in found["kpis/lost.md"].body


def test_findings_stand_on_attention_by_owner_and_on_their_page(pages: Rendered) -> None:
    vague = TREE["teams/growth/2026-q4/onboard.md"].replace("title: Effortless onboarding", "title: TBD")
    found = pages({**TREE, "teams/growth/2026-q4/onboard.md": vague})
    attention = Parsed(found["attention.md"].body).text
    assert "Bo Tan" in attention
    assert "G205" in attention
    assert "G205" in found["teams/growth/2026-q4/onboard.md"].body


def test_goals_that_go_badly_are_the_same_on_home_and_on_needs_attention(pages: Rendered) -> None:
    late = "---\nkind: objective\ntitle: Late {n}\nowner: ann\nkey_results: {{a: {{title: A, from: 0, to: 1}}}}\n---\n"
    found = pages({**TREE, **{f"2026-q4/late{n}.md": late.format(n=n) for n in range(20)}})
    home, page = found["index.md"].body, found["attention.md"].body
    home = home[home.index('id="attention"') : home.index('id="alignment"')]
    goals, _section, files = page.partition('id="files"')
    listed = re.findall(r'<li><span class="gs-s.*?</a>', home)
    assert len(listed) == 12
    whole = re.findall(r'<li><span class="gs-s.*?</a>', goals[goals.index('id="goals"') :])
    assert [line.replace("../", "") for line in whole[:12]] == listed
    assert f"{len(whole)} goals, the 12 most urgent" in Parsed(home).text
    assert f"{len(whole)} goals go badly" in Parsed(goals).text
    assert "Ann Lee" in goals
    assert "attention/#files" in Parsed(home).links
    assert "finding" in Parsed(goals).text
    assert "gs-findings" in files


def test_how_to_read_uses_the_sites_own_settings(pages: Rendered) -> None:
    settings = Settings(
        pace=Pace(Decimal("0.05"), Decimal("0.15"), Decimal("0.2")),
        confidence=Confidence(Decimal("0.8"), Decimal("0.5")),
    )
    text = text_of(pages, "how-to-read.md", settings=settings)
    assert "at most 5 points behind, and confidence at least 0.80" in text
    assert "In the first 20% of a cycle pace is not judged" in text


def test_every_rule_has_a_page_that_the_table_leads_to(pages: Rendered) -> None:
    from goalsite.check.registry import RULES

    found = pages(TREE)
    table = Parsed(found["rules.md"].body)
    for code, rule in RULES.items():
        page = found[f"rules/{code.lower()}.md"]
        assert f"../rules/{code.lower()}/" in table.links
        assert page.title == f"{code}: {rule.title.replace('`', '')}"
        assert (page.search_text, page.hub, page.headings) == (code, False, ())


def test_a_finding_leads_to_the_page_of_its_rule(pages: Rendered) -> None:
    found = pages(TREE)
    assert "../rules/g501/" in Parsed(found["attention.md"].body).links
    assert "../rules/g301/" in Parsed(found["how-to-read.md"].body).links


def test_the_page_of_a_rule_says_the_level_and_bounds_set_by_this_site(pages: Rendered) -> None:
    set_here = {"G202": RuleSetting(Level.ERROR, {"max": Decimal(4)})}
    text = text_of(pages, "rules/g202.md", settings=Settings(rules=set_here))
    assert "error" in text
    assert "max 4" in text
    assert "set by this site" in text
    assert "set by this site" not in text_of(pages, "rules/g201.md", settings=Settings(rules=set_here))


def test_a_file_at_the_address_of_a_rule_keeps_it(pages: Rendered) -> None:
    found = pages({**TREE, "rules/g205.md": TREE["teams/growth/2026-q4/onboard.md"]})
    assert found["rules/g205.md"].title == "Effortless onboarding"
    assert "../site/rules/g205/" in Parsed(found["rules.md"].body).links


def test_documentation_is_split_into_prose_and_examples() -> None:
    found = passages("Title.\n\nWhy it\nmatters.\n\nBad:\n\n    a:\n      b\n\n    c\n\nGood:\n\n    d\n")
    assert [(part.text, part.example) for part in found] == [
        ("Why it matters.", False),
        ("Bad:", False),
        ("a:\n  b\n\nc", True),
        ("Good:", False),
        ("d", True),
    ]


def test_what_a_goal_carries_on_says_its_cycle(pages: Rendered) -> None:
    win = TREE["2026-q4/win.md"]
    tree = {**TREE, "2026-q3/win.md": win, "2026-q4/win.md": win.replace("owner: ann", "owner: ann\ncarries_on: win")}
    assert "Carries on Win the mid-market, 2026 Q3" in " ".join(text_of(pages, "2026-q4/win.md", tree).split())
    assert "Carried on by Win the mid-market, 2026 Q4" in " ".join(text_of(pages, "2026-q3/win.md", tree).split())


def test_an_empty_company_says_what_to_do_next(pages: Rendered) -> None:
    found = pages({})
    home = found["index.md"].body
    assert "No company objective yet." in home
    assert "stand at" not in home
    assert "No team yet." in found["teams/index.md"].body
    assert "No KPI yet." in found["scorecards.md"].body
    for path, root in (("index.md", ""), ("teams/index.md", "../"), ("explore.md", "../"), ("alignment.md", "../")):
        assert f"{root}how-to-change/#propose" in Parsed(found[path].body).links


def test_an_empty_cycle_says_so_and_no_figures_of_nothing(pages: Rendered) -> None:
    tree = {"2027-q1/draft.md": TREE["2026-q4/win.md"].replace("owner: ann", "owner: ann\nstate: draft")}
    home = Parsed(pages(tree, "2027-01-15")["index.md"].body).text
    assert "Win the mid-market" in home
    assert "together" not in home
    own = text_of(pages, "index.md")
    assert "2026 Q4: the company objectives stand at 55% together; all objectives pooled at" in own


def test_a_goal_without_key_results_or_check_ins_leads_to_where_to_write_them(pages: Rendered) -> None:
    bare = "---\nkind: objective\ntitle: Bare\nowner: ann\nkey_results: {a: {title: A, from: 0, to: 1}}\n---\n"
    body = pages({**TREE, "2026-q4/bare.md": bare})["2026-q4/bare.md"].body
    empty = body[body.index("No check-in yet.") :].partition("</p>")[0]
    assert re.search(r'<a href="\.\./\.\./check-in/\?[^"]+">Check in</a>', empty)


def test_without_any_company_there_still_is_a_home(pages: Rendered) -> None:
    assert pages({"company.md": "no front matter"})["index.md"].title == "Company"


def test_what_lies_below_a_goal_of_the_tree_is_counted_with_the_worst_last(pages: Rendered) -> None:
    child = TREE["teams/growth/2026-q4/onboard.md"]
    tree = {
        f"teams/growth/2026-q4/{state}.md": child.replace("owner: bo\n", f"owner: bo\nstate: {state}\n", 1)
        for state in ("draft", "abandoned")
    }
    body = pages({**TREE, **tree})["alignment.md"].body
    line = body[body.index("Win the mid-market</a>") :].partition("<details")[0]
    # Effortless onboarding and Coach every week, the draft and the abandoned one.
    assert "4 below" in line
    shapes = re.findall(r'<i class="gs-u (\w+)">', line)
    assert len(shapes) == 4
    assert shapes == sorted(shapes, key=lambda shape: -WORST_FIRST.index(shape))


def test_where_key_results_and_supporters_disagree_both_bars_are_drawn(pages: Rendered) -> None:
    # Two key results at 50 % and 60 %: 55; one supporter at 0.
    child = TREE["teams/growth/2026-q4/onboard.md"]
    child = re.sub(
        "check_ins:.*?initiatives",
        "check_ins: [{date: 2026-11-12, values: {time: 10}}]\ninitiatives",
        child,
        flags=re.S,
    )
    child = re.sub("  uptime:.*?\n  steps:.*?\n", "", child)
    tree = {**TREE, "teams/growth/2026-q4/onboard.md": child}
    body = pages(tree)["alignment.md"].body
    asking = body[body.index('class="gs-asking"') :].partition("</div>")[0]
    assert asking.count('class="gs-bar') == 2
    assert re.findall(r'<b class="n pc"><a href="[./]*2026-q4/win/#why">([^<]+)</a></b>', asking) == ["55%", "0%"]
    said = " ".join(Parsed(asking).text.split())
    assert "mean of 2 key results Its 1 supporter says" in said
    assert "Effortless onboarding, 0%" in said


@pytest.mark.parametrize("depth", [5, 200])
def test_a_long_chain_of_support_fits_the_tree(pages: Rendered, depth: int) -> None:
    tree = dict(TREE)
    above = "win"
    for number in range(depth):
        tree[f"teams/growth/2026-q4/g{number}.md"] = (
            f"---\nkind: objective\ntitle: Link {number} of the chain\nowner: bo\nsupports: {above}\n"
            "key_results:\n  a: {title: One, from: 0, to: 10}\n  b: {title: Two, from: 0, to: 10}\n---\n"
        )
        above = f"g{number}"
    found = pages(tree)
    text = "".join(page.body for path, page in found.items() if path.startswith("alignment"))
    assert all(f"Link {number} of the chain" in text for number in range(depth))


def test_pages_say_the_day_they_are_of(pages: Rendered) -> None:
    assert all("As of 15 Nov 2026" in page.body for page in pages(TREE).values())


def test_a_pages_root_is_one_element(pages: Rendered) -> None:
    for page in pages(TREE).values():
        assert page.body.startswith('<div class="gs ')
        assert page.body.endswith("</div>")


def test_pace_says_that_it_is_of_the_days_of_the_figures(pages: Rendered) -> None:
    # The newest value of the KPI is of 31 October, that of the deals of 10 November.
    # On their days 40/91 and 30/91 of the line were gone: ahead by 6.04 and 27.03 points, in the mean by 16.5.
    said = "On track: when last measured, 31 Oct to 10 Nov, it was 17 points ahead, and confidence is 0.80"
    assert said in text_of(pages, "2026-q4/win.md")
    one_day = TREE["2026-q4/win.md"].replace("2026-11-10", "2026-10-31")
    # 20 of 40 and 60 % where 30 of 91 days had gone: 22 points ahead of them.
    said = "On track: on 31 Oct, when last measured, it was 22 points ahead, and confidence is 0.80"
    assert said in text_of(pages, "2026-q4/win.md", {**TREE, "2026-q4/win.md": one_day}, as_of="2026-11-09")
    today = TREE["2026-q4/win.md"].replace("2026-11-10", "2026-11-15").replace("kpi: revenue, ", "")
    today = today.replace("values: {deals: 20}", "values: {deals: 20, sales: 11}")
    text = text_of(pages, "2026-q4/win.md", {**TREE, "2026-q4/win.md": today})
    # 20 of 40 and half the way from 10 to 12, where 45 of 91 days have gone.
    assert "On track because it is 1 point ahead" in text
    assert "last measured" not in text


def test_the_navigation_says_home(pages: Rendered) -> None:
    found = pages(TREE)
    assert (found["index.md"].title, found["index.md"].nav_title) == ("Acme", "Home")
    assert found["kpis/revenue.md"].nav_title == "Revenue"


def test_a_value_names_the_ending_of_its_own_file_and_its_line(pages: Rendered) -> None:
    tree = {**TREE, "kpis/revenue/2026-11-14.md": "---\nkind: check-in\nvalue: 11.5\n---\n"}
    text = text_of(pages, "kpis/revenue.md", tree)
    assert "md:12" in text
    assert "revenue/2026-11-14.md:" in text


def test_what_a_finding_quotes_is_code() -> None:
    assert said("no `target` < 1") == "no <code>target</code> &lt; 1"


def test_a_title_has_the_room_of_the_columns_an_objective_leaves_empty(pages: Rendered) -> None:
    # Head and rows agree on nine columns with pace, of which From and Pace go where room is small.
    body = pages(TREE)["teams/growth/index.md"].body
    table = body[body.index('<table class="gs-t gs-goals paced">') : body.index("</table>")]
    head, rows = table.split("</thead>")
    row = rows[: rows.index("</tr>")]
    assert head.count("<th") - head.count("<thead") == 3 + row.count("<td")
    assert head.count(" wide") == row.count("wide")


def test_a_team_page_tells_cycles_of_one_title_apart(pages: Rendered) -> None:
    tree = {
        **TREE,
        "cycles/2026-q3.md": "---\nkind: cycle\ntitle: The push\n---\n",
        "cycles/2026-q4.md": "---\nkind: cycle\ntitle: The push\n---\n",
        "teams/growth/2026-q3/before.md": TREE["teams/growth/2026-q4/onboard.md"],
    }
    text = text_of(pages, "teams/growth/index.md", tree)
    assert "mean of 1 objective in The push" in text
    assert "Other cycles 1" in text


def test_a_kpi_that_a_goal_also_helps_says_that_it_is_one(pages: Rendered) -> None:
    helps = TREE["teams/growth/2026-q4/onboard.md"].replace(
        "supports: win#deals", "supports: win#deals\nalso_supports: [revenue, win]"
    )
    found = pages({**TREE, "teams/growth/2026-q4/onboard.md": helps})
    assert (
        "Also helps KPI Revenue, Acme; Win the mid-market, Acme"
        in Parsed(found["teams/growth/2026-q4/onboard.md"].body).text
    )
    assert "KPI Revenue" in Parsed(found["alignment.md"].body).text


def test_goals_that_a_finding_names_are_links(pages: Rendered) -> None:
    other = TREE["2026-q4/win.md"].replace("Win the mid-market", "Win the rest")
    found = pages({**TREE, "2026-q4/rest.md": other})
    body = found["kpis/revenue.md"].body
    assert "2 objectives of 2026-q4 claim this KPI" in body
    assert '<a href="../../2026-q4/win/">win</a>' in body
    assert '<a href="../../2026-q4/rest/">rest</a>' in body
    assert '<a href="../2026-q4/rest/">rest</a>' in found["attention.md"].body
