"""As much of a past as moved goalposts need, file by file; what an earlier run read of the same is taken over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from goalsite.change.history import Lineage
from goalsite.language import Message
from goalsite.publish.past.known import Known, Needed
from goalsite.publish.past.lineages import RawVersion
from goalsite.publish.past.long_work import told
from goalsite.publish.past.past_files import Reader, is_place, lineage_of
from goalsite.publish.past.sparing import Sparing

COMPARING = Message("Comparing past versions")

Track = Sequence[RawVersion]


def needed_lineages(
    tracks: Sequence[Track], days: Mapping[str, date], needed: Needed, read: Reader, earlier: Known | None
) -> Iterator[tuple[bytes, Lineage]]:
    """Yield the lineages of the tracks that are needed, each with the digest of what it is made from.

    ``days`` are those of the main line's commits. Of most goals two versions are read, as most targets never move.
    """
    known = dict(zip(earlier.made_from, earlier.lineages, strict=True)) if earlier is not None else {}
    places = {
        number: (digest := _digest(track), known.get(digest) or lineage_of(track, None, read))
        for number, track in enumerate(tracks)
        if track[-1].key in needed.places or track[-1].key.endswith("/team.md") or _was_place(track, read)
    }
    sparing = Sparing(read, days, [lineage for _made_from, lineage in places.values()])
    there = {track[-1].key for track in tracks if track[-1].blob is not None}
    for number, track in enumerate(told(COMPARING, tracks, tracks.__len__)):
        key = track[-1].key
        if number in places:
            yield places[number]
        elif key in needed.since and (track[-1].blob is not None or key not in there):
            since = needed.since[key]
            digest = _digest(track, since, [days[one.landed] for one in track], sparing.basis)
            yield digest, known.get(digest) or lineage_of(sparing.moving(track, since), None, read)


def _digest(*made_from: object) -> bytes:
    return sha256(repr(made_from).encode()).digest()


def _was_place(track: Track, read: Reader) -> bool:
    """Tell whether a file that is gone was a team's or a cycle's: past paths still mean something by it."""
    last = next((one for one in reversed(track) if one.blob is not None), None)
    if track[-1].blob is not None or last is None or not last.key.lower().endswith(".md"):
        return False
    return is_place(last.key, read.bytes_of(last.blob or "") or b"")
