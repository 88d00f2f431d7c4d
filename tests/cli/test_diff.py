"""``goalsite diff``: what it says, to whom, and how it ends."""

import json
from html import unescape
from pathlib import Path

import pytest
from tests.change.repositories import Goals
from tests.cli.conftest import Run
from tests.cli.small_company import DAY, GROW, OMAR, TOP, grow, small_company

from goalsite.language import speaking


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return the small company."""
    return small_company(tmp_path / "repository")


def test_diff_says_each_goal_old_and_new_up_to_the_company(run: Run, goals: Goals) -> None:
    # Grow: 2/10 and 1/2 make 35 %; with a target of 5, 2/5 and 1/2 make 45 %. Above it half as much: (35 + 50) / 2.
    goals.write({GROW: grow("5")})
    data = json.loads(run("-C", goals.folder, "diff", "main", "--format", "json", *DAY).stdout)
    (touched,) = data["goals"]
    assert (touched["old"]["progress"], touched["new"]["progress"]) == (0.35, 0.45)
    assert touched["changes"] == [{"class": "target", "key": "key_results.sales.to", "old": 10, "new": 5}]
    (above,) = data["along"]
    assert (above["id"], above["old"]["progress"], above["new"]["progress"]) == ("2026-q4/top", 0.425, 0.475)
    assert {(team["team"], team["old"], team["new"]) for team in data["teams"]} == {
        ("growth", 0.35, 0.45),
        (None, 0.425, 0.475),
    }
    assert [(move["key"], move["explained"], move["original_progress"]) for move in data["goalposts"]] == [
        ("key_results.sales.to", False, 0.35)
    ]
    assert [finding["code"] for finding in data["findings"]["added"]] == ["G504"]
    assert [one["person"] for one in data["concerned"]] == ["Mei Lin", "Ada Berg"]


def test_diff_in_markdown_is_ready_for_a_comment(run: Run, goals: Goals) -> None:
    goals.write({GROW: grow("5")})
    text = run("-C", goals.folder, "diff", "main", "--format", "markdown", *DAY).stdout
    assert text.startswith("### 1 goal changes, 1 more moves with it, 1 reason is missing\n")
    assert "| Grow<br><sub>Growth · Mei Lin</sub> | 35% → **45%** |" in text
    assert "| Grow › Sales<br><sub><strong>target 10 → 5</strong></sub> | 20% → **40%** |" in text
    assert "| ↑ Customers stay<br><sub>Acme · Ada Berg</sub> | 43% → **48%** |" in text
    # Of sales 2 of 10 and of calls half the way is 35 %, as the goal's page and the log have it; with 2 of 5 45 %.
    assert "Under the original targets the goal would stand at <strong>35%</strong>, not 45%." in text
    assert "```yaml\nadjustments:\n  - date: 2026-11-20\n    what: sales\n    why: …\n    approved_by: …\n```" in text
    assert "G504" in text
    assert "Theirs too, and not in on it yet" in text


def test_diff_says_where_the_preview_lies(run: Run, goals: Goals) -> None:
    words = ("-C", goals.folder, "diff", "main", "--format", "markdown", *DAY)
    link = "https://ci.example/runs/7)#artifacts"
    text = run(*words, "--preview", link).stdout
    told = "The site as it would be: <code>preview</code> among the artifacts of [this run](https://ci.example/runs/7%29#artifacts).\n"
    assert told in text
    assert "preview" not in run(*words).stdout
    for wrong in ("runs/7", "javascript:alert(1)", "https://a b", "https://ci.example/7\n> x", "https://"):
        done = run(*words, "--preview", wrong)
        assert (done.exit_code, "is not a link" in done.stderr) == (2, True)


def test_what_is_ready_to_paste_is_a_reason_once_filled_in(run: Run, goals: Goals) -> None:
    reason = (
        "adjustments:\n  - date: 2026-11-20\n    what: sales\n    why: The fair is off\n    approved_by: Ada Berg\n"
    )
    goals.write({GROW: grow("5", more=reason)})
    done = run("-C", goals.folder, "diff", "main", "--format", "markdown", *DAY)
    assert "reason is missing" not in done.stdout
    assert "The reason: The fair is off – approved by Ada Berg" in done.stdout
    assert "G504" not in done.stdout


def test_diff_of_words_says_so_in_one_line(run: Run, goals: Goals) -> None:
    goals.write({GROW: grow() + "More words.\n"})
    text = run("-C", goals.folder, "diff", "main", "--format", "markdown", *DAY).stdout
    assert text.startswith("### 1 goal is told anew, and no figure changes\n\n<sub>")
    text = run("-C", goals.folder, "diff", "HEAD", "HEAD", *DAY).stdout
    assert text.startswith("No goal changes\n")


def test_diff_compares_with_the_point_where_the_branch_left(run: Run, goals: Goals) -> None:
    goals.git("checkout", "-qb", "branch")
    goals.commit("2026-11-18", {GROW: grow("5")}, by=OMAR)
    goals.git("checkout", "-q", "main")
    goals.commit("2026-11-19", {"2026-q4/top.md": TOP.replace("pay: 5", "pay: 10")})
    data = json.loads(run("-C", goals.folder, "diff", "main", "branch", "--format", "json", *DAY).stdout)
    assert [goal["id"] for goal in data["goals"]] == ["teams/growth/2026-q4/grow"]
    data = json.loads(run("-C", goals.folder, "diff", "main", "branch", "--exact", "--format", "json", *DAY).stdout)
    assert {goal["id"] for goal in data["goals"]} == {"teams/growth/2026-q4/grow", "2026-q4/top"}


def test_whoever_made_the_change_is_not_told_of_it(run: Run, goals: Goals) -> None:
    person = "---\nkind: person\ntitle: Mei Lin\nemails: [Mei@Example.com]\n---\n"
    goals.commit("2026-11-01", {"people/mei-lin.md": person, GROW: grow()})
    goals.commit("2026-11-18", {GROW: grow("5")}, by="M. L. <mei@example.com>")
    data = json.loads(run("-C", goals.folder, "diff", "HEAD~1", "HEAD", "--format", "json", *DAY).stdout)
    assert [one["name"] for one in data["concerned"]] == ["Ada Berg"]


def test_diff_is_right_where_the_base_is_broken(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-17", {GROW: "---\nkind: objective\ntitle: [\n---\n"})
    goals.write({GROW: grow()})
    done = run("-C", goals.folder, "diff", "HEAD", "--format", "json", *DAY)
    assert done.exit_code == 0
    data = json.loads(done.stdout)
    found = {goal["id"]: goal for goal in (*data["goals"], *data["along"])}
    grown = found["teams/growth/2026-q4/grow"]
    assert (grown["old"]["progress"], grown["new"]["progress"]) == (None, 0.35)
    assert "G002" in {finding["code"] for finding in data["findings"]["removed"]}
    assert data["goalposts"] == []


def test_a_moved_file_is_the_same_goal(run: Run, goals: Goals) -> None:
    goals.git("mv", "goals/teams/growth/2026-q4/grow.md", "goals/2026-q4/grow.md")
    data = json.loads(run("-C", goals.folder, "diff", "HEAD", "--format", "json", *DAY).stdout)
    (touched,) = data["goals"]
    assert (touched["id"], touched["moves"]) == ("2026-q4/grow", False)
    assert touched["changes"] == [{"class": "scope", "key": "team", "old": "growth", "new": None}]


def test_new_and_removed_goals_are_named(run: Run, goals: Goals) -> None:
    goals.write({"teams/growth/2026-q4/new.md": TOP.replace("title: Customers stay", "title: Fresh"), GROW: None})
    text = run("-C", goals.folder, "diff", "HEAD", *DAY).stdout
    assert "2 goals change" in text
    assert "Fresh" in text


def test_hostile_titles_stay_text(run: Run, goals: Goals) -> None:
    evil = "<img src=x onerror=alert(1)> @everyone | [x](javascript:1) ::set-output ##[error] `x`"
    goals.write(
        {GROW: grow("5").replace("title: Grow", f"title: '{evil}'").replace("title: Sales", f"title: '{evil}'")}
    )
    text = run("-C", goals.folder, "diff", "HEAD", "--format", "markdown", *DAY).stdout
    assert "<img" not in text
    assert "@everyone" not in text
    assert "](javascript" not in text
    table = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(line.count("|") == 4 for line in table)
    plain = run("-C", goals.folder, "diff", "HEAD", *DAY).stdout
    assert "##[" not in plain
    assert not any(line.lstrip().startswith("::") for line in plain.splitlines())


def test_a_report_in_another_language_of_the_site_tells_of_goals_in_it(run: Run, goals: Goals) -> None:
    (goals.folder / "mkdocs.yml").write_text(
        "site_name: Acme\ndocs_dir: goals\nplugins:\n  - goalsite:\n      languages: [en, zh]\n"
    )
    goals.commit("2026-10-02", {GROW.replace(".md", ".zh.md"): "---\ntitle: 增长\nkey_results:\n  sales: 销量\n---\n"})
    goals.write({GROW: grow("5")})
    report = ("diff", "HEAD", "--format", "markdown", *DAY)
    with speaking("zh"):
        text = run("-C", goals.folder, *report, LANGUAGE="zh").stdout
    assert "| 增长<br><sub>Growth · Mei Lin</sub> | 35% → **45%** |" in text
    assert "| 增长 › 销量<br><sub><strong>目标值 10 → 5</strong></sub> | 20% → **40%** |" in text
    assert "<strong>1处目标值变动，没有说明理由。</strong>增长：销量：目标值 10 → 5" in text
    assert "| Grow<br>" in run("-C", goals.folder, *report).stdout


def test_a_mean_that_is_not_seen_to_move_is_not_told(run: Run, goals: Goals) -> None:
    # Calls go from 15 to 14.99: Grow's progress from 35 % to 35.05 %, and the company's mean from 42.5 % to 42.525 %.
    goals.write({GROW: grow(check_in="{date: 2026-11-10, values: {sales: 2, calls: 14.99}}")})
    data = json.loads(run("-C", goals.folder, "diff", "HEAD", "--format", "json", *DAY).stdout)
    assert [one["team"] for one in data["teams"]] == [None, "growth"]
    assert "mean of" not in run("-C", goals.folder, "diff", "HEAD", *DAY).stdout


def test_confidence_is_told_by_key_result(run: Run, goals: Goals) -> None:
    check_in = "{date: 2026-11-10, values: {sales: 2, calls: 15}, confidence: {sales: 0.4, calls: 0.7}}"
    goals.write({GROW: grow(check_in=check_in)})
    text = run("-C", goals.folder, "diff", "HEAD", *DAY).stdout
    assert "confidence 0.70 (Calls), 0.40 (Sales)" in text


def test_a_file_of_a_new_name_is_the_same_goal(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")}, "Lower", by=OMAR)
    goals.git("mv", f"goals/{GROW}", "goals/teams/growth/2026-q4/thrive.md")
    thrive = "teams/growth/2026-q4/thrive"
    for committed in (False, True):
        if committed:
            goals.commit("2026-11-18", {}, "Another name")
        base = "HEAD~1" if committed else "HEAD"
        data = json.loads(run("-C", goals.folder, "diff", base, "--format", "json", *DAY).stdout)
        (touched,) = data["goals"]
        assert (touched["id"], touched["moves"]) == (thrive, False)
        assert touched["changes"] == [
            {"class": "wording", "key": "path", "old": "teams/growth/2026-q4/grow", "new": thrive}
        ]
        assert data["findings"] == {"added": [], "removed": []}
        text = run("-C", goals.folder, "check", *DAY).stdout
        assert "thrive.md:7:" in text
        assert "G504 the goalpost 'sales' moved on 2026-11-05" in text
        log = run("-C", goals.folder, "log", "thrive", "--moved", *DAY).stdout
        assert "Sales: target 10 → 5" in log


def test_a_goal_in_place_of_another_is_another_goal(run: Run, goals: Goals) -> None:
    # Alike in owner, supported goal and one of the key results' ends, and in all that goals leave unsaid.
    other = (
        "---\nkind: objective\ntitle: Rest\nowner: Mei Lin\nsupports: top#stay\nkey_results:\n"
        "  naps: {title: Naps, from: 0, to: 7}\n---\n"
    )
    goals.write({"teams/growth/2026-q4/rest.md": other, GROW: None})
    data = json.loads(run("-C", goals.folder, "diff", "HEAD", "--format", "json", *DAY).stdout)
    assert {(goal["id"], goal["old"] is None, goal["new"] is None) for goal in data["goals"]} == {
        ("teams/growth/2026-q4/grow", False, True),
        ("teams/growth/2026-q4/rest", True, False),
    }


def test_a_check_in_is_told_by_the_titles_of_its_key_results(run: Run, goals: Goals) -> None:
    goals.write({GROW: grow(check_in="{date: 2026-11-17, values: {sales: 3, calls: 12}}")})
    text = run("-C", goals.folder, "diff", "HEAD", *DAY).stdout
    assert "check-in of 17 Nov: Calls 12, Sales 3" in text


def test_formulas_of_the_report_are_in_per_cents(run: Run, goals: Goals) -> None:
    # Sales 2 of 5 is 40 %, calls half way from 20 to 10; above, the mean of 45 % and 5 of 10.
    goals.write({GROW: grow("5")})
    text = run("-C", goals.folder, "diff", "HEAD", "--format", "markdown", *DAY).stdout
    text = unescape(text)
    assert "<code>(40% + 50%) ÷ 2 = 45%</code>" in text
    assert "<code>(45% + 50%) ÷ 2 = 48%</code>" in text
    assert "9/20" not in text
