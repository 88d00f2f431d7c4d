"""Which object each file is, and which team and cycle its place gives it (SPEC 1)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goalsite.findings import START
from goalsite.language import Message
from goalsite.model.objects import File
from goalsite.model.parse import Parsed
from goalsite.model.periods import FiscalYear, nearly_cycle, span_of
from goalsite.source.problems import Problem
from goalsite.vocabulary import Kind

DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-.+)?")
LANGUAGE_SUFFIX = re.compile(r"(.+)\.(en|zh)")


@dataclass(slots=True, eq=False)
class Sheet:
    """A parsed file in its place. ``kind`` is the parsed one, else guessed from the path (then ``guessed``)."""

    file: File
    parsed: Parsed
    kind: Kind | None
    guessed: bool = False

    @property
    def stem(self) -> str:
        """Its name for references: the file's, for ``team.md`` the folder's."""
        folder, _, name = self.file.key.rpartition("/")
        if name == "team" and self.kind is Kind.TEAM and folder:
            return folder.rpartition("/")[2]
        return name

    @property
    def folder(self) -> str:
        """The folder it lies in, below the goals folder; empty at its top."""
        return self.file.key.rpartition("/")[0]


def guess_kind(key: str, keys: Iterable[str] | Mapping[str, object]) -> Kind | None:
    """Return what a file that could not be read most probably is, by its path, or None."""
    folder, _, name = key.rpartition("/")
    folders = folder.split("/") if folder else []
    if name == "team":
        return Kind.TEAM
    if name == "company" and not folder:
        return Kind.COMPANY
    if folder and folder in keys and DATED.fullmatch(name):
        return Kind.CHECK_IN
    if folders and folders[-1] == "people":
        return Kind.PERSON
    if folders and folders[-1] == "cycles":
        return Kind.CYCLE
    if folders and folders[-1] == "kpis":
        return Kind.KPI
    if any(span_of(part, FiscalYear()) for part in folders):
        return Kind.OBJECTIVE
    return None


def bad_name(sheet: Sheet) -> Problem | None:
    """Return the G008 of a name that cannot be referred to, or None."""
    stem = sheet.stem
    if sheet.kind is Kind.CHECK_IN:
        return None
    if not stem or stem[0] == "-" or any(not _allowed(char) for char in stem):
        good = "".join(char if _allowed(char) else "-" for char in unicodedata.normalize("NFC", stem.lower()))
        good = re.sub("-+", "-", good).strip("-") or "a-name"
        if sheet.kind is Kind.TEAM:
            message = Message(
                "the folder name '{name}' may hold small letters, digits and - only; call it '{good}'",
                name=stem,
                good=good,
            )
        else:
            message = Message(
                "the file name '{name}' may hold small letters, digits and - only; call it '{good}'",
                name=stem,
                good=good,
            )
        return Problem("G008", message, START)
    return None


def _allowed(char: str) -> bool:
    return char == "-" or char in "0123456789" or (unicodedata.category(char) in _LETTERS and char == char.lower())


_LETTERS = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc"})


class Places:
    """Which team and cycle a folder gives to what lies in it; answers are kept, as folders hold many files."""

    def __init__(self, teams: Mapping[str, str], cycle_ids: frozenset[str], fiscal: FiscalYear) -> None:
        self._teams = teams
        self._cycle_ids = cycle_ids
        self._fiscal = fiscal
        self._known: dict[str, tuple[str | None, str | None, str | None]] = {"": (teams.get(""), None, None)}

    def of(self, folder: str) -> tuple[str | None, str | None, str | None]:
        """Return (team id, cycle id, cycle id that a folder nearly is) for a folder; each None where there is none."""
        known = self._known.get(folder)
        if known is not None:
            return known
        known = self._known[""]
        path = ""
        for name in folder.split("/"):
            path = f"{path}/{name}" if path else name
            if path in self._known:
                known = self._known[path]
                continue
            team, cycle, nearly = known
            team = self._teams.get(path, team)
            if name in self._cycle_ids or span_of(name, self._fiscal) is not None:
                cycle, nearly = name, None
            elif (meant := nearly_cycle(name)) is not None:
                cycle, nearly = None, meant
            known = self._known[path] = (team, cycle, nearly)
        return known
