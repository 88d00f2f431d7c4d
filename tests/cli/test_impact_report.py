"""What ``goalsite diff`` tells a reviewer who has a minute: broken files, missing reasons, new errors, long reports."""

import json
import re
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals
from tests.cli.conftest import Run

from goalsite.language import speaking

DAY = ("--as-of", "2026-11-20")
TEAM = "---\nkind: team\ntitle: Growth\n---\n"
TOP = "---\nkind: objective\ntitle: Customers stay\nowner: Ada Berg\nprogress_from: supporters\n---\n"
GROW = "teams/growth/2026-q4/grow.md"
RATE = "teams/growth/kpis/rate.md"
CHECKED = "check_ins:\n  - {date: 2026-11-10, values: {sales: 2, calls: 15}}\n"


def grow(
    sales: str = "from: 0, to: 10", calls: str = "from: 20, to: 10", *, more: str = "", title: str = "Grow"
) -> str:
    """Return an objective that stands at 35 %: sales at 2 of 10, calls half way from 20 to 10."""
    return (
        f"---\nkind: objective\ntitle: {title}\nowner: Mei Lin\nsupports: top\n{more}key_results:\n"
        f"  sales: {{title: Sales, {sales}}}\n  calls: {{title: Calls, {calls}}}\n{CHECKED}---\nWhy.\n"
    )


def rate(target: str) -> str:
    return (
        "---\nkind: kpi\ntitle: Conversion\nowner: Mei Lin\ndirection: up\nunit: per mille\n"
        f"target: {{2026-01-01: 40, 2026-10-01: {target}}}\nvalues:\n"
        "  - {date: 2026-09-30, value: 30}\n  - {date: 2026-11-15, value: 35}\n---\n"
    )


