"""A check-in as it is written: an entry of a goal's list, a row of its CSV, or a file of its own (SPEC 3.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goalsite.findings import START
from goalsite.language import gettext as _
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.suggest import did_you_mean
from goalsite.model.values import ANY_NUMBER, CONTROL, SHARE, Reading, Type
from goalsite.source.nodes import Scalar
from goalsite.vocabulary import Measure
from goalsite.writing.new_file import markdown
from goalsite.writing.refusal import Refused
from goalsite.writing.scalars import Plain, Value

Given = Decimal | bool | tuple[str, ...]
"""A number, True for a yes/no that is done, or the titles of milestones now done."""


@dataclass(frozen=True, slots=True)
class CheckInWords:
    """What someone says in a check-in of an objective."""

    date: date
    values: Mapping[str, Given]
    confidence: Decimal | Mapping[str, Decimal] | None = None
    note: str | None = None
    by: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is more in it than a date."""
        return bool(self.values) or self.confidence is not None or bool(self.note)

    def entry(self) -> dict[str, Value]:
        """Return it as an entry of the list ``check_ins``."""
        entry = self._front()
        if self.note:
            entry["note"] = self.note
        if self.by:
            entry["by"] = self.by
        return entry

    def file(self) -> str:
        """Return it as a file of its own, whose body is the note."""
        front = {"kind": "check-in", **self._front(), **({"by": self.by} if self.by else {})}
        return markdown(front, self.note or "")

    def _front(self) -> dict[str, Value]:
        front: dict[str, Value] = {"date": self.date}
        if self.values:
            front["values"] = {
                kr: list(value) if isinstance(value, tuple) else value for kr, value in self.values.items()
            }
        if self.confidence is not None:
            front["confidence"] = self.confidence if isinstance(self.confidence, Decimal) else dict(self.confidence)
        return front


def open_key_results(objective: Objective) -> list[KeyResult]:
    """Return the key results that a check-in may give a value for."""
    closed = {Measure.SUPPORTERS, Measure.NONE}
    return [
        kr for kr in objective.key_results if kr.retired is None and kr.record.kpi is None and kr.measure not in closed
    ]


def given_values(objective: Objective, words: Sequence[str]) -> dict[str, Given]:
    """Read ``kr=value`` words; raise :class:`Refused` where a key result takes no value, or not this one."""
    values: dict[str, Given] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise Refused(_("'{word}' is no value; write it like {example}", word=word, example="calls=3.2"))
        kr = _key_result(objective, name.strip())
        value = given_value(kr, text.strip())
        before = values.get(kr.id)
        if isinstance(before, tuple) and isinstance(value, tuple):
            value = (*before, *(title for title in value if title not in before))
        values[kr.id] = value
    return values


def given_value(kr: KeyResult, text: str) -> Given:
    """Return what ``text`` means for a key result, by its measure."""
    if kr.record.kpi is not None:
        raise Refused(
            _(
                "'{kr}' reads the KPI '{kpi}': one number has one source; give it there: goalsite checkin {kpi}",
                kr=kr.id,
                kpi=kr.record.kpi.text,
            )
        )
    if kr.measure is Measure.SUPPORTERS:
        raise Refused(_("'{kr}' is measured by the objectives that support it; give their values", kr=kr.id))
    if kr.measure is Measure.YES_NO:
        if text.lower() in ("true", "yes", "y", "done", "是", "完成"):
            return True
        raise Refused(_("'{kr}' is a yes or no; write {kr}=true once it is done", kr=kr.id))
    if kr.measure is Measure.MILESTONES:
        return (_milestone(kr, text),)
    return number(text, kr.id)


def number(text: str, name: str) -> Decimal:
    """Return a number as it may stand in a file; raise :class:`Refused` with what to write."""
    return _read(ANY_NUMBER, text, name)


def share(text: str, name: str) -> Decimal:
    """Return a number from 0 to 1."""
    return _read(SHARE, text, name)


