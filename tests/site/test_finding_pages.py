"""What pages say of findings, rules and files that cannot be read."""

import re
from decimal import Decimal

from tests.site.company import TREE
from tests.site.company_pages import text_of
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.settings import Confidence, Pace, RuleSetting, Settings
from goalsite.site.views.findings import said
from goalsite.site.views.rules import passages
from goalsite.vocabulary import Level

BROKEN = "---\nkind: objective\ntitle: Half read\nowner: bo\nkey_results: none\n---\nBody\n"


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


def test_what_a_finding_quotes_is_code() -> None:
    assert said("no `target` < 1") == "no <code>target</code> &lt; 1"


def test_goals_that_a_finding_names_are_links(pages: Rendered) -> None:
    other = TREE["2026-q4/win.md"].replace("Win the mid-market", "Win the rest")
    found = pages({**TREE, "2026-q4/rest.md": other})
    body = found["kpis/revenue.md"].body
    assert "2 objectives of 2026-q4 claim this KPI" in body
    assert '<a href="../../2026-q4/win/">win</a>' in body
    assert '<a href="../../2026-q4/rest/">rest</a>' in body
    assert '<a href="../2026-q4/rest/">rest</a>' in found["attention.md"].body