FIRST = {"company.md": COMPANY, "2026-q4/top.md": TOP, "teams/growth/team.md": TEAM, GROW: grow()}


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a small company whose main line has begun."""
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", FIRST)
    made.git("config", "user.name", "Omar Haddad")
    made.git("config", "user.email", "omar@example.com")
    return made


@pytest.fixture
def diff(run: Run, goals: Goals) -> "Diff":
    """Return a function that compares the files as they lie with the last commit."""
    return Diff(run, goals)


class Diff:
    """Runs the command and returns what it prints."""

    def __init__(self, run: Run, goals: Goals) -> None:
        self._run = run
        self._goals = goals

    def __call__(self, form: str = "text", *between: str, **environment: str) -> str:
        words = ("diff", *(between or ("HEAD",)), "--format", form, *DAY)
        done = self._run("-C", self._goals.folder, *words, **environment)
        assert done.exit_code == 0, done.stderr
        return str(done.stdout)


def test_a_file_that_can_no_longer_be_read_is_the_first_thing_said(goals: Goals, diff: Diff) -> None:
    for broken in (grow(title="["), grow("from: zero, to: 10"), grow().replace("kind: objective", "kind: objektive")):
        goals.write({GROW: broken})
        lines = diff().splitlines()
        assert lines[0].startswith("1 file cannot be read, 1 more moves with it")
        assert "error" not in lines[0]
        row = "35% → –  Grow  ● on track → left out  (Growth · Mei Lin · its file cannot be read)"
        assert f"       {row}" in lines
        mean = "mean of 0 objectives instead of 1, 1 of 1 left out: goals/teams/growth/2026-q4/grow.md"
        assert f"  Growth, 2026 Q4, {mean}: 35% → –" in lines
        assert "Mei Lin (Grow)" in diff()
        data = json.loads(diff("json"))
        assert [(goal["id"], goal["title"], goal["new"]["readable"]) for goal in data["goals"]] == [
            ("teams/growth/2026-q4/grow", "Grow", False)
        ]


def test_nothing_is_called_mended_in_a_file_that_can_no_longer_be_read(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-11-16", {GROW: grow().replace("title: Sales", "title: TBD")})
    goals.write({GROW: grow(title="[")})
    assert "G205" not in diff()


def test_what_cannot_be_concluded_any_more_is_not_called_mended(goals: Goals, diff: Diff) -> None:
    # One company objective is too few (G203), and still is when a team's file breaks.
    goals.commit("2026-11-16", {GROW: grow().replace("title: Sales", "title: TBD")})
    goals.write({"teams/growth/team.md": TEAM.replace("title: Growth", "title: ["), GROW: grow()})
    text = diff()
    assert text.startswith("1 goal changes, 2 new errors\n")
    assert re.findall(r"  gone: \S+ (G\d+)", text) == ["G205"]


def test_a_file_without_a_kind_that_breaks_keeps_its_place(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-11-16", {"teams/growth/elsewhere.md": grow(more="cycle: 2026-q4\n", title="Elsewhere")})
    goals.write({"teams/growth/elsewhere.md": "---\ntitle: [\n---\n"})
    text = diff()
    assert text.startswith("1 file cannot be read")
    assert "35% → –  Elsewhere  ● on track → left out" in text
    assert "removed" not in text


def test_a_mended_file_is_said_to_be_readable_again(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-11-17", {GROW: grow(title="[")})
    goals.write({GROW: grow()})
    text = diff()
    assert text.startswith("1 goal changes, 1 more moves with it")
    assert "– → 35%  Grow  left out → ● on track  (Growth · Mei Lin · its file can be read again)" in text


def test_a_file_that_stays_broken_is_told_as_that_and_not_called_harmless(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-11-17", {GROW: grow(title="[")})
    goals.write({GROW: grow(title="[[")})
    text = diff()
    assert text.startswith("1 file still cannot be read\n")
    assert "its file still cannot be read" in text
    assert diff("markdown").startswith("### 1 file still cannot be read\n")
    with speaking("zh"):
        assert diff(LANGUAGE="zh").startswith("1个文件仍然无法读取\n")
    (told,) = json.loads(diff("json"))["goals"]
    assert (told["old"]["readable"], told["new"]["readable"]) == (False, False)
    goals.write({"2026-q4/win.md": "---\nkind: objective\ntitle: [\n---\n"})
    assert diff().startswith("1 file cannot be read, 1 file still cannot be read")


def test_a_removed_goal_has_no_status_any_more_and_is_to_be_put_back(goals: Goals, diff: Diff) -> None:
    goals.write({GROW: None})
    text = diff("markdown")
    assert text.startswith("### 1 goal changes, 1 more moves with it, 1 reason is missing\n")
    assert "| Grow<br><sub>Growth · Mei Lin</sub> | 35% → **–** | ● on track → **removed** |" in text
    assert "Put <code>goals/teams/growth/2026-q4/grow.md</code> back with <code>state&#58; abandoned</code>" in text
    assert "adjustments" not in text
    goals.write({GROW: grow(more="state: abandoned\nlearned: The fair was called off.\n")})
    assert "reason" not in diff("markdown")


def test_two_moves_in_one_file_are_one_block_that_can_be_pasted(goals: Goals, diff: Diff) -> None:
    goals.write({GROW: grow("from: 0, to: 5", "from: 20, to: 12")})
    text = diff("markdown")
    assert text.startswith("### 1 goal changes, 1 more moves with it, 2 reasons are missing\n")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block == (
        "adjustments:\n"
        "  - date: 2026-11-20\n    what: sales\n    why: …\n    approved_by: …\n"
        "  - date: 2026-11-20\n    what: calls\n    why: …\n    approved_by: …\n"
    )
    goals.write({GROW: grow("from: 0, to: 5", "from: 20, to: 12", more=block.replace("…", "Ada Berg"))})
    text = diff("markdown")
    assert "missing" not in text
    assert "G0" not in text


def test_two_moves_of_one_key_result_need_one_reason(goals: Goals, diff: Diff) -> None:
    goals.write({GROW: grow("from: 1, to: 5, weight: 2")})
    text = diff()
    assert text.startswith("1 goal changes, 1 more moves with it, 1 reason is missing\n")
    assert text.count("what: sales") == 1 + text.count("(what: sales)")
    assert "⚑ 3 goalposts move without a reason. Grow, on day 51 of 92." in text
    # Sales: (2 − 1) / (5 − 1) is 25 %, of 2 of 10 it was 20 %; with weights 2 and 1: (2 · 1/4 + 1/2) / 3 is a third.
    assert "Under the original targets the goal would stand at 35%, ● on track, not 33%." in text
    assert "  – Sales: start value 0 → 1. Under the original targets it would stand at 20%, not 25%." in text
    assert "  – Sales: weight 1 → 2.\n" in text


@pytest.mark.parametrize(
    ("there", "asked", "pasted"),
    [
        (
            "adjustments:\n- date: 2026-10-20\n  what: calls\n  why: So\n",
            "below the last entry of `adjustments`:",
            "- date: 2026-11-20\n  what: sales\n  why: …\n  approved_by: …",
        ),
        (
            "adjustments:\n  - {date: 2026-10-20, what: calls, why: So}\n",
            "below the last entry of `adjustments`:",
            "  - {date: 2026-11-20, what: sales, why: …, approved_by: …}",
        ),
        (
            "adjustments: [{date: 2026-10-20, what: calls, why: So}]\n",
            "where `adjustments` then reads:",
            "adjustments: [{date: 2026-10-20, what: calls, why: So}, "
            "{date: 2026-11-20, what: sales, why: …, approved_by: …}]",
        ),
        (
            "adjustments: []\n",
            "where `adjustments` then reads:",
            "adjustments:\n  - date: 2026-11-20\n    what: sales\n    why: …\n    approved_by: …",
        ),
    ],
)
def test_what_is_to_be_pasted_fits_the_adjustments_there_are(
    goals: Goals, diff: Diff, there: str, asked: str, pasted: str
) -> None:
    goals.commit("2026-10-20", {GROW: grow(more=there)})
    goals.write({GROW: grow("from: 0, to: 5", more=there)})
    text = diff()
    assert f"Say why in goals/{GROW}, {asked}\n" in text
    assert "".join(f"    {line}\n" for line in pasted.splitlines()) in text
    filled = pasted.replace("…", "Ada")
    whole = filled if asked.startswith("where") else f"{there}{filled}"
    goals.write({GROW: grow("from: 0, to: 5", more=f"{whole.rstrip()}\n")})
    assert "missing" not in diff()
    assert "The reason: Ada – approved by Ada" in diff()


@pytest.mark.parametrize("why", ["…", "TODO"])
def test_a_reason_that_waits_to_be_filled_in_is_pointed_at_and_not_proposed_again(
    goals: Goals, diff: Diff, why: str
) -> None:
    there = f"adjustments:\n  - date: 2026-11-19\n    what: sales\n    why: {why}\n"
    goals.write({GROW: grow("from: 0, to: 5", more=there)})
    # Below ---, kind, title, owner, supports and adjustments the entry fills lines 7 to 9.
    text = diff()
    assert text.startswith("1 goal changes, 1 more moves with it, 1 reason is missing\n")
    assert f"  Fill in the reason that waits at goals/{GROW}:9.\n" in text
    assert text.count("approved_by") == 0
    assert "Say why in" not in text
    assert "```yaml" not in diff("markdown")
    assert f"<code>goals/{GROW}&#58;9</code>" in diff("markdown")
    goals.write({GROW: grow("from: 0, to: 5", "from: 20, to: 12", more=there)})
    text = diff()
    assert f"Fill in the reason that waits at goals/{GROW}:9. Say why in goals/{GROW}, below the last entry" in text
    assert text.count("    what: calls\n") == 1
    assert "what: sales\n" not in text


def test_a_reason_too_far_from_the_move_is_not_the_one_to_fill_in(goals: Goals, diff: Diff) -> None:
    there = "adjustments:\n  - date: 2026-11-05\n    what: sales\n    why: …\n"
    goals.write({GROW: grow("from: 0, to: 5", more=there)})
    text = diff()
    assert "Fill in" not in text
    assert "    what: sales\n" in text


def test_a_retirement_without_a_reason_is_where_the_swap_is_explained(goals: Goals, diff: Diff) -> None:
    swap = "from: 20, to: 10, retired: {date: 2026-11-20, why: …, replaced_by: mails}}"
    swap += "\n  mails: {title: Mails, from: 0, to: 5, added: 2026-11-20"
    goals.write({GROW: grow(calls=swap)})
    text = diff("markdown")
    # Below ---, kind, title, owner, supports, key_results and sales: line 8.
    assert text.count("&#58;8</code>") >= 1
    assert "Fill in the reason that waits at" in text
    assert "Say why in" not in text


def test_errors_have_a_word_of_their_own_and_hide_behind_no_reason(goals: Goals, diff: Diff) -> None:
    goals.write(
        {
            GROW: None,
            "2026-q4/top.md": TOP.replace("title: Customers stay", "title: TBD"),
            # So much unlike the goal that went that it is not the same one under another name.
            "2026-q4/lost.md": "---\nkind: objective\ntitle: Lost\nowner: Kai Lund\nsupports: nowhere\n"
            "key_results:\n  trips: {title: Trips, from: 0, to: 4}\n---\n",
        }
    )
    text = diff()
    headline = text.splitlines()[0]
    assert headline.startswith("3 goals change, 1 reason is missing, 2 new errors")
    assert re.findall(r"  new error: \S+ (G\d+)", text) == ["G101", "G205"]


def test_hidden_goals_are_neither_counted_nor_found(goals: Goals, diff: Diff) -> None:
    (goals.folder / "mkdocs.yml").write_text("site_name: A\ndocs_dir: goals\nplugins:\n  - goalsite: {people: false}\n")
    mine = "2026-q4/mine.md"
    goals.commit("2026-10-02", {mine: grow(more="person: Mei Lin\n", title="Secret")})
    changed = grow("from: 0, to: 5", more="person: Mei Lin\n", title="Secret")
    goals.write({mine: changed, GROW: grow("from: 0, to: 5")})
    for form in ("text", "markdown", "json"):
        text = diff(form)
        assert "Secret" not in text
        assert "mine" not in text
    assert "1 goal changes, 1 more moves with it, 1 reason is missing\n" in diff()


def test_a_reason_that_stays_missing_neither_comes_nor_goes(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-11-16", {GROW: grow("from: 0, to: 8")})
    goals.write({GROW: grow("from: 0, to: 8, weight: 2")})
    data = json.loads(diff("json"))
    assert data["findings"] == {"added": [], "removed": []}
    assert diff().startswith("1 goal changes, 1 more moves with it, 1 reason is missing\n")


def test_a_target_of_a_kpi_is_one_line_with_what_aims_at_it(goals: Goals, diff: Diff) -> None:
    # 35 of the way from 30 (the value before the cycle) to 40 is half; to 50 a quarter.
    reads = grow("kpi: rate", title="Convert").replace("sales: 2, ", "")
    goals.commit("2026-10-02", {RATE: rate("50"), GROW: reads})
    goals.write({RATE: rate("40")})
    text = diff()
    assert text.startswith("1 goal changes, 2 more move with it, 1 reason is missing\n")
    assert "target from 1 Oct: 50 → 40 per mille" in text
    assert text.index("↑ Convert") < text.index("↑ Customers stay")
    assert text.count("⚑") == 1
    assert (
        "  – Convert › Sales aims at it. Under the original targets it would stand at 25%, ▲ at risk, not 50%." in text
    )
    assert "teams/growth/kpis/rate moved" not in text


def test_unknown_and_equal_figures_are_not_compared(goals: Goals, diff: Diff) -> None:
    unmeasured = grow().replace(CHECKED, "")
    goals.commit("2026-10-02", {GROW: unmeasured})
    goals.write({GROW: unmeasured.replace("to: 10}\n  calls", "to: 5}\n  calls")})
    assert "Under the original" not in diff()


def test_the_target_stands_on_the_key_results_own_row(goals: Goals, diff: Diff) -> None:
    goals.write({GROW: grow("from: 0, to: 5")})
    text = diff("markdown")
    assert "| Grow<br><sub>Growth · Mei Lin</sub> | 35% → **45%** | ● on track |" in text
    assert (
        "| Grow › Sales<br><sub><strong>target 10 → 5</strong></sub> | 20% → **40%** | ▲ at risk → **● on track** |"
        in text
    )


def test_a_mean_says_of_how_many_it_was(goals: Goals, diff: Diff) -> None:
    goals.write({"teams/growth/2026-q4/more.md": grow("from: 0, to: 2", title="More")})
    assert "  Growth, 2026 Q4, mean of 2 objectives instead of 1: 35% → 55%" in diff()


def test_who_supports_what_moves_is_told_so(goals: Goals, diff: Diff) -> None:
    own = (
        grow("from: 0, to: 5", title="Sell")
        .replace("supports: top", "supports: grow#sales")
        .replace("Mei Lin", "Kai Lund")
    )
    goals.commit("2026-10-02", {"teams/sales/2026-q4/sell.md": own, "teams/sales/team.md": TEAM})
    goals.write({GROW: grow("from: 0, to: 5")})
    assert "Kai Lund (Sell supports what moves)" in diff()


LINKED = (
    "site_name: A\nsite_url: https://goals.example.com/\nrepo_url: https://github.com/acme/goals\n"
    "docs_dir: goals\nplugins:\n  - goalsite\n"
)


def test_rules_lines_and_commits_are_linked(goals: Goals, diff: Diff) -> None:
    (goals.folder / "mkdocs.yml").write_text(LINKED)
    base = goals.commit("2026-11-16", {GROW: grow().replace("title: Sales", "title: TBD")})
    head = goals.commit("2026-11-18", {GROW: grow("from: 0, to: 5")})
    text = diff("markdown", base, head)
    forge = "https://github.com/acme/goals"
    assert "[G504](https://goals.example.com/rules/g504/)" in text
    assert f"[<code>goals/{GROW}&#58;7</code>]({forge}/blob/{head}/goals/{GROW}#L7)" in text
    assert "| gone | [G205](https://goals.example.com/rules/g205/) " in text
    assert f"]({forge}/blob/{base}/goals/{GROW}#L7)" in text
    assert f"[{base[:7]}…{head[:7]}]({forge}/compare/{base}...{head})" in text
    assert "[Grow](https://goals.example.com/teams/growth/2026-q4/grow/)" in text
    goals.commit("2026-11-19", {"rules.md": "# Our rules\n"})
    assert "https://goals.example.com/site/rules/g504/" in diff("markdown", base, head)


@pytest.fixture
def many(tmp_path: Path) -> Goals:
    """Return a company of sixty teams whose two hundred and forty goals are all eased at once."""
    made = Goals(tmp_path / "many")
    tree = {"company.md": COMPANY}
    tree |= {f"teams/t{team}/team.md": TEAM.replace("Growth", f"Team {team}") for team in range(60)}
    names = [f"teams/t{team}/2026-q4/g{number}.md" for team in range(60) for number in range(4)]
    made.commit("2026-10-01", {**tree, **{name: grow(title=name).replace("supports: top\n", "") for name in names}})
    eased = {name: grow("from: 0, to: 5", title=name).replace("supports: top\n", "") for name in names}
    made.commit("2026-11-15", eased)
    return made


def test_a_long_report_is_whole_and_says_how_much_more_there_is(run: Run, many: Goals) -> None:
    command = ("-C", many.folder, "diff", "HEAD~1", "HEAD", *DAY)
    text = run(*command, "--format", "markdown").stdout
    assert len(text.encode()) < 60_000
    assert text.startswith("### 240 goals change, 240 reasons are missing\n")
    assert text.count("```") == 20
    for said in (
        "220 more goals are not shown.",
        "50 more teams' means move.",
        "The goalposts of 230 more goals move.",
        "220 more findings are not shown.",
        "- 220 more",
    ):
        assert said in text
    assert text.rstrip().endswith("</sub>")
    assert "230 more goals" in run(*command).stdout
    assert len(json.loads(run(*command, "--format", "json").stdout)["goals"]) == 240


def test_a_report_of_long_texts_still_fits_a_comment(run: Run, goals: Goals) -> None:
    tree = {f"teams/growth/2026-q4/{number}-{'n' * 150}.md": grow(title="&" * 3000) for number in range(60)}
    goals.commit("2026-10-02", tree)
    goals.write({name: text.replace("to: 10}\n  calls", "to: 5}\n  calls") for name, text in tree.items()})
    text = run("-C", goals.folder, "diff", "HEAD", "--format", "markdown", *DAY).stdout
    assert len(text.encode()) < 60_000
    assert text.count("```") % 2 == 0
    assert text.rstrip().endswith("</sub>")
    assert "more goals are not shown." in text


def test_the_whole_report_speaks_chinese(goals: Goals, diff: Diff) -> None:
    goals.commit("2026-10-02", {RATE: rate("50"), "2026-q4/else.md": grow(title="Else")})
    goals.write({RATE: rate("40"), GROW: None, "2026-q4/else.md": grow(title="[")})
    with speaking("zh"):
        text = diff("text", LANGUAGE="zh")
    assert text.startswith("1个文件无法读取，2个目标有变化")
    assert "● 正常 → 未计入" in text
    assert "● 正常 → 删除" in text
    assert "目标值10月1日起：50 → 40 per mille" in text
    assert "新错误" in text
    assert "写上`state: abandoned`" in text
