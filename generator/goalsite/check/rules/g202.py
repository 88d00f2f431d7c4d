"""Too many objectives for one team.

A team that has everything as an objective has no priority. Counted are its active objectives of
one cycle; personal ones, drafts and closed ones are not.
Bounds: `max` (3).

Bad:
    # teams/growth/2026-q4/a.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
    # teams/growth/2026-q4/b.md
    ---
    kind: objective
    title: Partners bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      partners: {title: "Active partners", from: 4, to: 12}
      deals: {title: "Deals brought by partners", from: 2, to: 20}
    ---
    # teams/growth/2026-q4/c.md
    ---
    kind: objective
    title: Visitors find what they need
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      found: {title: "Visitors who find an answer", unit: "%", from: 40, to: 60}
      trials: {title: "Trials begun a week", from: 30, to: 60}
    ---

Good:
    # teams/growth/2026-q4/a.md
    ---
    kind: objective
    title: Customers and partners bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      deals: {title: "Deals brought by partners", from: 2, to: 20}
    ---
"""

from collections import Counter
from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Plural
from goalsite.vocabulary import Level, State


def look(view: View) -> Iterator[Finding]:
    """Count each team's active objectives by cycle; one that cannot be read still keeps its place."""
    most = view.bounds["max"]
    counts = Counter(
        (objective.team, objective.cycle.id)
        for objective in (*view.facts.running, *view.facts.unusable_objectives)
        if objective.team is not None
        and objective.cycle is not None
        and objective.person is None
        and objective.state is State.ACTIVE
    )
    for (team_id, cycle), many in counts.items():
        team = view.repository.teams.get(team_id)
        if many > most and team is not None and team.usable:
            message = Plural(
                "{n} objective in {cycle}, at most {most} are advised; "
                "keep what matters most, and close, merge or postpone the others",
                "{n} objectives in {cycle}, at most {most} are advised; "
                "keep what matters most, and close, merge or postpone the others",
                many,
                cycle=cycle,
                most=number(most),
            )
            yield view.finding(team, "title", message)


RULE = rule("G202", Level.WARNING, __doc__, look, max=3)
