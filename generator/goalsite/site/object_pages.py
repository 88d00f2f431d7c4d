"""The pages of objects: one for each team, cycle, person, objective and KPI, and for each unreadable file."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.model.objects import Cycle, Kpi, Objective, Person, Team, Unreadable
from goalsite.site.addresses import path_of, root_of
from goalsite.site.page_renderer import PageRenderer
from goalsite.site.pages import PageKind, SitePage
from goalsite.site.views.cycle import cycle_page
from goalsite.site.views.kpi import kpi_page
from goalsite.site.views.objective import objective_page
from goalsite.site.views.person import person_page
from goalsite.site.views.search_texts import cycle_words, kpi_words, objective_words, person_words, team_words
from goalsite.site.views.team import team_page
from goalsite.wording import word

Thing = TypeVar("Thing")

_TEAM = (
    ("objectives", Message("Objectives")),
    ("scorecard", Message("Scorecard")),
    ("relations", Message("Who it works with")),
    ("subteams", Message("Sub-teams")),
    ("people", Message("People")),
    ("earlier", Message("Other cycles")),
)
_CYCLE = (("objectives", Message("Objectives")), ("retrospective", Message("Retrospective")))
_PERSON = (
    ("objectives", Message("Objectives")),
    ("key-results", Message("Key results")),
    ("kpis", Message("KPIs")),
    ("earlier", Message("Other cycles")),
)
_OBJECTIVE = (
    ("key-results", Message("Key results")),
    ("supporters", Message("Supporters")),
    ("progress", Message("Progress over time")),
    ("goalposts", Message("Goalposts moved")),
    ("reasons", Message("Recorded changes")),
    ("check-ins", Message("Check-ins")),
    ("map", Message("Where it fits")),
    ("initiatives", Message("Initiatives")),
)
_KPI = (
    ("chart", Message("Over time")),
    ("goalposts", Message("Goalposts moved")),
    ("work", Message("Working on it")),
    ("values", Message("Values")),
    ("parts", Message("Parts")),
    ("definition", Message("Definition")),
)


class ObjectPages:
    """The pages of one site's objects; each maker needs none of the others."""

    def __init__(self, renderer: PageRenderer) -> None:
        self._renderer = renderer
        self._site = renderer.site
        self._rows = renderer.rows

    def makers(self) -> Iterator[tuple[Callable[[], tuple[SitePage]], Objective | Kpi | None]]:
        """Yield what makes a page, with the goal it is of if it is a goal's."""
        repository = self._site.repository
        for team in repository.teams.values():
            yield _one(self._team, team), None
        for cycle in repository.cycles.values():
            yield _one(self._cycle, cycle), None
        if self._site.settings.people:
            for person in repository.people.values():
                yield _one(self._person, person), None
        for objective in self._site.objectives:
            yield _one(self._objective, objective), objective
        for kpi in repository.kpis.values():
            yield _one(self._kpi, kpi), kpi
        for file in repository.unreadable:
            yield _one(self._unreadable, file), None

    def _team(self, team: Team) -> SitePage:
        path = path_of(team)
        if not team.usable:
            return self._renderer.broken(path, team.file, team.title or team.id, _("This team could not be read."))
        site = self._site
        view = team_page(site, self._rows, team, root_of(path))
        return self._renderer.page(
            "team", path, view.title, view, kind=PageKind.TEAM, description=view.mission,
            search_text=team_words(site, team) or view.title, file=team.file, headings=_TEAM,
        )  # fmt: skip

    def _cycle(self, cycle: Cycle) -> SitePage:
        path = path_of(cycle)
        site = self._site
        if not cycle.usable and cycle.file is not None:
            return self._renderer.broken(path, cycle.file, site.format.cycle(cycle), _("This cycle could not be read."))
        view = cycle_page(site, self._rows, cycle, root_of(path))
        return self._renderer.page(
            "cycle", path, view.title, view, kind=PageKind.CYCLE, description=view.theme,
            search_text=cycle_words(site, cycle) or view.title, file=cycle.file, headings=_CYCLE,
        )  # fmt: skip

    def _person(self, person: Person) -> SitePage:
        path = path_of(person)
        if not person.usable:
            return self._renderer.broken(
                path, person.file, person.title or person.id, _("This person could not be read.")
            )
        view = person_page(self._site, self._rows, person, root_of(path))
        return self._renderer.page(
            "person", path, view.name, view, kind=PageKind.PERSON, description=view.role,
            search_text=person_words(self._site, person) or view.name, file=person.file, headings=_PERSON,
        )  # fmt: skip

    def _objective(self, objective: Objective) -> SitePage:
        path = path_of(objective)
        title = objective.title or objective.ref
        if objective.id not in self._site.measured.objectives:
            return self._renderer.broken(path, objective.file, title, _("This objective could not be read."))
        view = objective_page(self._site, self._rows, objective, root_of(path))
        cycle = view.cycle.title if view.cycle is not None else ""
        return self._renderer.page(
            "objective", path, title, view, kind=PageKind.OBJECTIVE,
            description=_(
                "Objective of {team}, {cycle}: {share}",
                team=self._site.team_of(objective), cycle=cycle, share=view.percent,
            ),
            search_text=objective_words(self._site, objective) or title,
            file=objective.file, headings=_OBJECTIVE, tag=word(self._site.measured.objectives[objective.id].status),
        )  # fmt: skip

    def _kpi(self, kpi: Kpi) -> SitePage:
        path = path_of(kpi)
        title = kpi.title or kpi.ref
        figures = self._site.measured.kpis.get(kpi.id)
        if figures is None:
            return self._renderer.broken(path, kpi.file, title, _("This KPI could not be read."))
        view = kpi_page(self._site, self._rows, kpi, root_of(path))
        return self._renderer.page(
            "kpi", path, title, view, kind=PageKind.KPI,
            description=_("KPI of {team}: {value}", team=self._site.team_of(kpi), value=view.value),
            search_text=kpi_words(self._site, kpi), file=kpi.file, headings=_KPI,
            tag=_("stale") if figures.stale else word(figures.health),
        )  # fmt: skip

    def _unreadable(self, file: Unreadable) -> SitePage:
        return self._renderer.broken(path_of(file), file.file, file.file.key, _("This file could not be read."))


def _one(make: Callable[[Thing], SitePage], thing: Thing) -> Callable[[], tuple[SitePage]]:
    return lambda: (make(thing),)
