"""The one way from a repository on disk to figures, findings and pages; the only place with clock and environment."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.check import check
from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import speaking
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.model import understand as link_files
from goalsite.model.repository import Repository
from goalsite.model.settings_file import read_settings, settings_path
from goalsite.model.translating import in_language
from goalsite.publish.cache import parsed_files
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.workers import shared_out
from goalsite.settings import Settings
from goalsite.source.files import SourceFile, read_folder
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.site import SitePage


_MANY = 200


class Mistake(Exception):  # noqa: N818 - it is the user's, and an error is a finding here
    """Something the user has to mend before anything can be done; its text says what and how."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What everything is computed from; ``problems`` are the findings of ``mkdocs.yml``."""

    repo_dir: Path
    settings: Settings
    problems: tuple[Finding, ...]
    as_of: date
    day_is_set: bool
    files: tuple[SourceFile, ...]


@dataclass(frozen=True)
class Understood:
    """A repository, read, measured and checked as of one day.

    ``findings`` are all of them, those of ``mkdocs.yml`` included, sorted by file and place. ``watched`` is told of
    each page that is rendered. ``folder`` is where the pages lie below the site: empty but for the editions of a site
    in several languages.
    """

    repo_dir: Path
    settings: Settings
    repository: Repository
    measured: Measured
    findings: tuple[Finding, ...]
    watched: Callable[[], None] | None = None
    folder: str = ""

    @property
    def as_of(self) -> date:
        """The day everything was computed for."""
        return self.repository.as_of

    @property
    def goals_dir(self) -> Path:
        """The folder of the goals."""
        return self.repo_dir / self.settings.goals_dir

    @property
    def language(self) -> str:
        """The language of its pages."""
        return self.settings.language

    @cached_property
    def editions(self) -> "tuple[Understood, ...]":
        """The site in each of its languages: itself, then one with the texts of each other language (SPEC 3.7)."""
        return (self, *(self._edition(language) for language in self.settings.other_languages))

    def _edition(self, language: str) -> "Understood":
        """Return the same goals told in another language; its figures are measured of the same values."""
        repository = in_language(self.repository, language, self.language)
        settings = replace(self.settings, language=language)
        return replace(
            self, settings=settings, repository=repository, measured=measure(repository, settings), folder=language
        )

    @cached_property
    def pages(self) -> "tuple[SitePage, ...]":
        """The pages of this edition of the site, rendered once."""
        from goalsite.site import distinct, jobs

        own = self.settings.templates
        templates = self.repo_dir / own if own else None
        pages: list[SitePage] = []
        # What readers of the site see is in the language of its pages, whatever the terminal speaks.
        with speaking(self.language):
            made = jobs(
                self.measured, self.findings, templates=templates, workbook=can_make_workbook(), folder=self.folder
            )
            for some in shared_out(made, worth=self.large):
                pages += some
                for _page in some:
                    if self.watched is not None:
                        self.watched()
        return tuple(distinct(pages))

    @property
    def large(self) -> bool:
        """Whether the goals are so many that it is worth it to share the work among processes."""
        return len(self.repository.objectives) + len(self.repository.kpis) >= _MANY

    @cached_property
    def pages_by_url(self) -> "Mapping[str, SitePage]":
        """The pages of all editions; where two would lie at one address, the first is kept, as G103 has said."""
        found: dict[str, SitePage] = {}
        for edition in self.editions:
            for page in edition.pages:
                found.setdefault(page.url, page)
        return found

    @property
    def hubs(self) -> tuple[str, ...]:
        """The paths of the pages that belong in the navigation, in its order."""
        from goalsite.site import navigation

        paths = (path for _, path in navigation(self.measured))
        return tuple(f"{self.folder}/{path}" if self.folder else path for path in paths)

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The style sheets and scripts the pages need, by their path on the site."""
        from goalsite.site import assets

        return assets()

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts among the assets that every page loads."""
        from goalsite.site.environment import PAGE_MODULES

        return tuple(path for path in self.assets if path.endswith(".js") and path not in PAGE_MODULES)

    def count(self, level: Level) -> int:
        """Return how many findings are of that level."""
        return sum(finding.level is level for finding in self.findings)


def gather(
    repo_dir: Path, *, as_of: date | None = None, config: Path | None = None, goals_dir: str | None = None
) -> Inputs:
    """Read the settings and the files of the repository at ``repo_dir``.

    The day is ``as_of``, else the setting, else the day (UTC) of ``SOURCE_DATE_EPOCH``, else today (SPEC 2).
    ``config`` is the MkDocs configuration where it is not the repository's own; ``goals_dir`` replaces what that says
    of the goals' folder. Raises :class:`Mistake` where there is no such folder, or the environment's day is none.
    """
    settings, problems = read_settings(repo_dir, config)
    if goals_dir is not None:
        settings = replace(settings, goals_dir=goals_dir)
    day, is_set = resolve_day(as_of or settings.as_of)
    if not (repo_dir / settings.goals_dir).is_dir():
        raise Mistake(_no_goals(repo_dir, settings.goals_dir, config or settings_path(repo_dir), problems))
    return Inputs(repo_dir, settings, problems, day, is_set, tuple(read_folder(repo_dir / settings.goals_dir)))


def _no_goals(repo_dir: Path, goals_dir: str, config: Path | None, problems: Sequence[Finding]) -> str:
    """Return what to say where the goals' folder is not there: what names it, and how to mend that."""
    missing = _("there is no folder {goals!r} in {place!r}", goals=goals_dir, place=str(repo_dir))
    unread = next((one for one in problems if one.code in ("G001", "G002")), None)
    if unread is not None:
        return _("{finding}; mend that first, as {missing}", finding=unread, missing=missing)
    if config is not None:
        return _(
            "{missing}; name the goals' folder in {file} (docs_dir: goals), or the repository with -C DIR",
            missing=missing,
            file=config.name,
        )
    above = next((one for one in repo_dir.parents if settings_path(one) or (one / "goals/company.md").is_file()), None)
    if above is not None:
        place = shlex.quote(str(above))
        return _("{missing}; name the repository with -C DIR (-C {place}?)", missing=missing, place=place)
    return _("{missing}; name the repository with -C DIR, or make the folder", missing=missing)


def understand(
    repo_dir: Path, *, as_of: date | None = None, config: Path | None = None, goals_dir: str | None = None
) -> Understood:
    """Read, measure and check the repository at ``repo_dir``; :func:`gather` says what is meant by what."""
    return understand_inputs(gather(repo_dir, as_of=as_of, config=config, goals_dir=goals_dir))


def understand_inputs(inputs: Inputs) -> Understood:
    """Understand what was gathered; files parsed by an earlier run are taken from the cache."""
    settings = inputs.settings
    with parsed_files(inputs.repo_dir) as known:
        repository = link_files(inputs.files, settings, inputs.as_of, day_is_set=inputs.day_is_set, cache=known)
    measured = measure(repository, settings)
    findings = sorted((*inputs.problems, *check(measured)), key=lambda finding: finding.order)
    return Understood(inputs.repo_dir, settings, repository, measured, tuple(findings))


def resolve_day(asked: date | None) -> tuple[date, bool]:
    """Return the day to compute for, and whether it was asked for rather than taken from the clock."""
    if asked is not None:
        return asked, True
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now(UTC).date(), False
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date(), True
    except (ValueError, OverflowError, OSError):
        raise Mistake(
            _("SOURCE_DATE_EPOCH is {epoch!r}; it must be whole seconds since 1970-01-01", epoch=epoch)
        ) from None
