"""Needs attention: every goal that goes badly, the most urgent first, and every finding, by owner, then by file."""

from collections import defaultdict
from typing import NamedTuple

from markupsafe import Markup

from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.model.objects import File, Kpi, Objective, Person, Team
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.rows import Rows
from goalsite.site.views.urgent import UrgentLine, urgent_lines
from goalsite.vocabulary import Level

_MOST_PER_OWNER = 30
_MOST = 60
"""Findings the page lists; of owners it has no room for, it counts them by team."""
_MOST_URGENT = 50
"""Goals that go badly that the page lists, at about 300 bytes each."""
_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2, Level.OFF: 3}


class FileBlock(NamedTuple):
    """The findings of one file."""

    link: Named
    findings: tuple[FindingLine, ...]


class OwnerBlock(NamedTuple):
    """What one owner has to mend."""

    owner: Named
    avatar: Markup
    counts: str
    files: tuple[FileBlock, ...]
    more: int


class TeamCount(NamedTuple):
    """How many findings there are in a team and those below it, of those the page does not list."""

    team: Named
    counts: str


class AttentionPage(NamedTuple):
    """Everything the page says: ``urgent`` goals, ``more`` of which are not listed, and ``number`` findings.

    ``left`` findings of ``owners`` are not listed, but counted by team.
    """

    urgent: tuple[UrgentLine, ...]
    more: int
    number: int
    counts: str
    blocks: tuple[OwnerBlock, ...]
    left: int
    owners: int
    teams: tuple[TeamCount, ...]


def attention_page(site: SiteContext, rows: Rows) -> AttentionPage:
    """Return what goes badly, and all findings, those with most errors first; long lists are cut and say so.

    Owners are listed while there is room; what is left is counted by the uppermost teams.
    """
    owners = _owners(site)
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in site.findings:
        grouped[owners.get(finding.goal or "", "") or owners.get(finding.path, "")].append(finding)
    room = _MOST
    blocks: list[OwnerBlock] = []
    left: list[Finding] = []
    ordered = sorted(grouped.items(), key=lambda entry: _urgency(site, *entry))
    for owner, findings in ordered:
        if room <= 0:
            left += findings
            continue
        shown = sorted(findings, key=lambda f: (_ORDER[f.level], f.order))[: min(_MOST_PER_OWNER, room)]
        room -= len(shown)
        named, avatar = _owner(site, owner)
        blocks.append(OwnerBlock(named, avatar, counts_of(findings), _files(site, shown), len(findings) - len(shown)))
    urgent = urgent_lines(site, rows)
    return AttentionPage(
        urgent=urgent[:_MOST_URGENT],
        more=max(len(urgent) - _MOST_URGENT, 0),
        number=len(site.findings),
        counts=counts_of(site.findings),
        blocks=tuple(blocks),
        left=len(left),
        owners=len(ordered) - len(blocks),
        teams=_by_team(site, left),
    )


def _by_team(site: SiteContext, findings: list[Finding]) -> tuple[TeamCount, ...]:
    """Count findings by the uppermost team they are in; those in none are the company's, which comes first."""
    repository = site.repository
    teams: dict[str, str | None] = {}
    things: tuple[tuple[File, str | None], ...] = (
        *((one.file, one.team) for one in repository.objectives.values()),
        *((one.file, one.team) for one in repository.kpis.values()),
        *((one.file, one.team) for one in repository.people.values()),
        *((one.file, one.id) for one in repository.teams.values()),
    )
    for file, team in things:
        teams[file.path] = teams[file.key] = team
    grouped: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        line = [*repository.above(teams.get(finding.goal or "", teams.get(finding.path)))]
        grouped[line[-2] if len(line) > 1 else None].append(finding)
    order = (None, *repository.below(None))
    return tuple(TeamCount(site.team(team), counts_of(grouped[team])) for team in order if team in grouped)


def counts_of(findings: "list[Finding] | tuple[Finding, ...]") -> str:
    """Say how many findings of each level there are."""
    errors, warnings, hints = (
        sum(finding.level is level for finding in findings) for level in (Level.ERROR, Level.WARNING, Level.INFO)
    )
    said = (
        ngettext("{n} error", "{n} errors", errors) if errors else "",
        ngettext("{n} warning", "{n} warnings", warnings) if warnings else "",
        ngettext("{n} hint", "{n} hints", hints) if hints else "",
    )
    return pgettext("between items of a list", ", ").join(filter(None, said))


def _urgency(site: SiteContext, owner: str, findings: list[Finding]) -> tuple[int, int, str]:
    errors = sum(finding.level is Level.ERROR for finding in findings)
    return -errors, -len(findings), _owner(site, owner)[0].title


def _owners(site: SiteContext) -> dict[str, str]:
    """Return whose each file is: a person's key, or a team's after ``team:`` where nobody owns it.

    Where the settings keep people out of figures, everything is a team's.
    """
    repository = site.repository
    owners: dict[str, str] = {}

    def own(goal: Objective | Kpi | Team | Person, person: str | None, team: str | None) -> None:
        name = person if person is not None and site.settings.people else f"team:{team or ''}"
        owners[goal.file.path] = owners[goal.file.key] = name

    for objective in repository.objectives.values():
        own(objective, objective.owner, objective.team)
        for check_in in objective.check_ins:
            owners.setdefault(check_in.path, owners[objective.file.path])
    for kpi in repository.kpis.values():
        own(kpi, kpi.owner, kpi.team)
        for value in kpi.values:
            if value.path:
                owners.setdefault(value.path, owners[kpi.file.path])
    for team in repository.teams.values():
        own(team, team.lead, team.id)
    for person in repository.people.values():
        own(person, person.id, person.team)
    return owners


def _owner(site: SiteContext, owner: str) -> tuple[Named, Markup]:
    if not owner:
        return Named(_("Nobody yet"), None), Markup("")
    if owner.startswith("team:"):
        return site.team(owner.removeprefix("team:") or None), Markup("")
    return site.person(owner), site.avatar(owner)


def _files(site: SiteContext, findings: list[Finding]) -> tuple[FileBlock, ...]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    blocks = []
    for path, mine in by_path.items():
        goal = next((f.goal for f in mine if f.goal is not None), None)
        link = site.goal(goal) if goal is not None else None
        blocks.append(FileBlock(link or Named(path, None), finding_lines(site, mine)))
    return tuple(blocks)
