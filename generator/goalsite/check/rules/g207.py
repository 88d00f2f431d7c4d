"""Title too long.

A title is read in lists, on phones and in the chart of the whole company. Say it in one
sentence, and the rest in the text below the front matter.
Bounds: `max` (120) characters.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: >-
      Trial accounts opened by companies that have between fifty and five hundred employees and that have not been
      customers of ours at any time in the past three years
    owner: Mei Lin
    direction: up
    target: 60
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened by mid-size companies
    definition: >-
      Accounts of companies that have between fifty and five hundred employees and that have not been customers of
      ours at any time in the past three years.
    owner: Mei Lin
    direction: up
    target: 60
    ---
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.model.objects import Kpi, Objective


def look(view: View) -> Iterator[Finding]:
    """Measure the titles of objectives, key results and KPIs."""
    most = int(view.bounds["max"])
    goals: list[Objective | Kpi] = [*view.facts.running, *view.facts.kpis]
    for goal in goals:
        if len(goal.record.title) > most:
            yield view.finding(goal, "title", _message(view, goal.record.title))
    for objective, key_result in view.facts.key_results:
        if len(key_result.title) > most:
            key = f"key_results.{key_result.id}.title"
            yield view.finding(objective, key, _message(view, key_result.title))


def _message(view: View, title: str) -> Message:
    return Message(
        "title of {n} characters, at most {most} are advised; say it in one sentence and the rest below",
        n=len(title),
        most=number(view.bounds["max"]),
    )


RULE = rule("G207", Level.WARNING, __doc__, look, max=120)
