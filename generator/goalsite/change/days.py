"""Days that commits claim, put right by their order."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date


def in_order(days: Sequence[date], latest: date = date.max) -> list[date]:
    """Return days that never fall, of commits given oldest first.

    The longest run of days that agree with the order is believed; any other commit gets the day of the last believed
    one before it, or of the first after it. So one forged date moves no other commit, and none comes before those it
    was built upon. Where two runs are as long, the later days are believed: a date is more easily set back. None after
    ``latest`` is believed at all, nothing can have been committed yet on such a day: such a commit gets the day of the
    first believed one after it, else ``latest``, so that nobody moves a target in silence by a date to come.
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
    following: list[date] = []
    for place in range(len(days) - 1, -1, -1):
        following.append(days[place] if place in believed else following[-1] if following else latest)
    found: list[date] = []
    last = bound
    for place, (day, after) in enumerate(zip(days, reversed(following), strict=True)):
        if place in believed:
            last = day
        elif day > latest:
            last = after
        found.append(last)
    return found
