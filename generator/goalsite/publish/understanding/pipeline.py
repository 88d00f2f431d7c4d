"""The one way from a repository on disk to figures and findings: read, link, measure, look into the past, check."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from goalsite.change.history import UNCOMMITTED, Commit
from goalsite.change.moves import first_judged, moves_of
from goalsite.change.stories import Stories
from goalsite.check import check
from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.measure.rollup import exact
from goalsite.model import understand as link_files
from goalsite.model.repository import Repository
from goalsite.publish.keeping.cache import ParsedFiles, parsed_files
from goalsite.publish.past.added_step import stepping, with_files
from goalsite.publish.past.git import NO_COMMIT, NO_REPOSITORY, NoHistory
from goalsite.publish.past.known import Needed
from goalsite.publish.understanding.inputs import Inputs, gather
from goalsite.publish.understanding.understood import Understood
from goalsite.settings import Settings
from goalsite.vocabulary import State


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
    with parsed_files(inputs.repo_dir, past=inputs.commit is not None) as parsed:
        repository, measured = linked(inputs, parsed)
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
        inputs.files,
        stories=stories.up_to(last) if stories is not None else None,
        moved=moved,
        past=inputs.past,
        no_history=why,
        commit=inputs.commit,
    )


def unseen(no_history: Message | None) -> str | None:
    """Say that moved goalposts were not looked at, and why; None where there is no past yet, or it was looked at."""
    if no_history is None or no_history in (NO_REPOSITORY, NO_COMMIT):
        return None
    return _("moved goalposts were not looked at: {why}", why=no_history)


def needed_by(repository: Repository, settings: Settings) -> Needed:
    """Return what moved goalposts are looked for in: running goals, since a tenth of their cycles has passed."""
    quiet = exact(settings.pace.quiet)
    since: dict[str, date] = {}
    for objective in repository.objectives.values():
        cycle = objective.cycle
        if cycle is not None and objective.state is State.ACTIVE and cycle.span.last >= repository.as_of:
            since[f"{objective.id}.md"] = first_judged(cycle.span, quiet)
    since |= {f"{kpi.id}.md": date.min for kpi in repository.kpis.values()}
    places = {team.file.key for team in repository.teams.values()}
    places |= {cycle.file.key for cycle in repository.cycles.values() if cycle.file is not None}
    return Needed(since, frozenset(f"{key}.md" for key in places))


def linked(inputs: Inputs, parsed: ParsedFiles) -> tuple[Repository, Measured]:
    """Link and measure what was gathered; what is checked and told of it comes later."""
    settings = inputs.settings
    repository = link_files(inputs.files, settings, inputs.as_of, day_is_set=inputs.day_is_set, cache=parsed)
    return repository, measure(repository, settings)


def _stories(inputs: Inputs, repository: Repository, *, whole: bool) -> tuple[Stories | None, Message | None]:
    past = inputs.past
    if past is None:
        return None, inputs.no_history
    needed = None if whole else needed_by(repository, inputs.settings)
    try:
        if needed is not None and inputs.commit is None:
            needed = stepping(past, past.head, inputs.files, needed)
        history = past.at(inputs.commit or past.head, needed)
    except NoHistory as none:
        return None, none.why
    if inputs.commit is None:
        uncommitted = Commit(UNCOMMITTED, "", "", inputs.as_of, "")
        history = with_files(past, history, inputs.files, uncommitted, needed)
    return Stories(history, repository.fiscal), None
