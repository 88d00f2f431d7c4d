"""What the site's search finds a page by, beside its title.

Everyone who searches loads these words of all pages, and their browser reads every one before it answers. So they are
names, and how a text begins; what was said in check-ins is not among them. Of very many goals, those of cycles that are
over, teams and people are found by their titles alone: the page Explore finds all goals by their key results, owners
and teams.
"""

from goalsite.model.objects import Cycle, File, Kpi, Objective, Person, Team
from goalsite.site.context import SiteContext
from goalsite.site.markdown import plain
from goalsite.vocabulary import CycleState

MANY = 3000
"""Goals beyond which pages are found by fewer words."""
BEGINNING = 240
"""Characters of a text that are searched."""


def by_fewer_words(site: SiteContext) -> bool:
    """Tell whether there are so many goals that search knows only names of them."""
    return len(site.objectives) + len(site.repository.kpis) > MANY


def objective_words(site: SiteContext, objective: Objective) -> str:
    """Return what an objective is found by: its key results, owner and team, and how its text begins."""
    few = by_fewer_words(site)
    if few and objective.cycle is not None and _is_over(site, objective.cycle):
        return ""
    return _words(
        *(kr.title for kr in objective.key_results),
        site.repository.name_of(objective.owner) if objective.owner is not None else "",
        site.team_of(objective),
        *(() if few else (_beginning(site, objective.file), *objective.record.tags)),
    )


def kpi_words(site: SiteContext, kpi: Kpi) -> str:
    """Return what a KPI is found by: its owner and team, how it is defined, and how its text begins."""
    names = (site.repository.name_of(kpi.owner) if kpi.owner is not None else "", site.team_of(kpi))
    if by_fewer_words(site):
        return _words(*names)
    return _words(
        *names,
        _beginning(site, kpi.file, kpi.record.definition or ""),
        _beginning(site, kpi.file),
        kpi.record.source or "",
        *kpi.record.tags,
    )


def team_words(site: SiteContext, team: Team) -> str:
    """Return what a team is found by: its mission and members, and how its text begins."""
    if by_fewer_words(site):
        return ""
    names = (site.repository.name_of(person) for person in team.members)
    return _words(team.record.mission or "", *names, _beginning(site, team.file), *team.record.tags)


def person_words(site: SiteContext, person: Person) -> str:
    """Return what a person is found by: their role and team, and how their text begins."""
    if by_fewer_words(site):
        return ""
    team = site.repository.team_title(person.team) if person.team is not None else ""
    return _words(person.record.role or "", team, _beginning(site, person.file))


def cycle_words(site: SiteContext, cycle: Cycle) -> str:
    """Return what a cycle is found by: its theme, and how its text begins; nothing without a file."""
    if cycle.file is None or cycle.record is None:
        return ""
    return _words(cycle.record.theme or "", _beginning(site, cycle.file))


def _is_over(site: SiteContext, cycle: Cycle) -> bool:
    return cycle.state is CycleState.CLOSED or cycle.span.last < site.as_of


def _beginning(site: SiteContext, file: File, text: str | None = None) -> str:
    """Return how a file's body or another text of it begins: whole words, where it has spaces between them."""
    words = " ".join(plain(site.render_text(file.body if text is None else text, file, "")).split())
    if len(words) <= BEGINNING:
        return words
    cut = words[:BEGINNING]
    return cut.rpartition(" ")[0] if words[BEGINNING] != " " and " " in cut[-40:] else cut


def _words(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
