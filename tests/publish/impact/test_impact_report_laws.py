"""Laws of the report on random changes."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from tests.change.repositories import Goals
from tests.change.test_impact_laws import AS_OF, BASE, committed, few, states

from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.impact.markdown import impact_markdown
from goalsite.publish.impact.report import Report
from goalsite.publish.impact.text import impact_text
from goalsite.vocabulary import Level


def number(text: str, words: str) -> int:
    """Return the number that stands before words in a headline, 0 where they are not there."""
    found = re.search(rf"(\d+) {words}", text)
    return int(found[1]) if found else 0


@few
@given(states, states)
def test_the_headline_counts_what_the_report_shows(one: dict[str, str | None], two: dict[str, str | None]) -> None:
    with TemporaryDirectory() as folder:
        made = Goals(Path(folder))
        made.commit("2026-09-01", BASE)
        committed(made, one, "2026-10-20")
        head = committed(made, two, "2026-11-12")
        compared = compare_states(made.folder, f"{head}~1", head, as_of=AS_OF)
        report = Report(compared)
        text, markdown = impact_text(report), impact_markdown(compared)
        broken = [goal for goal in report.touched if goal.is_unreadable]
        assert number(report.headline, "files? cannot be read") == len(broken)
        assert number(report.headline, "(?:goal changes|goals change)") in (0, len(report.touched) - len(broken))
        reasons = number(report.headline, "reasons? (?:is|are) missing")
        pasted = sum(block.count("what: ") for block in re.findall(r"```yaml\n(.*?)```", markdown, re.DOTALL))
        assert reasons == pasted + text.count("A goal is taken out while it runs.")
        unread = {goal.side.path for goal in broken}
        errors = [one for one in report.added if one.level is Level.ERROR and one.path not in unread]
        assert number(report.headline, "new errors?") == len(errors)
        rows = [line for line in markdown.splitlines() if line.startswith("| ")]
        assert all(line.count("|") == 4 for line in rows)
        for row in report.rows:
            if row.new == "–" and row.old:
                assert row.status not in ("● on track", "▲ at risk", "◆ off track")
