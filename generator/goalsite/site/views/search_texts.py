"""What the site's search finds a page by, beside its title.

Everyone who searches loads these words of all pages, and their browser reads every one before it answers. So they are
names, and after them, on a line of their own, how a text begins; what was said in check-ins is not among them. Of very
many goals, pages are found by names alone.
"""

from collections.abc import Iterable

from goalsite.model.objects import Cycle, File, Kpi, Objective, Person, Team
from goalsite.site.context import SiteContext
from goalsite.site.markdown import plain

MANY = 3000
"""Goals beyond which no texts are searched."""
BEGINNING = 240
"""Characters of a text that are searched."""
BETWEEN = " · "
"""What stands between names."""


def objective_words(site: SiteContext, objective: Objective) -> str:
    """Return what an objective is found by: its key results, owner and team, and how its text begins."""
    return _words(
        site,
        (
            *(kr.title for kr in objective.key_results),
            site.repository.name_of(objective.owner) if objective.owner is not None else "",
            site.team_of(objective),
            *objective.record.tags,
        ),
        objective.file,
    )


def kpi_words(site: SiteContext, kpi: Kpi) -> str:
    """Return what a KPI is found by: its owner, team and source, how it is defined, and how its text begins."""
    owner = site.repository.name_of(kpi.owner) if kpi.owner is not None else ""
    names = (owner, site.team_of(kpi), kpi.record.source or "", *kpi.record.tags)
    return _words(site, names, kpi.file, kpi.record.definition or "")


def team_words(site: SiteContext, team: Team) -> str:
    """Return what a team is found by: its members, its mission, and how its text begins."""
    members = (site.repository.name_of(person) for person in team.members)
    return _words(site, (*members, *team.record.tags), team.file, team.record.mission or "")


def person_words(site: SiteContext, person: Person) -> str:
    """Return what a person is found by: their role and team, and how their text begins."""
    team = site.repository.team_title(person.team) if person.team is not None else ""
    return _words(site, (person.record.role or "", team), person.file)


def cycle_words(site: SiteContext, cycle: Cycle) -> str:
    """Return what a cycle is found by: its theme, and how its text begins; nothing without a file."""
    if cycle.file is None or cycle.record is None:
        return ""
    return _words(site, (cycle.record.theme or "",), cycle.file)


def _words(site: SiteContext, names: Iterable[str], file: File, text: str = "") -> str:
    """Return names and, on a second line, how a text and a file's body begin."""
    lines = [BETWEEN.join(filter(None, (_in_one_line(name) for name in names)))]
    if len(site.objectives) + len(site.repository.kpis) <= MANY:
        lines.append(_in_one_line(_beginning(site, file, text), _beginning(site, file, file.body)))
    return "\n".join(lines).rstrip("\n")


def _beginning(site: SiteContext, file: File, text: str) -> str:
    """Return how a file's body or another text of it begins: whole words, where it has spaces between them."""
    words = _in_one_line(plain(site.render_text(text, file, "")))
    if len(words) <= BEGINNING:
        return words
    cut = words[:BEGINNING]
    return cut.rpartition(" ")[0] if words[BEGINNING] != " " and " " in cut[-40:] else cut


def _in_one_line(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
