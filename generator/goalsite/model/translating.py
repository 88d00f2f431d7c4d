"""A repository's texts in another language (SPEC 3.7): the same goals, with the words of their translations.

Only what people read is replaced, after every reference has been followed. So a translated name breaks no reference,
and whatever is measured of the result is what is measured of the original.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from goalsite.model.objects import (
    Company,
    Cycle,
    File,
    KeyResult,
    Kpi,
    Objective,
    Page,
    Person,
    Team,
    Translation,
    Untranslated,
)
from goalsite.model.records import Record, TranslationRecord
from goalsite.model.repository import Repository

_TEXTS = ("title", "mission", "theme", "role", "definition", "learned")

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T", Company, Team, Person, Kpi, Page)


def in_language(repository: Repository, language: str, written: str) -> Repository:
    """Return a repository ``written`` in one language in another; what has no translation stays as it is written."""
    return replace(_Translator(repository, language).repository(), written=written)


class _Translator:
    """Puts the words of one language into one repository's objects."""

    def __init__(self, repository: Repository, language: str) -> None:
        self._from = repository
        self._words = {of: one for (of, into), one in repository.translations.items() if into == language}
        self._language = language
        self._left: dict[str, Untranslated] = {}

    def repository(self) -> Repository:
        known = self._from
        cycles = {id_: self._cycle(cycle) for id_, cycle in known.cycles.items()}
        return replace(
            known,
            company=self._plain(known.company) if known.company is not None else None,
            teams=self._all(known.teams),
            people=self._all(known.people, names=True),
            cycles=cycles,
            objectives={id_: self._objective(one, cycles) for id_, one in known.objectives.items()},
            kpis=self._all(known.kpis),
            pages=self._all(known.pages),
            language=self._language,
            untranslated=self._left,
        )

    def _all(self, objects: Mapping[str, _T], *, names: bool = False) -> dict[str, _T]:
        return {id_: self._plain(one, name=names) for id_, one in objects.items()}

    def _plain(self, one: _T, *, name: bool = False) -> _T:
        word = self._words.get(one.file.key)
        self._note(one.file, one.record, word, name=name)
        if word is None:
            return one
        return replace(one, file=_file(one.file, word), record=_record(one.record, word.record))

    def _cycle(self, cycle: Cycle) -> Cycle:
        if cycle.file is None or cycle.record is None:
            return cycle
        word = self._words.get(cycle.file.key)
        # A cycle without a title is named by its dates, in any language.
        self._note(cycle.file, cycle.record, word, name=not cycle.record.title)
        if word is None:
            return cycle
        return replace(cycle, file=_file(cycle.file, word), record=_record(cycle.record, word.record))

    def _objective(self, objective: Objective, cycles: Mapping[str, Cycle]) -> Objective:
        cycle = cycles.get(objective.cycle.id, objective.cycle) if objective.cycle is not None else None
        word = self._words.get(objective.file.key)
        titles = word.record.key_results if word is not None else {}
        left = frozenset(one.id for one in objective.key_results if one.title and one.id not in titles)
        self._note(objective.file, objective.record, word, key_results=left)
        if word is None:
            return replace(objective, cycle=cycle) if cycle is not objective.cycle else objective
        record = _record(objective.record, word.record)
        lines = tuple(replace(one, title=titles.get(one.id, one.title)) for one in record.key_results)
        return replace(
            objective,
            file=_file(objective.file, word),
            record=replace(record, key_results=lines),
            cycle=cycle,
            key_results=tuple(_key_result(one, titles) for one in objective.key_results),
        )

    def _note(
        self,
        file: File,
        record: Record,
        word: Translation | None,
        *,
        name: bool = False,
        key_results: frozenset[str] = frozenset(),
    ) -> None:
        """Note what stays untranslated; ``name`` says that the title is a name, which needs no translation."""
        said = word.record if word is not None else TranslationRecord()
        texts = frozenset(
            key for key in _TEXTS if key != "title" and getattr(record, key, None) and not getattr(said, key)
        )
        body = bool(file.body.strip()) and (word is None or not word.file.body.strip())
        title = bool(record.title) and not said.title and not name
        left = Untranslated(title, body, texts, key_results, wholly=word is None)
        if left:
            self._left[file.key] = left


def _key_result(one: KeyResult, titles: Mapping[str, str]) -> KeyResult:
    if one.id not in titles:
        return one
    return replace(one, record=replace(one.record, title=titles[one.id]))


def _file(file: File, word: Translation) -> File:
    return replace(file, body=word.file.body) if word.file.body.strip() else file


def _record(record: _R, said: TranslationRecord) -> _R:
    """Return a record with the texts that are translated, of those that its kind has."""
    found = {key: text for key in _TEXTS if (text := getattr(said, key)) and hasattr(record, key)}
    return replace(record, **found)
