"""What everything is computed from: settings, files, day and past; the only place with a clock."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.model.settings_file import read_settings, settings_path
from goalsite.publish.past.committed import CommittedFiles
from goalsite.publish.past.git import Git, NoHistory
from goalsite.publish.past.git_log import day_of
from goalsite.publish.past.history import Past
from goalsite.settings import Settings
from goalsite.source.files import SourceFile, read_folder


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


def with_commit(inputs: Inputs, commit: str) -> Inputs:
    """Return inputs with the files of a commit in place of those that lie in the folder."""
    assert inputs.past is not None
    return replace(inputs, files=CommittedFiles(inputs.past.git, commit), commit=commit)
