"""Parts of a KPI do not add up, or are missing.

A KPI with `combine` is made of the KPIs that name it in `part_of`, so there must be some. Where
it is their sum, the parts' targets should add up to the whole's target: otherwise every part
can reach its target while the whole misses.

Bad:
    # kpis/cost.md
    ---
    kind: kpi
    title: Cost a month
    owner: Mei Lin
    direction: down
    target: 100
    combine: sum
    ---
    # kpis/supplies.md
    ---
    kind: kpi
    title: Cost of supplies a month
    owner: Mei Lin
    direction: down
    target: 70
    part_of: cost
    ---
    # kpis/losses.md
    ---
    kind: kpi
    title: Cost of losses a month
    owner: Mei Lin
    direction: down
    target: 40
    part_of: cost
    ---

Bad:
    # kpis/cost.md
    ---
    kind: kpi
    title: Cost a month
    owner: Mei Lin
    direction: down
    target: 100
    combine: sum
    ---

Good:
    # kpis/cost.md
    ---
    kind: kpi
    title: Cost a month
    owner: Mei Lin
    direction: down
    target: 100
    combine: sum
    ---
    # kpis/supplies.md
    ---
    kind: kpi
    title: Cost of supplies a month
    owner: Mei Lin
    direction: down
    target: 70
    part_of: cost
    ---
    # kpis/losses.md
    ---
    kind: kpi
    title: Cost of losses a month
    owner: Mei Lin
    direction: down
    target: 30
    part_of: cost
    ---
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from goalsite.check.rule import View, rule
from goalsite.check.words import fraction, number
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.measure.targets import in_force
from goalsite.model.objects import Kpi
from goalsite.vocabulary import Combine, Level


def look(view: View) -> Iterator[Finding]:
    """Look at each whole and its parts, from the day on."""
    kpis = view.repository.kpis
    today = view.repository.as_of
    for whole in view.facts.kpis:
        if whole.record.combine is None:
            continue
        parts = [kpis[id_] for id_ in whole.parts if id_ in kpis]
        if not parts:
            if not view.repository.blind and not view.facts.unusable_kpis:
                message = Message(
                    "`combine: {how}`, but no KPI is part of it; write `part_of` in its parts",
                    how=whole.record.combine.value,
                )
                yield view.finding(whole, "combine", message)
            continue
        if any(not part.usable for part in parts) or view.repository.blind:
            continue
        living = [part for part in parts if part.record.superseded_by is None]
        if whole.record.combine is Combine.SUM and living:
            yield from _targets(view, whole, living, today)


def _targets(view: View, whole: Kpi, parts: list[Kpi], today: date) -> Iterator[Finding]:
    """Find the first day, from today on, on which the parts' targets miss the whole's."""
    days = {today}
    for kpi in (whole, *parts):
        days.update(day for day, _ in kpi.record.target if day > today)
    for day in sorted(days):
        aim = in_force(whole.record.target, day)
        targets = [in_force(part.record.target, day) for part in parts]
        plain = [Fraction(target) for target in targets if isinstance(target, Decimal)]
        if not isinstance(aim, Decimal) or len(plain) < len(targets):
            continue
        total = sum(plain, Fraction(0))
        if total != Fraction(aim):
            message = Message(
                "the targets of its parts add up to {total}, its own is {target}; "
                "make them agree, so that the whole is reached when its parts are",
                total=fraction(total),
                target=number(aim),
            )
            if day > today:
                message = Message(
                    "the targets of its parts add up to {total}, its own is {target} from {day} on; "
                    "make them agree, so that the whole is reached when its parts are",
                    total=fraction(total),
                    target=number(aim),
                    day=day,
                )
            yield view.finding(whole, "target", message)
            return


RULE = rule("G407", Level.WARNING, __doc__, look)
