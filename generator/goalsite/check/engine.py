"""Running the rules: levels as set, findings silenced where an object says why, all in one order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goalsite.change.moves import Moved
from goalsite.check.facts import Facts
from goalsite.check.registry import RULES
from goalsite.check.rule import Rule, View
from goalsite.findings import Finding, Position
from goalsite.language import Message
from goalsite.measure.figures import Measured
from goalsite.model.records import Record
from goalsite.settings import RuleSetting, Settings
from goalsite.vocabulary import Level

_UNSET = RuleSetting()
_OWN = "G009"
_OF_HISTORY = ("G504",)


def check(measured: Measured, moved: Mapping[str, Moved] | None = None) -> tuple[Finding, ...]:
    """Return all findings, those of reading and linking included, sorted by ``Finding.order``.

    ``moved`` are the moved goalposts by goal; None where history was not looked at, and nothing is said of them.

    Levels and bounds are the settings' where they name any; findings of rules that are off, and those silenced by an
    ``ignore``, are left out. Nothing is found that follows only from what could not be read (SPEC 2, 9).
    """
    settings = measured.settings
    facts = Facts(measured)
    found = [_relevelled(finding, settings) for finding in measured.repository.findings]
    for rule in RULES.values():
        level = level_of(rule, settings)
        if rule.look is not None and level is not Level.OFF:
            bounds = {**rule.bounds, **settings.rules.get(rule.code, _UNSET).bounds}
            found.extend(rule.look(View(measured, facts, rule.code, level, bounds, moved)))
    ignores = _Ignores(measured)
    left = [finding for finding in found if not ignores.silence(finding)]
    level = level_of(RULES[_OWN], settings)
    unseen = frozenset(_OF_HISTORY) if moved is None else frozenset[str]()
    left.extend(ignores.unfounded(level, settings, facts, unseen))
    return tuple(sorted({f for f in left if f.level is not Level.OFF}, key=lambda finding: finding.order))


def level_of(rule: Rule, settings: Settings) -> Level:
    """Return the level a rule has under the settings."""
    return settings.rules.get(rule.code, _UNSET).level or rule.level


def _relevelled(finding: Finding, settings: Settings) -> Finding:
    rule = RULES.get(finding.code)
    level = level_of(rule, settings) if rule else finding.level
    return finding if level is finding.level else replace(finding, level=level)


class _Ignores:
    """Who silences what, and whether there was anything to silence."""

    def __init__(self, measured: Measured) -> None:
        self._reading = measured.repository.findings
        self._records: dict[str, tuple[str, str, Record]] = {}
        self._used: set[tuple[str, str]] = set()
        for key, path, record in _records(measured):
            if record.ignore:
                self._records[path] = (key, path, record)
        self._by_goal: Mapping[str, list[tuple[str, Record]]] = {}
        by_goal: dict[str, list[tuple[str, Record]]] = {}
        for key, path, record in self._records.values():
            by_goal.setdefault(key, []).append((path, record))
        self._by_goal = by_goal

    def silence(self, finding: Finding) -> bool:
        """Tell whether the finding's object (or the very file it stands in) silences it, and remember it."""
        if finding.goal is None or finding.goal not in self._by_goal:
            return False
        rule = RULES.get(finding.code)
        if rule is None or not rule.can_be_ignored:
            return False
        silenced = False
        for path, record in self._by_goal[finding.goal]:
            if finding.code in record.ignore:
                self._used.add((path, finding.code))
                silenced = True
        return silenced

    def unfounded(self, level: Level, settings: Settings, facts: Facts, unseen: frozenset[str]) -> Iterator[Finding]:
        """Yield a finding for every ignore without a reason or that silences nothing (G009).

        Of the codes ``unseen``, which could not be looked for, nobody knows what they would silence.
        """
        doubtful = {finding.path for finding in self._reading if finding.code < "G2"}
        for key, path, record in self._records.values():
            for code, reason in record.ignore.items():
                message = None
                rule = RULES.get(code)
                if rule is None and code.upper() in RULES:
                    message = Message("there is no rule '{code}' to ignore; write {rule}", code=code, rule=code.upper())
                elif rule is None:
                    message = Message("there is no rule '{code}' to ignore", code=code)
                elif not rule.can_be_ignored:
                    message = Message("{code} cannot be ignored; mend what it finds and take this out", code=code)
                elif not reason.strip():
                    message = Message('{code} is ignored without a reason; write one: `{code}: "because …"`', code=code)
                elif (
                    (path, code) not in self._used
                    and code not in unseen
                    and level_of(rule, settings) is not Level.OFF
                    and not facts.partial
                    and path not in doubtful
                ):
                    message = Message("ignoring {code} silences nothing here; take it out", code=code)
                if message:
                    place: Position = record.position(f"ignore.{code}")
                    yield Finding(_OWN, level, message, path, place, key, f"ignore.{code}")


def _records(measured: Measured) -> Iterator[tuple[str, str, Record]]:
    """Yield every readable record that may say ``ignore``, with its object's file key and its path."""
    repository = measured.repository
    company = repository.company
    if company is not None and company.usable:
        yield company.file.key, company.file.path, company.record
    for things in (repository.teams, repository.people, repository.objectives, repository.kpis):
        for thing in things.values():
            if thing.usable:
                yield thing.file.key, thing.file.path, thing.record
    for cycle in repository.cycles.values():
        if cycle.file is not None and cycle.record is not None and cycle.usable:
            yield cycle.file.key, cycle.file.path, cycle.record
    for page in repository.pages.values():
        yield page.file.key, page.file.path, page.record
    for translation in repository.translations.values():
        yield translation.of, translation.file.path, translation.record
    for objective in repository.objectives.values():
        if objective.usable:
            for check_in in objective.check_ins:
                if not check_in.record.key:
                    yield objective.file.key, check_in.path, check_in.record
