"""The one way from a repository on disk to figures, findings and pages; the only place with clock and environment."""

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.change.history import UNCOMMITTED, Commit
from goalsite.change.moves import Moved, moves_of
from goalsite.change.stories import Stories
from goalsite.check import check
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.model import understand as link_files
from goalsite.model.repository import Repository
from goalsite.model.settings_file import read_settings, settings_path
from goalsite.publish.cache import parsed_files
from goalsite.publish.committed import CommittedFiles
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.git import NoHistory
from goalsite.publish.history import Past
from goalsite.settings import Settings
from goalsite.source.files import SourceFile, read_folder
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.change.originals import Goalposts
    from goalsite.site import SitePage


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
    which goalposts moved, by goal; both are None where there is no history, and ``no_history`` says why.
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

    @property
    def as_of(self) -> date:
        """The day everything was computed for."""
        return self.repository.as_of

    @property
    def goals_dir(self) -> Path:
        """The folder of the goals."""
        return self.repo_dir / self.settings.goals_dir

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
    def pages(self) -> "tuple[SitePage, ...]":
        """The pages of the site, rendered once."""
        from goalsite.site import render

        own = self.settings.templates
        pages = []
        folder = self.repo_dir / own if own else None
        for page in render(self.measured, self.findings, templates=folder, workbook=can_make_workbook()):
            pages.append(page)
            if self.watched is not None:
                self.watched()
        return tuple(pages)

    @property
    def hubs(self) -> tuple[str, ...]:
        """The paths of the pages that belong in the navigation, in its order."""
        from goalsite.site import navigation

        return tuple(path for _, path in navigation(self.measured))

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
    files = tuple(read_folder(repo_dir / settings.goals_dir))
    past, why = _past(repo_dir, settings)
    return Inputs(repo_dir, settings, problems, day, is_set, files, past, why)


def _past(repo_dir: Path, settings: Settings) -> tuple[Past | None, Message | None]:
    if not settings.history:
        return None, None
    try:
        return Past.of(repo_dir, repo_dir / settings.goals_dir), None
    except NoHistory as none:
        return None, none.why


def _no_goals(repo_dir: Path, goals_dir: str, config: Path | None, problems: Sequence[Finding]) -> str:
    """Return what to say where the goals' folder is not there: what names it, and how to mend that."""
    missing = f"there is no folder {goals_dir!r} in {str(repo_dir)!r}"
    unread = next((one for one in problems if one.code in ("G001", "G002")), None)
    if unread is not None:
        return f"{unread}; mend that first, as {missing}"
    if config is not None:
        return f"{missing}; name the goals' folder in {config.name} (docs_dir: goals), or the repository with -C DIR"
    above = next((one for one in repo_dir.parents if settings_path(one) or (one / "goals/company.md").is_file()), None)
    hint = f" (-C {shlex.quote(str(above))}?)" if above is not None else ", or make the folder"
    return f"{missing}; name the repository with -C DIR{hint}"


def understand(
    repo_dir: Path, *, as_of: date | None = None, config: Path | None = None, goals_dir: str | None = None
) -> Understood:
    """Read, measure and check the repository at ``repo_dir``; :func:`gather` says what is meant by what."""
    return understand_inputs(gather(repo_dir, as_of=as_of, config=config, goals_dir=goals_dir))


def understand_inputs(inputs: Inputs) -> Understood:
    """Understand what was gathered; files parsed by an earlier run are taken from the cache."""
    settings = inputs.settings
    repository, measured = linked(inputs)
    stories, why = _stories(inputs, repository)
    moved = moves_of(stories, repository, settings) if stories is not None else None
    findings = sorted((*inputs.problems, *check(measured, moved)), key=lambda finding: finding.order)
    return Understood(
        inputs.repo_dir,
        settings,
        repository,
        measured,
        tuple(findings),
        stories=stories,
        moved=moved,
        past=inputs.past,
        no_history=why,
    )


def linked(inputs: Inputs) -> tuple[Repository, Measured]:
    """Link and measure what was gathered; what is checked and told of it comes later."""
    settings = inputs.settings
    with parsed_files(inputs.repo_dir) as known:
        repository = link_files(inputs.files, settings, inputs.as_of, day_is_set=inputs.day_is_set, cache=known)
    return repository, measure(repository, settings)


def with_commit(inputs: Inputs, commit: str) -> Inputs:
    """Return inputs with the files of a commit in place of those that lie in the folder."""
    assert inputs.past is not None
    return replace(inputs, files=CommittedFiles(inputs.past.git, commit), commit=commit)


def _stories(inputs: Inputs, repository: Repository) -> tuple[Stories | None, Message | None]:
    past = inputs.past
    if past is None:
        return None, inputs.no_history
    try:
        history = past.at(inputs.commit or past.head)
    except NoHistory as none:
        return None, none.why
    if inputs.commit is None:
        uncommitted = Commit(UNCOMMITTED, "", "", inputs.as_of, "")
        history = past.with_files(history, inputs.files, uncommitted)
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
        raise Mistake(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be whole seconds since 1970-01-01") from None
