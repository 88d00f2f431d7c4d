"""A site's settings (SPEC 14), read from ``mkdocs.yml`` as data by :mod:`goalsite.model.settings_file`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from goalsite.vocabulary import Level

DIFFERENCE = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Pace:
    """How far behind is still on track and at risk, and the first share of a cycle without judgement (SPEC 5)."""

    on_track: Decimal = Decimal("0.10")
    at_risk: Decimal = Decimal("0.25")
    quiet: Decimal = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Confidence:
    """The least confidence of on track and of at risk (SPEC 5)."""

    on_track: Decimal = Decimal("0.7")
    at_risk: Decimal = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Outdated:
    """Days after which a figure is outdated, by the length of the cycle (a half counts as a quarter)."""

    month: int = 14
    quarter: int = 14
    year: int = 14


@dataclass(frozen=True, slots=True)
class CheckInRhythm:
    """When teams check in: every so many weeks, on a day of the week (0 is Monday)."""

    every: int = 1
    on: int = 0


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What the settings say of one rule: another level, other bounds; None and missing keys keep the default."""

    level: Level | None = None
    bounds: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    ``goals_dir`` and ``site_dir`` are relative to the repository or absolute; ``templates`` likewise. ``repo_url``
    is as MkDocs knows it, None where unset. ``language`` is the site's, one of ``goalsite.language.LANGUAGES``.
    """

    goals_dir: str = "goals"
    site_dir: str = "site"
    site_name: str | None = None
    site_url: str | None = None
    language: str = "en"
    repo_url: str | None = None
    as_of: date | None = None
    languages: tuple[str, ...] = ()
    pace: Pace = field(default_factory=Pace)
    confidence: Confidence = field(default_factory=Confidence)
    outdated_after: Outdated = field(default_factory=Outdated)
    check_in: CheckInRhythm = field(default_factory=CheckInRhythm)
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    people: bool = True
    forge: str = "none"
    branch: str = "main"
    templates: str | None = None
    history: bool = True

    @property
    def difference(self) -> Decimal:
        """How far key results and supporters of one objective may differ before it is worth asking (SPEC 7, G305)."""
        rule = self.rules.get("G305")
        return DIFFERENCE if rule is None else rule.bounds.get("difference", DIFFERENCE)

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The languages the site is built in beside its own, each in a folder of its name."""
        return tuple(dict.fromkeys(one for one in self.languages if one != self.language))
