"""What one file says, laid out flat: every fact under its dotted key, with the class a change of it has (SPEC 8.1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, TypeVar

from goalsite.model.check_ins import measure_of
from goalsite.model.parse import Parsed
from goalsite.model.records import (
    CheckInRecord,
    CompanyRecord,
    CycleRecord,
    Initiative,
    KeyResultRecord,
    KpiRecord,
    ObjectiveRecord,
    PersonRecord,
    Record,
    Ref,
    Schedule,
    Target,
    TeamRecord,
    TranslationRecord,
    ValueRecord,
    as_written,
)
from goalsite.vocabulary import ChangeClass

TARGET, SCOPE, CLOSING = ChangeClass.TARGET, ChangeClass.SCOPE, ChangeClass.CLOSING
ALIGNMENT, OWNERSHIP = ChangeClass.ALIGNMENT, ChangeClass.OWNERSHIP
CHECK_IN, WORDING = ChangeClass.CHECK_IN, ChangeClass.WORDING


class Said(NamedTuple):
    """What a check-in says: values by key result (a number, True, or titles of milestones), and what goes with them.

    ``confidence`` is a share of one, or pairs of a key result and a share.
    """

    values: tuple[tuple[str, Decimal | bool | tuple[str, ...]], ...]
    confidence: Decimal | tuple[tuple[str, Decimal], ...] | None
    note: str | None
    by: str | None


class Rated(NamedTuple):
    """A value of a KPI with what was written beside it."""

    value: Decimal
    note: str | None
    by: str | None


Value = str | bool | Decimal | date | Target | Schedule | Said | Rated | tuple[object, ...] | None
"""What a fact is; None: it is not said. A prose fact is the digest of its text."""


class Fact(NamedTuple):
    """One thing a file says. A ``whole`` has facts of its own below its key and changes only by coming and going."""

    about: ChangeClass
    value: Value
    whole: bool = False


Facts = Mapping[str, Fact]
"""Facts by their dotted key, as in the file: ``key_results.sales.to``, ``check_ins.2026-10-12``."""

_Pair = tuple[str, Fact]
Item = TypeVar("Item")


def facts_of(parsed: Parsed) -> Facts:
    """Return what a readable file says; nothing for an ordinary page.

    Team and cycle are not among the facts: the path says them, too, and whoever knows the paths compares both.
    """
    record = parsed.record
    tell = _TELLERS.get(type(record))
    if record is None or tell is None:
        return {}
    found = dict(tell(record))
    if isinstance(record, CheckInRecord | TranslationRecord):
        return found
    found["title"] = Fact(WORDING, record.title)
    found["tags"] = Fact(WORDING, record.tags)
    found["ignore"] = Fact(WORDING, tuple(sorted(record.ignore.items())))
    found["x"] = Fact(WORDING, _digest(repr(sorted(record.extra.items()))) if record.extra else None)
    found["body"] = Fact(WORDING, _prose(parsed.body))
    return found


def facts_of_values(values: tuple[ValueRecord, ...]) -> Facts:
    """Return what a KPI's CSV says."""
    return dict(_values(values))


def _objective(record: ObjectiveRecord) -> Iterator[_Pair]:
    yield "owner", Fact(OWNERSHIP, as_written(record.owner))
    yield "person", Fact(SCOPE, as_written(record.person))
    yield "type", Fact(TARGET, record.type.value)
    yield "weight", Fact(TARGET, record.weight)
    yield "progress_from", Fact(TARGET, record.progress_from.value)
    yield "planned", Fact(TARGET, record.planned)
    yield "supports", Fact(ALIGNMENT, as_written(record.supports))
    yield "also_supports", Fact(ALIGNMENT, _refs(record.also_supports))
    yield "depends_on", Fact(ALIGNMENT, _refs(record.depends_on))
    yield "with_teams", Fact(ALIGNMENT, _refs(record.with_teams))
    yield "state", Fact(CLOSING, record.state.value)
    yield "score", Fact(CLOSING, record.score)
    yield "learned", Fact(CLOSING, record.learned)
    yield "carries_on", Fact(CLOSING, as_written(record.carries_on))
    yield "becomes_kpi", Fact(CLOSING, as_written(record.becomes_kpi))
    yield "links", Fact(WORDING, tuple((link.title, link.url) for link in record.links))
    for key_result in record.key_results:
        yield from _key_result(key_result)
    yield from _initiatives(record.initiatives)
    yield from _check_ins(record.check_ins)
    yield from _adjustments(record)


