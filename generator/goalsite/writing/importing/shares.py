"""A column that tells how far key results have come: shares of progress, which are no values of theirs."""

from collections.abc import Callable, Collection, Mapping, Sequence

from goalsite.writing.importing.cells import Amount, Raw, amount_of, text_of

PROGRESS = frozenset(("progress", "进度", "进展"))
"""Heads under which people write now a value, now a share, with or without a sign: which of them is theirs to say."""

_AmountAt = Callable[[str], Amount | None]


def tells_progress(
    head: str, rows: Sequence[tuple[int, Sequence[Raw]]], at: Mapping[str, int], percents: Collection[tuple[int, int]]
) -> bool:
    """Tell whether the column ``current`` holds shares of progress: from 20 to 10, "60 %" is not where it stands.

    ``rows`` are those below the heads with their numbers, ``percents`` the cells shown as per cents. They are shares
    under a head that says so, whatever they look like, and under another one where all of them are per cents and some
    ends are none.
    """
    if head in PROGRESS:
        return True
    currents: list[Amount] = []
    other_ends: list[Amount] = []
    for number, cells in rows:
        amounts = _amounts(number, cells, at, percents)
        current = amounts("current")
        if current is None:
            continue
        currents.append(current)
        unit = text_of(cells[at["unit"]]) if at.get("unit", len(cells)) < len(cells) else ""
        ends = [one for name in ("from", "to") if (one := amounts(name)) is not None]
        if unit != "%" and not any(one.unit == "%" for one in ends):
            other_ends += ends
    return bool(currents and other_ends) and all(one.unit == "%" for one in currents)


def _amounts(
    number: int, cells: Sequence[Raw], at: Mapping[str, int], percents: Collection[tuple[int, int]]
) -> _AmountAt:
    def amount(name: str) -> Amount | None:
        place = at.get(name)
        if place is None or place >= len(cells):
            return None
        return amount_of(cells[place], percent=(number, place) in percents)

    return amount
