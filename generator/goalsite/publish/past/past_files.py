"""Past contents of files, as versions and what changed between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from goalsite.change.compare import Change, compare
from goalsite.change.facts import Facts, facts_of, facts_of_values
from goalsite.change.history import Entry, Lineage, Version
from goalsite.model.parse import Parsed, parse
from goalsite.model.records import CycleRecord, KpiRecord, ObjectiveRecord, as_written
from goalsite.model.sorting import LANGUAGE_SUFFIX
from goalsite.model.values_of_csv import read_values
from goalsite.publish.past.lineages import RawVersion
from goalsite.source.files import LARGEST, decode
from goalsite.vocabulary import ChangeClass, Kind


@dataclass(frozen=True, slots=True)
class Content:
    """What one blob says under one name; ``facts`` is None where it cannot be read in full."""

    kind: Kind | None
    facts: Facts | None
    parsed: Parsed | None = None


GONE = Content(None, {})


def content_of(key: str, content: bytes | None) -> Content:
    """Read a blob as the file ``key``; nothing raises."""
    if content is None or len(content) > LARGEST:
        return Content(None, None)
    if key.lower().endswith(".csv"):
        text = decode(content)
        if text.problem is not None:
            return Content(None, None)
        values, _, whole = read_values(text.text, "", rated=True)
        return Content(None, facts_of_values(values) if whole else None)
    translation = LANGUAGE_SUFFIX.fullmatch(key[:-3]) is not None
    parsed = parse(content, translation=translation)
    if not parsed.usable or parsed.record is None:
        return Content(parsed.kind, None, parsed)
    return Content(parsed.kind, facts_of(parsed), parsed)


def is_place(key: str, content: bytes) -> bool:
    """Tell whether a file says what a path means: a team's or a cycle's."""
    return key.endswith("/team.md") or re.search(rb"^kind:\s*cycle", content, re.MULTILINE) is not None


def lineage_of(raw: Sequence[RawVersion], known: Lineage | None, read: "Reader") -> Lineage:
    """Return a file's lineage; what ``known`` already holds of it is taken from there."""
    same = _common(raw, known)
    versions = list(known.versions[:same]) if known is not None else []
    landed = {version.landed for version in versions}
    entries = [entry for entry in known.entries if entry.landed in landed] if known is not None else []
    last = next((version for version in reversed(versions) if version.readable and version.blob), None)
    facts = read(last.blob or "", last.key).facts if last is not None and same < len(raw) else None
    kind = last.kind if last is not None else None
    there = bool(versions) and next((one.blob for one in reversed(versions) if one.readable), None) is not None
    title = last.title if last is not None else ""
    for one in raw[same:]:
        content = GONE if one.blob is None else Content(None, None) if one.is_link else read(one.blob, one.key)
        version = _version(one, content)
        versions.append(version)
        if content.facts is None:
            continue
        if one.blob is None:
            changes = _gone(facts, title, kind) if there else ()
        elif not there:
            changes = (*_came(content, version), *(compare(facts, content.facts) if facts is not None else ()))
        else:
            assert facts is not None
            changes = compare(facts, content.facts)
        entries.extend(Entry(one.landed, _maker(one, change, read), change) for change in changes)
        there = one.blob is not None
        if there:
            facts, kind, title = content.facts, content.kind, version.title
    return Lineage(tuple(versions), tuple(entries))


class Reader:
    """Reads blobs; the last few are kept, since what one commit leaves the next one finds."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Content] = {}

    def __call__(self, blob: str, key: str) -> Content:
        """Return what a blob says under a name."""
        name = key.rpartition("/")[2]
        place = (blob, name.partition(".")[2])
        found = self._kept.get(place)
        if found is None:
            if len(self._kept) > 64:
                self._kept.clear()
            found = self._kept[place] = content_of(key, self.bytes_of(blob))
        return found

    def bytes_of(self, blob: str) -> bytes | None:
        """Return a blob's bytes."""
        raise NotImplementedError


def _common(raw: Sequence[RawVersion], known: Lineage | None) -> int:
    """Return how many versions, from the first on, are known already."""
    if known is None:
        return 0
    same = 0
    for one, version in zip(raw, known.versions, strict=False):
        if (one.landed, one.key, one.blob) != (version.landed, version.key, version.blob):
            break
        same += 1
    return same


def _version(raw: RawVersion, content: Content) -> Version:
    record = content.parsed.record if content.parsed is not None else None
    steps = {step.commit for step in raw.steps}
    commit = next(iter(steps)) if len(steps) == 1 else raw.landed
    readable = content.facts is not None
    if not readable or record is None:
        return Version(raw.landed, commit, raw.key, raw.blob, content.kind, readable, is_link=raw.is_link)
    return Version(
        raw.landed,
        commit,
        raw.key,
        raw.blob,
        content.kind,
        readable,
        record.title,
        record.state if isinstance(record, ObjectiveRecord | CycleRecord) else None,
        as_written(record.cycle) if isinstance(record, ObjectiveRecord) else None,
        as_written(record.team) if isinstance(record, ObjectiveRecord | KpiRecord) else None,
        as_written(record.person) if isinstance(record, ObjectiveRecord) else None,
    )


def _came(content: Content, version: Version) -> tuple[Change, ...]:
    """Return what a new file is: one change, whatever it holds."""
    facts = content.facts or {}
    if content.kind is Kind.CHECK_IN or "translation" in facts:
        return compare({}, facts)
    if content.kind is None:
        return (Change(ChangeClass.CHECK_IN, "values", None, Decimal(len(facts))),) if facts else ()
    return (Change(ChangeClass.SCOPE, "", None, version.title or version.key),)


def _gone(facts: Facts | None, title: str, kind: Kind | None) -> tuple[Change, ...]:
    if facts is None:
        return ()
    if kind is Kind.CHECK_IN or "translation" in facts:
        return compare(facts, {})
    if kind is None:
        return (Change(ChangeClass.CHECK_IN, "values", Decimal(len(facts)), None),) if facts else ()
    return (Change(ChangeClass.SCOPE, "", title, None),)


def _maker(raw: RawVersion, change: Change, read: Reader) -> str:
    """Return the commit that made a change: the last one of a merged branch that brought what the merge kept."""
    steps = raw.steps
    if not steps:
        return raw.landed
    if len(steps) == 1 and (steps[0].old_blob, steps[0].blob) == (raw.old_blob, raw.blob):
        return steps[0].commit
    for step in reversed(steps):
        before = read(step.old_blob, raw.key).facts if step.old_blob else {}
        after = read(step.blob, raw.key).facts if step.blob else {}
        if before is None or after is None:
            continue
        if not change.key:
            if bool(before) != bool(after) and bool(after) == (change.new is not None):
                return step.commit
            continue
        old, new = before.get(change.key), after.get(change.key)
        if old != new and (new.value if new else None) == change.new:
            return step.commit
    return raw.landed