def _key_result(record: KeyResultRecord) -> Iterator[_Pair]:
    key = f"key_results.{record.id}"
    yield key, Fact(SCOPE, record.title, whole=True)
    yield f"{key}.title", Fact(WORDING, record.title)
    yield f"{key}.owner", Fact(OWNERSHIP, as_written(record.owner))
    yield f"{key}.added", Fact(SCOPE, record.added)
    retired = record.retired
    yield f"{key}.retired", Fact(SCOPE, retired.date if retired else None)
    yield f"{key}.retired.why", Fact(WORDING, retired.why if retired else None)
    yield f"{key}.retired.replaced_by", Fact(WORDING, as_written(retired.replaced_by) if retired else None)
    yield f"{key}.score", Fact(CLOSING, record.score)
    yield f"{key}.measure", Fact(TARGET, measure_of(record).value)
    yield f"{key}.from", Fact(TARGET, record.from_)
    yield f"{key}.to", Fact(TARGET, record.to)
    yield f"{key}.kpi", Fact(TARGET, as_written(record.kpi))
    yield f"{key}.keep", Fact(TARGET, record.keep)
    yield f"{key}.cadence", Fact(TARGET, record.cadence.value if record.cadence else None)
    yield f"{key}.checkpoints", Fact(TARGET, record.checkpoints)
    yield f"{key}.unit", Fact(TARGET, record.unit)
    yield f"{key}.due", Fact(TARGET, record.due)
    yield f"{key}.weight", Fact(TARGET, record.weight)
    yield f"{key}.planned", Fact(TARGET, record.planned)
    yield f"{key}.done", Fact(CHECK_IN, record.done or None)
    for name, milestone in _named((one.title, one) for one in record.milestones or ()):
        own = f"{key}.milestones.{name}"
        yield own, Fact(TARGET, milestone.title, whole=True)
        yield f"{own}.due", Fact(TARGET, milestone.due)
        yield f"{own}.weight", Fact(TARGET, milestone.weight)
        yield f"{own}.done", Fact(CHECK_IN, milestone.done)


def _initiatives(initiatives: tuple[Initiative, ...]) -> Iterator[_Pair]:
    for name, one in _named((one.title, one) for one in initiatives):
        key = f"initiatives.{name}"
        yield key, Fact(WORDING, one.title, whole=True)
        yield f"{key}.status", Fact(CHECK_IN, one.status.value)
        rest = (as_written(one.owner), one.due, one.link, as_written(one.for_))
        yield f"{key}.about", Fact(WORDING, rest)


def _check_ins(check_ins: tuple[CheckInRecord, ...]) -> Iterator[_Pair]:
    for name, one in _named((str(one.date), one) for one in check_ins):
        yield f"check_ins.{name}", Fact(CHECK_IN, _said(one))


def _check_in(record: CheckInRecord) -> Iterator[_Pair]:
    if record.value is not None:
        yield "value", Fact(CHECK_IN, Rated(record.value, record.note, as_written(record.by)))
    else:
        yield "check_in", Fact(CHECK_IN, _said(record))


def _said(record: CheckInRecord) -> Said:
    given = record.confidence
    confidence = tuple(sorted(given.items())) if isinstance(given, Mapping) else given
    return Said(tuple(sorted(record.values.items())), confidence, record.note, as_written(record.by))


def _adjustments(record: ObjectiveRecord | KpiRecord) -> Iterator[_Pair]:
    for name, one in _named((f"{one.date}.{one.what or ''}", one) for one in record.adjustments):
        yield f"adjustments.{name}", Fact(WORDING, (one.what, one.why, as_written(one.approved_by)))