def _read(kind: Type, text: str, name: str) -> Decimal:
    into = Reading()
    value = kind.read(Scalar(text, True, START), into, name)
    if not isinstance(value, Decimal):
        raise Refused(str(into.problems[0].said))
    return value


def given_confidence(objective: Objective, words: Sequence[str]) -> Decimal | dict[str, Decimal] | None:
    """Read ``0.7`` for all key results, or ``kr=0.5`` for one."""
    by_key: dict[str, Decimal] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            if len(words) > 1:
                raise Refused(
                    _("give one confidence for all key results, or one for each: {example}", example="kr=0.7")
                )
            return share(word.strip(), "confidence")
        by_key[_key_result(objective, name.strip()).id] = share(text.strip(), name.strip())
    return by_key or None


def checked_note(note: str | None) -> str | None:
    """Return a note without blanks around it; raise where it holds what no file may hold."""
    text = (note or "").strip().replace("\r\n", "\n")
    if (bad := CONTROL.search(text)) is not None:
        raise Refused(_("the note has the control character U+{code}; leave it out", code=f"{ord(bad.group()):04X}"))
    return text or None


def kpi_file(day: date, value: Decimal, note: str | None, by: str | None) -> str:
    """Return a KPI's value as a check-in file."""
    front: dict[str, Value] = {"kind": "check-in", "date": day, "value": value, **({"by": by} if by else {})}
    return markdown(front, note or "")


def kpi_entry(day: date, value: Decimal, note: str | None, by: str | None) -> dict[str, Plain]:
    """Return a KPI's value as an entry of its list, or as the cells of its CSV."""
    entry: dict[str, Plain] = {"date": day, "value": value}
    return entry | ({"note": note} if note else {}) | ({"by": by} if by else {})


def check_kpi_takes(kpi: Kpi, day: date, by: str | None) -> None:
    """Raise :class:`Refused` where a KPI takes no value, or not of this day or from this role."""
    if kpi.record.combine is not None:
        raise Refused(
            _("'{kpi}' is made of its parts; give their values: {parts}", kpi=kpi.ref, parts=", ".join(kpi.parts))
        )
    if kpi.superseded_by is not None:
        raise Refused(_("'{kpi}' is replaced by '{other}'; give the value there", kpi=kpi.ref, other=kpi.superseded_by))
    if kpi.record.raters:
        roles = ", ".join(kpi.record.raters)
        if by not in kpi.record.raters:
            raise Refused(_("a value of '{kpi}' says who rated: --by with one of {roles}", kpi=kpi.ref, roles=roles))
        return
    same = next((one for one in (*kpi.values, *kpi.later) if one.date == day), None)
    if same is not None:
        where = f"{same.path or kpi.file.path}:{same.at.line}"
        raise Refused(
            _(
                "there is a value of {day} already, {value}; correct it in {where}",
                day=day,
                value=format(same.value, "f"),
                where=where,
            )
        )


def _key_result(objective: Objective, name: str) -> KeyResult:
    kr = objective.key_result(name)
    if kr is None:
        there = [one.id for one in objective.key_results]
        guess = did_you_mean(name, there)
        raise Refused(
            _("unknown key result '{name}'{guess}", name=name, guess=str(guess))
            if guess
            else _("unknown key result '{name}'; there are {ids}", name=name, ids=", ".join(there))
        )
    if kr.retired is not None:
        raise Refused(_("the key result '{name}' is retired and takes no values", name=name))
    return kr


def _milestone(kr: KeyResult, text: str) -> str:
    titles = [one.title for one in kr.record.milestones or ()]
    exact = [title for title in titles if title == text]
    near = exact or [title for title in titles if title.lower().startswith(text.lower())]
    if len(near) == 1:
        return near[0]
    raise Refused(
        _("'{kr}' has no milestone '{text}'; there are: {titles}", kr=kr.id, text=text, titles="; ".join(titles))
    )
