"""The one way from a repository on disk to figures, findings and pages; the only place with clock and environment."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.change.history import UNCOMMITTED, Commit
from goalsite.change.moves import Moved, first_judged, moves_of
from goalsite.change.stories import Stories
from goalsite.check import check
from goalsite.findings import Finding
from goalsite.language import Message, speaking
from goalsite.language import gettext as _
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.measure.rollup import exact
from goalsite.model import understand as link_files
from goalsite.model.repository import Repository
from goalsite.model.settings_file import read_settings, settings_path
from goalsite.model.translating import in_language
from goalsite.publish.added_step import with_files
from goalsite.publish.cache import parsed_files
from goalsite.publish.committed import CommittedFiles
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.git import Git, NoHistory
from goalsite.publish.git_log import day_of
from goalsite.publish.history import Needed, Past
from goalsite.publish.workers import shared_out
from goalsite.settings import Settings
from goalsite.source.files import SourceFile, read_folder
from goalsite.vocabulary import Level, State

if TYPE_CHECKING:
    from goalsite.change.originals import Goalposts
    from goalsite.site import SitePage
    from goalsite.site.chronicle import Chronicle


_MANY = 200


class Mistake(Exception):  # noqa: N818 - it is the user's, and an error is a finding here
    """Something the user has to mend before anything can be done; its text says what and how."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What everything is computed from; ``problems`` are the findings of ``mkdocs.yml``.

    ``past`` is where history is read; where there is none, ``no_history`` says why (None where the settings say so).
    ``commit`` is the commit whose files these are; None: they are those that lie in the folder.
    """

    repo_dir: Path
    settings: Settings
    problems: tuple[Finding, ...]
    as_of: date
    day_is_set: bool
    files: Sequence[SourceFile]
    past: Past | None = None
    no_history: Message | None = None
    commit: str | None = None

    @property
    def root(self) -> Path:
        """The folder of the goals."""
        return self.repo_dir / self.settings.goals_dir


@dataclass(frozen=True)
class Understood:
    """A repository, read, measured and checked as of one day.

    ``findings`` are all of them, those of ``mkdocs.yml`` included, sorted by file and place. ``watched`` is told of
    each page that is rendered. ``stories`` tell what changed, with what is not committed yet at their end, ``moved``
    which goalposts moved, by goal; both up to the day where one was asked for, and None where there is no history,
    which ``no_history`` explains. ``folder`` is where the pages lie below the site: empty but for the editions of a
    site in several languages. ``commit`` is the one whose files these are, None for those that lie in the folder.
    """

    repo_dir: Path
    settings: Settings
    repository: Repository
    measured: Measured
    findings: tuple[Finding, ...]
    watched: Callable[[], None] | None = None
    stories: Stories | None = None
    moved: Mapping[str, Moved] | None = None
    past: Past | None = None
    no_history: Message | None = None
    folder: str = ""
    commit: str | None = None

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
    def goalposts(self) -> "Mapping[str, Goalposts] | None":
        """The moved goalposts of each goal that has any, with the progress it would have under the original (SPEC 8.2).

        None where there is no history.
        """
        if self.moved is None or self.past is None:
            return None
        from goalsite.change.originals import goalposts, wanted

        records = self.past.records(wanted(self.moved))
        return {key: goalposts(self.measured, self.moved, key, records) for key in self.moved}

    @cached_property
    def chronicle(self) -> "Chronicle":
        """What the pages of this edition are told of the past."""
        from goalsite.site.chronicle import Chronicle

        return Chronicle(self.stories, self.goalposts or {}, self.no_history)

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
                self.measured,
                self.findings,
                templates=templates,
                workbook=can_make_workbook(),
                folder=self.folder,
                chronicle=self.chronicle,
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
    repo_dir: Path,
    *,
    as_of: date | None = None,
    config: Path | None = None,
    goals_dir: str | None = None,
    at: str | None = None,
) -> Inputs:
    """Read the settings and the files of the repository at ``repo_dir``.

    ``at`` names a commit, or a day (its last commit, UTC): the files are those of it, and the day is its own where
    none is asked for (SPEC 2). The settings are those that lie there now, but for ``as_of``, which is of today's files.

    The day is ``as_of``, else the setting, else the day (UTC) of ``SOURCE_DATE_EPOCH``, else today (SPEC 2).
    ``config`` is the MkDocs configuration where it is not the repository's own; ``goals_dir`` replaces what that says
    of the goals' folder. Raises :class:`Mistake` where there is no such folder, or the environment's day is none.
    """
    settings, problems = read_settings(repo_dir, config)
    if goals_dir is not None:
        settings = replace(settings, goals_dir=goals_dir)
    day, is_set = resolve_day(as_of or settings.as_of)
    if at is not None and (repo_dir / settings.goals_dir).is_dir():
        return _gathered_at(repo_dir, settings, problems, as_of, at)
    if not (repo_dir / settings.goals_dir).is_dir():
        raise Mistake(_no_goals(repo_dir, settings.goals_dir, config or settings_path(repo_dir), problems))
    files = tuple(read_folder(repo_dir / settings.goals_dir))
    past, why = _past(repo_dir, settings, day)
    return Inputs(repo_dir, settings, problems, day, is_set, files, past, why)


def _gathered_at(
    repo_dir: Path, settings: Settings, problems: tuple[Finding, ...], as_of: date | None, at: str
) -> Inputs:
    """Read the files of a commit, or of the last one of a day."""
    try:
        git = Git.around(repo_dir / settings.goals_dir)
    except NoHistory as none:
        raise Mistake(_("there are no files of the past: {why}", why=none.why)) from None
    day = _day(at)
    commit = git.newest_before(_seconds_after(day)) if day is not None else git.commit(at)
    if commit is None:
        if day is not None:
            raise Mistake(_("nothing was committed by {day}", day=day))
        raise Mistake(_("git knows no commit '{name}'", name=at))
    own = as_of or day or day_of(str(git.seconds_of(commit)))
    past, why = _past(repo_dir, settings, own)
    return Inputs(repo_dir, settings, problems, own, True, CommittedFiles(git, commit), past, why, commit)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-21") else None
    except ValueError:
        return None


def _seconds_after(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + 24 * 60 * 60


def latest_day(as_of: date) -> date:
    """Return the last day a commit can be of: tomorrow, for time zones, or the day asked for where that is later."""
    today, _asked = resolve_day(None)
    newest = max(today, as_of)
    return newest + timedelta(days=1) if newest < date.max else newest


def _past(repo_dir: Path, settings: Settings, as_of: date) -> tuple[Past | None, Message | None]:
    if not settings.history:
        return None, None
    try:
        return Past.of(repo_dir, repo_dir / settings.goals_dir, latest_day(as_of)), None
    except NoHistory as none:
        return None, none.why


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
    repo_dir: Path,
    *,
    as_of: date | None = None,
    config: Path | None = None,
    goals_dir: str | None = None,
    at: str | None = None,
    history: bool = True,
) -> Understood:
    """Read, measure and check the repository at ``repo_dir``; :func:`gather` says what is meant by what.

    Without ``history`` the past is left alone, and nothing is found that only it could tell.
    """
    inputs = gather(repo_dir, as_of=as_of, config=config, goals_dir=goals_dir, at=at)
    return understand_inputs(inputs if history else replace(inputs, past=None))


def understand_inputs(inputs: Inputs, *, whole_history: bool = True) -> Understood:
    """Understand what was gathered; files parsed by an earlier run are taken from the cache.

    Without ``whole_history`` the past is read only as far as findings need it.
    """
    settings = inputs.settings
    repository, measured = linked(inputs)
    stories, why = _stories(inputs, repository, whole=whole_history)
    # A site as of a day tells nothing of what came later; where none is asked for, tomorrow has begun somewhere.
    last = inputs.as_of if inputs.day_is_set else date.max
    moved = moves_of(stories, repository, settings, last) if stories is not None else None
    findings = sorted((*inputs.problems, *check(measured, moved)), key=lambda finding: finding.order)
    return Understood(
        inputs.repo_dir,
        settings,
        repository,
        measured,
        tuple(findings),
        stories=stories.up_to(last) if stories is not None else None,
        moved=moved,
        past=inputs.past,
        no_history=why,
        commit=inputs.commit,
    )


def needed_by(repository: Repository, settings: Settings) -> Needed:
    """Return what moved goalposts are looked for in: running goals, since a tenth of their cycles has passed."""
    quiet = exact(settings.pace.quiet)
    since: dict[str, date] = {}
    for objective in repository.objectives.values():
        cycle = objective.cycle
        if cycle is not None and objective.state is State.ACTIVE and cycle.span.last >= repository.as_of:
            since[f"{objective.id}.md"] = first_judged(cycle.span, quiet)
    since |= {f"{kpi.id}.md": date.min for kpi in repository.kpis.values() if kpi.superseded_by is None}
    places = {team.file.key for team in repository.teams.values()}
    places |= {cycle.file.key for cycle in repository.cycles.values() if cycle.file is not None}
    return Needed(since, frozenset(f"{key}.md" for key in places))


def linked(inputs: Inputs) -> tuple[Repository, Measured]:
    """Link and measure what was gathered; what is checked and told of it comes later."""
    settings = inputs.settings
    with parsed_files(inputs.repo_dir, past=inputs.commit is not None) as known:
        repository = link_files(inputs.files, settings, inputs.as_of, day_is_set=inputs.day_is_set, cache=known)
    return repository, measure(repository, settings)


def with_commit(inputs: Inputs, commit: str) -> Inputs:
    """Return inputs with the files of a commit in place of those that lie in the folder."""
    assert inputs.past is not None
    return replace(inputs, files=CommittedFiles(inputs.past.git, commit), commit=commit)


def _stories(inputs: Inputs, repository: Repository, *, whole: bool) -> tuple[Stories | None, Message | None]:
    past = inputs.past
    if past is None:
        return None, inputs.no_history
    needed = None if whole else needed_by(repository, inputs.settings)
    try:
        history = past.at(inputs.commit or past.head, needed)
    except NoHistory as none:
        return None, none.why
    if inputs.commit is None:
        uncommitted = Commit(UNCOMMITTED, "", "", inputs.as_of, "")
        history = with_files(past, history, inputs.files, uncommitted, needed)
    return Stories(history, repository.fiscal), None


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
