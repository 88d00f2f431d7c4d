"""The search index as readers need it, made of the one the theme's search plugin wrote.

Each language has an index of its own below its folder, so that a reader finds pages in the language they read. A goal
carries its status, its cycle and its title in the other languages, and comes before pages that only speak of it; those
of the past come after those that run.

Our own worker (``search_worker``) is told entries of plain text, in a file it reads itself; the theme's index then
holds no more than its configuration, since every page of the site reads it. The theme's worker is told its own index.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple

INDEX = "search/search_index.json"
ENTRIES = "search/entries.json"
"""Where the theme looks for its index, and our worker for its entries, below the folder of a language."""

_CUT = "\u200b"
"""What the plugin puts between Chinese words where a library for them happens to be installed."""
_INLINE = re.compile(r"</?(?:code|sub|sup)>")
_TAG = re.compile(r"<[^<>]*>")
_TAG_BOOST = 1e6
_BOOSTS = (1.0, 0.5, 2.0)
"""What the theme's worker makes of each rank."""


class Entry(NamedTuple):
    """What is known of a page of goals: ``names`` and ``text`` it is found by, and titles it has in other languages.

    ``others`` are names that it does not show: those of other languages, and its cycle's id. ``rank`` is 2
    for a goal that runs, 1 for one of the past, 0 for what only speaks of goals.
    """

    names: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    rank: int = 0


def write(
    site: Path, folders: Iterable[str], known: Mapping[str, Entry], parts: Iterable[Mapping[str, str]], *, ours: bool
) -> None:
    """Write the index of each language below the site, for our worker or the theme's, where a plugin wrote one.

    ``known`` are the entries of goals' pages, by address from the site's root. ``parts`` are documents that the plugin
    has not seen.
    """
    written = site / INDEX
    if not written.is_file():
        return
    index = json.loads(written.read_bytes())
    index["docs"] += parts
    for folder, docs in by_language(index, folders):
        if ours:
            content, entries = for_ours(index["config"], docs, known, folder)
            _put(site / folder / ENTRIES, entries)
        else:
            content = for_theirs(index["config"], docs, known, folder)
        _put(site / folder / INDEX, content)


def by_language(index: Mapping[str, Any], folders: Iterable[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the documents of each language, by its folder; the site's own has the empty one.

    Chinese that was cut into words is whole again.
    """
    folders = tuple(folders)
    docs: dict[str, list[dict[str, Any]]] = {"": [], **{folder: [] for folder in folders}}
    for doc in index["docs"]:
        whole = {field: str(doc.get(field, "")).replace(_CUT, "") for field in ("title", "text")}
        folder = next((one for one in folders if str(doc["location"]).startswith(f"{one}/")), "")
        docs[folder].append({**doc, **whole})
    yield from docs.items()


def for_theirs(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], known: Mapping[str, Entry], folder: str
) -> dict[str, Any]:
    """Return the index of a language for the theme's own worker; a status must not win over titles there."""
    fields = dict(config.get("fields", {}))
    if fields.get("tags", {}).get("boost") == _TAG_BOOST:
        fields["tags"] = {"boost": 1.0}
    told = []
    for doc in docs:
        entry = known.get(_page(doc), Entry())
        one = {**doc, "location": _below(folder, doc)}
        if tags := [*map(escape, entry.tags), *doc.get("tags", ())]:
            one["tags"] = tags
        if entry.rank:
            one["boost"] = _BOOSTS[entry.rank]
        told.append(one)
    return {"config": {**config, "fields": fields} if fields else dict(config), "docs": told}


def for_ours(
    config: Mapping[str, Any], docs: Iterable[Mapping[str, Any]], known: Mapping[str, Entry], folder: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the theme's index of a language, which only says where the entries are, and the entries themselves."""
    place = f"{folder}/{ENTRIES}" if folder else ENTRIES
    return {"config": {**config, "entries": place}, "docs": []}, [_entry(doc, known, folder) for doc in docs]


def _entry(doc: Mapping[str, Any], known: Mapping[str, Entry], folder: str) -> dict[str, Any]:
    """Return what our worker is told of a document: plain text, and nothing that is empty."""
    entry = known.get(doc["location"], known.get(_page(doc)))
    tags = [*(entry.tags if entry else ()), *map(_plain, doc.get("tags", ()))]
    found = {
        "location": _below(folder, doc),
        "title": _plain(doc["title"]),
        "names": entry.names if entry else "",
        "text": entry.text if entry else _plain(doc["text"]),
        "tags": tags,
        "also": entry.also if entry else (),
        "others": entry.others if entry else (),
        "rank": entry.rank if entry else 0,
    }
    return {name: value for name, value in found.items() if value or name in ("location", "title")}


def _page(doc: Mapping[str, Any]) -> str:
    return str(doc["location"]).partition("#")[0]


def _below(folder: str, doc: Mapping[str, Any]) -> str:
    return str(doc["location"]).removeprefix(f"{folder}/" if folder else "")


def _plain(html: str) -> str:
    """Return the text of what the search plugin keeps as HTML."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())


def _put(place: Path, content: object) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
