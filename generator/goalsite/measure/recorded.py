"""What an objective's check-ins say, found by key result and day (SPEC 3.5)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from goalsite.findings import Position
from goalsite.measure.figures import Reading
from goalsite.measure.rollup import exact
from goalsite.model.objects import CheckIn, KeyResult, Objective


class Recorded:
    """One objective's check-ins, read once; of one day the later in their order wins."""

    __slots__ = ("_confident", "_numbers", "_objective", "_touched", "days")

    def __init__(self, objective: Objective) -> None:
        self._objective = objective
        self.days = [check_in.date for check_in in objective.check_ins]
        self._numbers: dict[str, list[tuple[Decimal, CheckIn]]] = {}
        self._touched: dict[str, list[date]] = {}
        self._confident: list[CheckIn] = []
        for check_in in objective.check_ins:
            record = check_in.record
            if record.confidence is not None:
                self._confident.append(check_in)
            for key, value in record.values.items():
                self._touched.setdefault(key, []).append(check_in.date)
                if isinstance(value, Decimal):
                    self._numbers.setdefault(key, []).append((value, check_in))

    def newest_day(self, day: date) -> date | None:
        """Return the day of the newest check-in by ``day``, whatever it says."""
        return newest(self.days, day)

    def touched(self, key_result: str, day: date) -> date | None:
        """Return the day of the newest check-in by ``day`` with a value for a key result."""
        return newest(self._touched.get(key_result, ()), day)

    def value(self, key_result: str, day: date) -> Reading | None:
        """Return the newest number recorded for a key result by ``day``."""
        for number, check_in in reversed(self._numbers.get(key_result, ())):
            if check_in.date <= day:
                return self._reading(exact(number), check_in, f"values.{key_result}")
        return None

    def values(self, key_result: str, day: date) -> list[Reading]:
        """Return all numbers recorded for a key result by ``day``, oldest first."""
        return [
            self._reading(exact(number), check_in, f"values.{key_result}")
            for number, check_in in self._numbers.get(key_result, ())
            if check_in.date <= day
        ]

    def confidence(self, key_result: KeyResult, day: date) -> Reading | None:
        """Return the newest confidence by ``day``: its own, or one for all key results active when it was
        given.
        """
        for check_in in reversed(self._confident):
            if check_in.date > day:
                continue
            said = check_in.record.confidence
            if isinstance(said, Decimal):
                if active(key_result, check_in.date):
                    return self._reading(exact(said), check_in, "confidence")
            elif said is not None and key_result.id in said:
                return self._reading(exact(said[key_result.id]), check_in, f"confidence.{key_result.id}")
        return None

    def _reading(self, value: Fraction, check_in: CheckIn, key: str) -> Reading:
        return Reading(value, check_in.date, check_in.path, value_place(self._objective, check_in, key))


def value_place(objective: Objective, check_in: CheckIn, key: str) -> Position:
    """Return where a key of a check-in stands, in the objective's list or in a file of its own."""
    record = check_in.record
    return objective.record.position(f"{record.key}.{key}") if record.key else record.position(key)


def newest(days: list[date] | tuple[date, ...], day: date) -> date | None:
    """Return the newest of ``days`` (oldest first) on or before ``day``."""
    for found in reversed(days):
        if found <= day:
            return found
    return None


def active(key_result: KeyResult, day: date) -> bool:
    """Tell whether a key result exists on ``day`` and is not retired; it leaves on the day it is retired
    (SPEC 4).
    """
    added = key_result.record.added
    return (added is None or added <= day) and (key_result.retired is None or key_result.retired > day)
