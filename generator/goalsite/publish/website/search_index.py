"""The search index as readers need it, made of the one the theme's search plugin wrote.

Each language has an index of its own below its folder, so that a reader finds pages in the language they read. A goal
carries its status, its cycle and its title in the other languages, and comes before pages that only speak of it, if it
is not of the past.

Chinese is written without spaces. The theme finds words by how they begin, so every place within a run of Chinese
characters where a word might begin is a beginning here: 客户满意度 is found by 满意度. These beginnings are in fields
of their own, which are searched and never shown. The plugin cuts Chinese into words where a library for it happens to
be installed; that is undone, since the theme would cut queries at the same words and then find any one of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

SEPARATOR = r"[\s\u200b\u3000\-/，。、；：！？（）“”《》「」…·]+"
"""What stands between words, as the reader's browser understands it; for both languages alike."""

PIPELINE = ("stopWordFilter",)
"""What is done to words: the commonest English ones are left out. Stems would not be found by what one types."""

_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f]+")
_CUT = "\u200b"
_TAG = re.compile(r"<[^<>]*>")
_END = "_"  # The theme cuts a query where it knows a whole word of it: none of these may look like one.
_LONGEST = {"title": 16, "text": 6}
_FIELDS = {"title": ("title_parts", 500.0), "text": ("text_parts", 1.0)}
_TAG_BOOST = 1e6


class Entry(NamedTuple):
    """What is known of a page beyond what the search plugin was shown: by its address."""

    tags: tuple[str, ...] = ()
    boost: float = 1.0
    also: tuple[str, ...] = ()


def by_language(
    index: Mapping[str, Any], entries: Mapping[str, Entry], folders: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the index of each language, by its folder; the site's own has the empty one.

    Addresses in it begin at the folder. ``entries`` are found by address from the site's root.
    """
    folders = tuple(folders)
    docs: dict[str, list[dict[str, Any]]] = {"": [], **{folder: [] for folder in folders}}
    for doc in index["docs"]:
        location = str(doc["location"])
        folder = next((one for one in folders if location.startswith(f"{one}/")), "")
        place = location.removeprefix(f"{folder}/") if folder else location
        docs[folder].append({**_told(doc, entries.get(location.partition("#")[0]), location), "location": place})
    config = _config(index["config"])
    for folder, found in docs.items():
        yield folder, {"config": config, "docs": found}


def _config(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the configuration with our fields; a status must not win over titles."""
    fields = dict(config.get("fields", {}))
    if not fields:
        return dict(config)
    if fields.get("tags", {}).get("boost") == _TAG_BOOST:
        fields["tags"] = {"boost": 1.0}
    return {**config, "fields": fields | {name: {"boost": boost} for name, boost in _FIELDS.values()}}


def _told(doc: Mapping[str, Any], entry: Entry | None, location: str) -> dict[str, Any]:
    told = dict(doc)
    for field in _FIELDS:
        if _CUT in str(told.get(field, "")):
            told[field] = str(told[field]).replace(_CUT, "")
    also: tuple[str, ...] = ()
    if entry is not None:
        if entry.tags:
            told["tags"] = [*entry.tags, *told.get("tags", ())]
        if entry.boost != 1:
            told["boost"] = entry.boost
        if "#" not in location:
            also = entry.also
    for field, (name, _) in _FIELDS.items():
        text = _TAG.sub(" ", str(told.get(field, "")))
        found = [*parts(text, _LONGEST[field])]
        if field == "title":
            found += [word for title in also for word in (title, *parts(title, _LONGEST[field]))]
        if found:
            told[name] = " ".join(dict.fromkeys(found))
    return told


def parts(text: str, longest: int) -> Iterator[str]:
    """Yield every beginning of a word within the runs of Chinese characters of a text, each once, with its end."""
    seen: set[str] = set()
    for run in _HAN.findall(text):
        for start in range(len(run)):
            part = run[start : start + longest] + _END
            if part not in seen:
                seen.add(part)
                yield part
