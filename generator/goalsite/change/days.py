"""Days that commits claim, put right by their order."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date


def in_order(days: Sequence[date], latest: date = date.max) -> list[date]:
    """Return days that never fall, of commits given oldest first.

    The longest run of days that agree with the order is believed; any other commit gets the day of the last believed
    one before it, or of the first after it. So one forged date moves no other commit, and none comes before those it
    was built upon. Where two runs are as long, the later days are believed: a date is more easily set back. None after
    ``latest`` is believed at all, nothing can have been committed yet on such a day; one alone gets that day.
    """
    ends: list[date] = []
    levels: list[list[int]] = []
    for place, day in enumerate(days):
        if day > latest:
            continue
        level = bisect_right(ends, day)
        if level == len(ends):
            ends.append(day)
            levels.append([])
        ends[level] = day
        levels[level].append(place)
    believed: set[int] = set()
    bound = latest
    for places in reversed(levels):
        # Within a level days fall as places rise: the first one within the bound is the latest day.
        place = next(one for one in places if days[one] <= bound)
        believed.add(place)
        bound = days[place]
    found: list[date] = []
    last = bound
    for place, day in enumerate(days):
        if place in believed:
            last = day
        found.append(last)
    return found
