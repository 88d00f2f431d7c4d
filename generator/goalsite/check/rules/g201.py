"""Too few or too many key results.

One key result alone seldom shows that an objective is reached, and with more than a handful
nobody can say what counts. Retired ones are not counted; where progress comes from supporters
there may be few.
Bounds: `min` (2) and `max` (5).

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Plural
from goalsite.vocabulary import Level, ProgressFrom


def look(view: View) -> Iterator[Finding]:
    """Count the key results that are not retired."""
    least, most = view.bounds["min"], view.bounds["max"]
    for objective in view.facts.running:
        many = sum(key_result.retired is None for key_result in objective.key_results)
        if many > most:
            message = Plural(
                "{n} key result, at most {most} are advised; keep those that decide, or make two objectives",
                "{n} key results, at most {most} are advised; keep those that decide, or make two objectives",
                many,
                most=number(most),
            )
        elif (
            many < least
            and objective.record.progress_from is ProgressFrom.KEY_RESULTS
            and view.facts.nothing_lost(objective)
        ):
            message = Plural(
                "{n} key result, at least {least} are advised; add what else would show that it is reached",
                "{n} key results, at least {least} are advised; add what else would show that it is reached",
                many,
                least=number(least),
            )
        else:
            continue
        yield view.finding(objective, "key_results", message)


RULE = rule("G201", Level.WARNING, __doc__, look, min=2, max=5)
