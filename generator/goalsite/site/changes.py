"""Changes told in a sentence each, in the language in force."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import cast

from goalsite.change.compare import Change
from goalsite.change.facts import Rated, Said, Value
from goalsite.findings import Names as Row
from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.measure.targets import in_force
from goalsite.model.periods import Span
from goalsite.model.placeholders import says
from goalsite.model.records import Range, Schedule
from goalsite.site.change_names import Names
from goalsite.site.days import UNKNOWN
from goalsite.site.format import Format, is_money
from goalsite.site.key_names import key_name
from goalsite.vocabulary import (
    Cadence,
    Combine,
    Direction,
    InitiativeStatus,
    Measure,
    ObjectiveType,
    ProgressFrom,
    State,
)
from goalsite.wording import word

MOST = 80
"""Characters of a text of the author's that are quoted."""

_WORDS: Mapping[str, type[StrEnum]] = {
    "state": State,
    "type": ObjectiveType,
    "progress_from": ProgressFrom,
    "direction": Direction,
    "cadence": Cadence,
    "measure": Measure,
    "combine": Combine,
    "status": InitiativeStatus,
}
_STEPPED = frozenset(("target", "warn"))
_MOST_STEPS = 3
_PROSE = frozenset(("body", "rubric", "raters", "links", "ignore", "x", "about", "core", "adjustments", "translation"))
_PEOPLE = frozenset(("owner", "lead", "person", "members", "approved_by"))


