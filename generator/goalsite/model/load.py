"""Reading a folder of goals, file by file, with a cache of what was parsed before."""

from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from goalsite.findings import START, Finding
from goalsite.language import Message
from goalsite.model.link import CsvFile, link
from goalsite.model.objects import File
from goalsite.model.parse import Parsed, parse
from goalsite.model.repository import Repository
from goalsite.model.sorting import LANGUAGE_SUFFIX, Sheet
from goalsite.settings import Settings
from goalsite.source.files import SourceFile, decode, read_folder
from goalsite.source.problems import Problem

Cache = MutableMapping[bytes, Parsed]
"""What was parsed, by the digest of what it was parsed from."""


def load(
    root: Path, settings: Settings, as_of: date, *, day_is_set: bool = True, cache: Cache | None = None
) -> Repository:
    """Read the goals folder ``root`` as of one day.

    ``day_is_set`` tells that the day was asked for rather than taken from the clock (SPEC 2). Nothing in a file
    raises: all that is wrong is in the repository's findings.
    """
    return understand(read_folder(root), settings, as_of, day_is_set=day_is_set, cache=cache)


def understand(
    files: Iterable[SourceFile], settings: Settings, as_of: date, *, day_is_set: bool = True, cache: Cache | None = None
) -> Repository:
    """Make the repository of files already read, in any order."""
    sheets: list[Sheet] = []
    csvs: list[CsvFile] = []
    seen: dict[str, str] = {}
    twice: list[Finding] = []
    for source in sorted(files, key=lambda one: one.key):
        path = shown_path(source.key, settings)
        table = source.key.lower().endswith(".csv")
        key = source.key[:-3] if source.key.lower().endswith(".md") else source.key
        name = source.key[:-4] + ".csv" if table else key
        if name in seen:
            message = Message(
                "the name differs from {path} only in how it is written; give one another name", path=seen[name]
            )
            twice.append(Problem("G103", message, START).finding(path))
            continue
        seen[name] = path
        if table:
            csvs.append(_values(source, path))
            continue
        parsed = _parsed(source, cache)
        sheets.append(Sheet(File(path, key, parsed.body, parsed.body_line), parsed, parsed.kind))
    repository = link(sheets, csvs, settings, as_of, day_is_set=day_is_set)
    findings = tuple(sorted([*repository.findings, *twice], key=lambda finding: finding.order))
    return replace(repository, findings=findings) if twice else repository


def shown_path(key: str, settings: Settings) -> str:
    """Return the path that people are shown for a file at ``key`` below the goals folder."""
    prefix = settings.goals_dir.rstrip("/")
    return f"{prefix}/{key}".rstrip("/") if prefix not in ("", ".") else key


def _parsed(source: SourceFile, cache: Cache | None) -> Parsed:
    if source.content is None:
        assert source.problem is not None
        return Parsed(None, None, "", 1, (source.problem,))
    translation = LANGUAGE_SUFFIX.fullmatch(source.key[:-3]) is not None
    if cache is None:
        return parse(source.content, translation=translation)
    digest = sha256((b"t" if translation else b"f") + source.content).digest()
    parsed = cache.get(digest)
    if parsed is None:
        parsed = cache[digest] = parse(source.content, translation=translation)
    return parsed


def _values(source: SourceFile, path: str) -> CsvFile:
    key = source.key[:-4]
    if source.content is None:
        assert source.problem is not None
        return CsvFile(key, path, None, source.problem)
    text = decode(source.content, what="CSV UTF-8")
    return CsvFile(key, path, None if text.problem else text.text, text.problem)
