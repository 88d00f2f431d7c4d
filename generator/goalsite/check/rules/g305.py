"""Key results and supporting objectives tell different stories.

The key results say one thing, the objectives that support the goal another: either the key
results do not measure what the supporters do, or one side has not been brought up to date. A
question, not a fault.
Bounds: `difference` (0.25, a share of one).

Bad:
    # 2026-q4/answer-fast.md
    ---
    kind: objective
    title: Customers get answers the same day
    owner: Mei Lin
    key_results:
      hours: {title: "Hours to the first answer", from: 20, to: 4}
      solved: {title: "Solved with the first answer", unit: "%", from: 40, to: 60}
    check_ins:
      - {date: 2026-11-09, values: {hours: 4, solved: 60}, confidence: 0.8}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Questions are answered before they are asked
    owner: Mei Lin
    supports: answer-fast
    key_results:
      read: {title: "Readers of the help pages", from: 400, to: 1000}
      asked: {title: "Questions asked twice", unit: "%", from: 30, to: 10}
    check_ins:
      - {date: 2026-11-09, values: {read: 400, asked: 30}, confidence: 0.7}
    ---

Good:
    # 2026-q4/answer-fast.md
    ---
    kind: objective
    title: Customers get answers the same day
    owner: Mei Lin
    key_results:
      hours: {title: "Hours to the first answer", from: 20, to: 4}
      solved: {title: "Solved with the first answer", unit: "%", from: 40, to: 60}
    check_ins:
      - {date: 2026-11-09, values: {hours: 12, solved: 50}, confidence: 0.8}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Questions are answered before they are asked
    owner: Mei Lin
    supports: answer-fast
    key_results:
      read: {title: "Readers of the help pages", from: 400, to: 1000}
      asked: {title: "Questions asked twice", unit: "%", from: 30, to: 10}
    check_ins:
      - {date: 2026-11-09, values: {read: 700, asked: 20}, confidence: 0.7}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import percent
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.settings import DIFFERENCE
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Compare the two means of each objective that has both."""
    for objective in view.facts.running:
        figures = view.measured.objectives.get(objective.id)
        if figures is None or figures.by_key_results is None or figures.by_supporters is None or figures.left_out:
            continue
        if figures.disagree:
            message = Message(
                "key results say {own}, supporting objectives say {theirs}; do they measure the same thing?",
                own=percent(figures.by_key_results),
                theirs=percent(figures.by_supporters),
            )
            yield view.finding(objective, "key_results", message)


RULE = rule("G305", Level.INFO, __doc__, look, difference=str(DIFFERENCE))