def _kpi(record: KpiRecord) -> Iterator[_Pair]:
    yield "owner", Fact(OWNERSHIP, as_written(record.owner))
    yield "direction", Fact(TARGET, record.direction.value if record.direction else None)
    yield "target", Fact(TARGET, record.target or None)
    yield "target_by", Fact(TARGET, record.target_by)
    yield "warn", Fact(TARGET, record.warn or None)
    yield "unit", Fact(TARGET, record.unit)
    yield "definition", Fact(TARGET, record.definition)
    yield "cadence", Fact(TARGET, record.cadence.value)
    yield "combine", Fact(TARGET, record.combine.value if record.combine else None)
    yield "weight", Fact(TARGET, record.weight)
    yield "part_of", Fact(ALIGNMENT, as_written(record.part_of))
    yield "superseded_by", Fact(SCOPE, as_written(record.superseded_by))
    yield "approved_by", Fact(WORDING, as_written(record.approved_by))
    yield "source", Fact(WORDING, record.source)
    yield "core", Fact(WORDING, record.core)
    yield "rubric", Fact(WORDING, tuple(sorted(record.rubric.items())))
    yield "raters", Fact(WORDING, tuple(sorted(record.raters.items())))
    yield "links", Fact(WORDING, tuple((link.title, link.url) for link in record.links))
    yield from _values(record.values or ())
    yield from _adjustments(record)


def _values(values: tuple[ValueRecord, ...]) -> Iterator[_Pair]:
    for name, one in _named((str(one.date), one) for one in values):
        yield f"values.{name}", Fact(CHECK_IN, Rated(one.value, one.note, as_written(one.by)))


def _team(record: TeamRecord) -> Iterator[_Pair]:
    yield "lead", Fact(OWNERSHIP, as_written(record.lead))
    yield "members", Fact(OWNERSHIP, tuple(sorted(_refs(record.members))))
    yield "part_of", Fact(ALIGNMENT, as_written(record.part_of))
    yield "mission", Fact(WORDING, record.mission)
    yield "links", Fact(WORDING, tuple((link.title, link.url) for link in record.links))


def _person(record: PersonRecord) -> Iterator[_Pair]:
    yield "team", Fact(OWNERSHIP, as_written(record.team))
    yield "role", Fact(WORDING, record.role)


def _cycle(record: CycleRecord) -> Iterator[_Pair]:
    yield "starts", Fact(TARGET, record.starts)
    yield "ends", Fact(TARGET, record.ends)
    yield "state", Fact(CLOSING, record.state.value)
    yield "theme", Fact(WORDING, record.theme)


def _company(record: CompanyRecord) -> Iterator[_Pair]:
    yield "mission", Fact(WORDING, record.mission)
    yield "fiscal_year_starts", Fact(TARGET, Decimal(record.fiscal_year_starts))
    yield "fiscal_year_named_by", Fact(TARGET, record.fiscal_year_named_by.value)
    yield "links", Fact(WORDING, tuple((link.title, link.url) for link in record.links))


def _translation(record: TranslationRecord) -> Iterator[_Pair]:
    texts = (record.title, record.mission, record.theme, record.role, record.definition, record.learned)
    yield "translation", Fact(WORDING, (*texts, tuple(sorted(record.key_results.items()))))


def _named(pairs: Iterable[tuple[str, Item]]) -> Iterator[tuple[str, Item]]:
    """Yield items of a list under their names; a second one of the same name is told apart by its number."""
    seen: dict[str, int] = {}
    for name, item in pairs:
        seen[name] = number = seen.get(name, 0) + 1
        yield (name if number == 1 else f"{name}~{number}"), item


def _refs(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(ref.text for ref in refs)


def _prose(text: str) -> str | None:
    words = text.strip()
    return _digest(words) if words else None


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_TELLERS: Mapping[type[Record] | type[None], Callable[..., Iterator[_Pair]]] = {
    ObjectiveRecord: _objective,
    KpiRecord: _kpi,
    CheckInRecord: _check_in,
    TeamRecord: _team,
    PersonRecord: _person,
    CycleRecord: _cycle,
    CompanyRecord: _company,
    TranslationRecord: _translation,
}