class Telling:
    """Tells changes of goals; dates and numbers are written by ``form``."""

    def __init__(self, names: Names, form: Format) -> None:
        self._names = names
        self._form = form

    def __call__(self, goal: str, change: Change) -> str:
        """Return a change in a sentence without its goal: ``Sales: target 12 → 8``."""
        head = change.key.partition(".")[0]
        if not change.key:
            return _("added") if change.old is None else _("removed")
        if head == "key_results":
            return self._key_result(goal, change)
        if head == "check_ins":
            return self._check_in(goal, change)
        if head == "values":
            return self._value_of_day(goal, change)
        if head == "initiatives":
            return self._initiative(change)
        if head == "adjustments":
            return self._adjustment(change)
        if head == "translations":
            return _("translation ({language})", language=change.key.partition(".")[2])
        return self._plain(change, head, self._names.unit(goal, None))

    def of_key_result(self, goal: str, change: Change) -> str:
        """Return a change of a key result where its name is said already: ``target 12 → 8``."""
        rest = change.key.split(".", 2)[2]
        last = rest.rpartition(".")[2]
        if rest.startswith("milestones"):
            return self._milestone(change, rest)
        return self._plain(change, last, self._names.unit(goal, change.key_result))

    def value(self, value: Value, unit: str | None = None, key: str = "") -> str:
        """Return a fact as people read it; a dash where nothing is said."""
        form = self._form
        if value is None or value == ():
            return UNKNOWN
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Decimal):
            return form.value(value, unit)
        if isinstance(value, date):
            return form.day(value)
        if isinstance(value, Range):
            return self._range(value, unit)
        if isinstance(value, str):
            return self._text(value, key)
        return self._several(value, unit, key)

    def _text(self, value: str, key: str) -> str:
        if key in _PEOPLE:
            return self._names.person(value)
        if key in ("team", "with_teams", "part_of"):
            return self._names.team(value)
        kind = _WORDS.get(key)
        if kind is not None and value in kind._value2member_map_:
            return word(kind(value))
        line = " ".join(value.split())
        return line if len(line) <= MOST else f"{line[: MOST - 1]}…"

    def _range(self, value: Range, unit: str | None) -> str:
        low, high = value
        if low is None or high is None:
            bound = self._form.value(low if high is None else high, unit)
            return _("at least {bound}", bound=bound) if high is None else _("at most {bound}", bound=bound)
        return f"{self._form.number(low)}–{self._form.value(high, unit)}"

    def _several(self, value: object, unit: str | None, key: str) -> str:
        if not isinstance(value, tuple):
            return UNKNOWN
        shown = []
        for number, item in enumerate(value, 1):
            pair = isinstance(item, tuple) and not isinstance(item, Range) and len(item) == 2
            here = unit if number == len(value) or not _stands_behind(unit) else None
            if pair and item[0] == date.min:
                shown.append(self.value(item[1], here))
            elif pair:
                colon = pgettext("before a value", ": ")
                shown.append(f"{self.value(item[0])}{colon}{self.value(item[1], here)}")
            else:
                shown.append(self.value(item, unit, key))
        return in_a_row(shown)

    def _plain(self, change: Change, key: str, unit: str | None) -> str:
        if key in _PROSE:
            return _("text changed") if key == "body" else _("{key} changed", key=key_name(key))
        if key in ("weight", "score"):
            unit = None
        name = key_name(key)
        if key == "team":
            company = self._names.team(None) or _("company")
            old, new = (self.value(one, key=key) if one is not None else company for one in (change.old, change.new))
        elif key in _STEPPED and change.old and change.new:
            return self._steps(name, cast("Schedule", change.old), cast("Schedule", change.new), unit)
        elif key == "planned":
            return self._points(name, change)
        else:
            old, new = self._pair(change.old, change.new, unit, key)
        return _("{key} {old} → {new}", key=name, old=old, new=new)

    def _pair(self, old: Value, new: Value, unit: str | None, key: str = "") -> tuple[str, str]:
        """Return two facts; of two numbers the second alone bears a unit that would stand after both."""
        once = isinstance(old, Decimal) and isinstance(new, Decimal) and _stands_behind(unit)
        return self.value(old, None if once else unit, key), self.value(new, unit, key)

    def _steps(self, name: str, old: Schedule, new: Schedule, unit: str | None) -> str:
        """Tell what was in force, and now is, on the days on which the two differ."""
        begins = sorted({day for day, _target in (*old, *new)})
        both = [(in_force(old, day), in_force(new, day)) for day in begins]
        told = []
        for number, (first, (was, now)) in enumerate(zip(begins, both, strict=True)):
            if was != now:
                after = number + 1
                alike = after < len(begins) and both[after][0] == both[after][1]
                ends = alike or (first == date.min and after < len(begins))
                last = begins[after] - timedelta(days=1) if ends else None
                told.append(self._step(first, last, *self._pair(was, now, unit)))
        return self._listed(name, told) if told else _("{key} changed", key=name)

    def _step(self, first: date, last: date | None, old: str, new: str) -> str:
        day = self._form.day
        if first != date.min:
            days = self._form.days(Span(first, last)) if last is not None else _("from {first}", first=day(first))
            return _("{days}: {old} → {new}", days=days, old=old, new=new)
        if last is not None:
            return _("until {last}: {old} → {new}", last=day(last), old=old, new=new)
        return _("{old} → {new}", old=old, new=new)

    def _points(self, name: str, change: Change) -> str:
        """Tell the days on which two plans differ; between them they are straight lines."""
        old, new = (dict(cast("tuple[tuple[date, Decimal], ...]", one or ())) for one in (change.old, change.new))
        share = self._form.percent
        told = [
            _("{days}: {old} → {new}", days=self._form.day(day), old=share(old.get(day)), new=share(new.get(day)))
            for day in sorted({*old, *new})
            if old.get(day) != new.get(day)
        ]
        return self._listed(name, told)

    @staticmethod
    def _listed(name: str, told: Sequence[str]) -> str:
        shown = list(told)
        if len(shown) > _MOST_STEPS:
            rest = len(shown) - _MOST_STEPS
            shown[_MOST_STEPS:] = [ngettext("{n} more change", "{n} more changes", rest)]
        return _("{key} {changes}", key=name, changes=in_a_row(shown))

    def _key_result(self, goal: str, change: Change) -> str:
        id_ = change.key_result or ""
        if change.is_key_result:
            if change.old is None:
                # Its name today, in the language of the page, where it is still there.
                name = self._text(self._names.key_result(goal, id_), "") or self.value(change.new)
                return _("key result added: {title}", title=name)
            return _("key result removed: {title}", title=self.value(change.old))
        title = self._title(goal, id_)
        rest = change.key.split(".", 2)[2]
        if rest == "retired.why" and isinstance(change.new, str):
            return self._reason(title, change.new)
        if rest == "retired" and change.new is not None:
            return _("key result retired: {title}", title=title)
        if rest == "done" and change.new is not None:
            return _("{of}: done on {day}", of=title, day=self.value(change.new))
        return _("{of}: {change}", of=title, change=self.of_key_result(goal, change))

    def _title(self, goal: str, key_result: str) -> str:
        """Return the title a key result has today, its id where it has none."""
        return self._text(self._names.key_result(goal, key_result) or key_result, "")

    def _milestone(self, change: Change, rest: str) -> str:
        name = rest.partition(".")[2]
        for last in ("due", "weight", "done"):
            if name.endswith(f".{last}"):
                title = self._text(name.removesuffix(f".{last}"), "")
                if last == "done" and change.new is not None:
                    return _("milestone “{title}” done on {day}", title=title, day=self.value(change.new))
                told = self._plain(change, last, None)
                return _("milestone “{title}”, {change}", title=title, change=told)
        if change.old is None:
            return _("milestone added: {title}", title=self.value(change.new))
        return _("milestone removed: {title}", title=self.value(change.old))

    def _check_in(self, goal: str, change: Change) -> str:
        day = self._day(change.key)
        if change.new is None:
            return _("check-in of {day} taken back", day=day)
        said = cast("Said", change.new)
        parts = [f"{self._title(goal, id_)} {self._said(value)}" for id_, value in said.values]
        if isinstance(said.confidence, Decimal):
            parts.append(_("confidence {share}", share=self._form.score(said.confidence)))
        elif said.confidence is not None:
            shares = [
                _("{share} ({key_result})", share=self._form.score(share), key_result=self._title(goal, id_))
                for id_, share in said.confidence
            ]
            parts.append(_("confidence {share}", share=in_a_row(shares)))
        values = in_a_row(parts)
        if change.old is not None:
            return _("check-in of {day} corrected: {values}", day=day, values=values or UNKNOWN)
        return _("check-in of {day}: {values}", day=day, values=values) if values else _("check-in of {day}", day=day)

    def _said(self, value: Decimal | bool | tuple[str, ...]) -> str:
        if isinstance(value, tuple):
            return in_a_row([f"“{self._text(title, '')}”" for title in value])
        return _("done") if value is True else self.value(value)

    def _value_of_day(self, goal: str, change: Change) -> str:
        if change.key == "values":
            count = int(cast("Decimal", change.new if change.new is not None else change.old))
            if change.new is None:
                return ngettext("{n} value removed", "{n} values removed", count)
            return ngettext("{n} value added", "{n} values added", count)
        day, unit = self._day(change.key), self._names.unit(goal, None)
        old, new = (cast("Rated | None", one) for one in (change.old, change.new))
        if new is None:
            return _("value of {day} removed", day=day)
        if old is None or old.value == new.value:
            return _("value of {day}: {value}", day=day, value=self.value(new.value, unit))
        was, now = self.value(old.value, unit), self.value(new.value, unit)
        return _("value of {day} corrected: {old} → {new}", day=day, old=was, new=now)

    def _day(self, key: str) -> str:
        name = key.partition(".")[2]
        try:
            return self._form.day(date.fromisoformat(name[:10]))
        except ValueError:
            return name

    def _initiative(self, change: Change) -> str:
        name = change.key.partition(".")[2]
        if name.endswith(".status"):
            title = self._text(name.removesuffix(".status"), "")
            old, new = (self.value(one, key="status") for one in (change.old, change.new))
            return _("initiative “{title}”: {old} → {new}", title=title, old=old, new=new)
        if change.old is None:
            return _("initiative added: {title}", title=self.value(change.new))
        if change.new is None:
            return _("initiative removed: {title}", title=self.value(change.old))
        return _("initiative “{title}” changed", title=self._text(name.rpartition(".")[0] or name, ""))

    def _adjustment(self, change: Change) -> str:
        if not isinstance(change.new, tuple):
            return _("reason of a moved goalpost taken back")
        what, why, _by = (*change.new, None, None, None)[:3]
        return self._reason(self._text(str(what or UNKNOWN), ""), str(why or ""))

    def _reason(self, what: str, why: str) -> str:
        """Tell of a reason; one that waits to be filled in is none (SPEC 8.2)."""
        if not says(why):
            return _("reason for {what} still to be filled in", what=what)
        return _("reason given for {what}: {why}", what=what, why=self._text(why, ""))


def _stands_behind(unit: str | None) -> bool:
    """Tell whether a unit is a word behind a number, so that once is enough for several numbers."""
    return bool(unit) and unit != "%" and not is_money(unit)


def in_a_row(words: Sequence[str]) -> str:
    """Return words one after the other, as the language parts them."""
    return str(Row(words))
