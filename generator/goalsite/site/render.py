"""All pages of a site, one after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from goalsite.check.registry import RULES
from goalsite.check.rule import Rule
from goalsite.findings import Finding
from goalsite.language import Message, language
from goalsite.language import gettext as _
from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, File, Kpi, Objective, Person, Team, Unreadable
from goalsite.site.addresses import HOME, Addresses, path_of, root_of
from goalsite.site.chronicle import Chronicle
from goalsite.site.context import HUBS, SiteContext
from goalsite.site.original import Original
from goalsite.site.pages import Heading, PageKind, SitePage
from goalsite.site.views.alignment import alignment_page, tree_pages, tree_path, tree_title
from goalsite.site.views.attention import attention_page
from goalsite.site.views.changes import changes_page
from goalsite.site.views.changing import changing_page
from goalsite.site.views.check_in import check_in_page
from goalsite.site.views.commits import stamp
from goalsite.site.views.crowds import people_page, teams_page
from goalsite.site.views.cycle import cycle_lines, cycle_page
from goalsite.site.views.data import data_page
from goalsite.site.views.explore import EXPLORE_DATA, explore_json, explore_page
from goalsite.site.views.findings import finding_lines
from goalsite.site.views.goalposts import goalposts_page
from goalsite.site.views.home import home_page
from goalsite.site.views.kpi import kpi_page
from goalsite.site.views.objective import objective_page
from goalsite.site.views.person import person_page, person_rows
from goalsite.site.views.reading import reading_page
from goalsite.site.views.rows import Rows
from goalsite.site.views.rules import rule_groups, rule_pages
from goalsite.site.views.scorecards import scorecards_page
from goalsite.site.views.search_texts import cycle_words, kpi_words, objective_words, person_words, team_words
from goalsite.site.views.team import team_lines, team_page
from goalsite.site.views.wallboard import WALLBOARD, Wallboard, wallboard
from goalsite.wording import word

if TYPE_CHECKING:
    from jinja2 import Template

_TITLES = {
    "index.md": Message("Home"),
    "teams/index.md": Message("Teams"),
    "cycles/index.md": Message("Cycles"),
    "people/index.md": Message("People"),
    "scorecards.md": Message("Scorecards"),
    "alignment.md": Message("Alignment"),
    "explore.md": Message("Explore"),
    "attention.md": Message("Needs attention"),
    "changes.md": Message("Changes"),
    "goalposts.md": Message("Goalposts"),
    "how-to-read.md": Message("How to read this"),
    "how-to-change.md": Message("How to change a goal"),
    "rules.md": Message("Rules"),
    "data.md": Message("Data"),
    "check-in.md": Message("Check in"),
}
_NOT_IN_NAVIGATION = frozenset({"rules.md", "data.md", "check-in.md"})
_OF_THE_PAST = frozenset({"changes.md", "goalposts.md"})
_BESIDE = frozenset({"rules", "rule", "data", "alignment_tree", "check_in"})
_CONTROL = bytes(number for number in range(32) if number not in (9, 10, 13)) + b"\x7f"
_BLANK = bytes(32 if number in (9, 13) else number for number in range(256))


Thing = TypeVar("Thing")

Job = Callable[[], tuple[SitePage, ...]]
"""Makes pages when it is called; it needs none of the others to have been called before."""


def render(
    measured: Measured,
    findings: Iterable[Finding],
    *,
    rules: Mapping[str, Rule] = RULES,
    templates: Path | None = None,
    workbook: bool = True,
    folder: str = "",
    chronicle: Chronicle | None = None,
) -> Iterator[SitePage]:
    """Yield every page of the site, as the :func:`jobs` make them, each address once."""
    made = jobs(
        measured,
        findings,
        rules=rules,
        templates=templates,
        workbook=workbook,
        folder=folder,
        chronicle=chronicle,
    )
    return distinct(page for job in made for page in job())


def distinct(pages: Iterable[SitePage]) -> Iterator[SitePage]:
    """Yield pages so that no two share an address: of several the first is kept, as G103 has said."""
    seen: set[str] = set()
    for page in pages:
        if page.url not in seen:
            seen.add(page.url)
            yield page


def jobs(
    measured: Measured,
    findings: Iterable[Finding],
    *,
    rules: Mapping[str, Rule] = RULES,
    templates: Path | None = None,
    workbook: bool = True,
    folder: str = "",
    chronicle: Chronicle | None = None,
) -> tuple[Job, ...]:
    """Return what makes the pages of the site: hubs first, then objects in the order of their ids.

    ``findings`` are those of the whole run. ``templates`` is a company's own folder of templates, found first.
    ``workbook`` tells whether the site carries one beside its pages.
    ``folder`` is where the pages lie below the site, for those of another language than the site's own.
    ``chronicle`` is what is known of the past.
    """
    site = SiteContext(measured, findings, rules, templates, up="../" if folder else "", chronicle=chronicle)
    spoken = measured.settings.language

    def laid(make: Callable[[], Iterable[SitePage]]) -> tuple[SitePage, ...]:
        return tuple(_laid(page, spoken, folder) for page in make())

    return tuple(partial(laid, make) for make in _Renderer(site, workbook=workbook).makers())


def _laid(page: SitePage, language: str, folder: str) -> SitePage:
    """Return a page where it lies, in its language."""
    if not folder:
        return replace(page, language=language)
    files = tuple((f"{folder}/{path}", content) for path, content in page.files)
    return replace(page, path=f"{folder}/{page.path}", files=files, language=language, folder=folder)


def navigation(measured: Measured) -> tuple[tuple[str, str], ...]:
    """Return the hubs in the order of the navigation, as (title, source path)."""
    addresses = Addresses(measured.repository, HUBS)
    return tuple(
        (str(_TITLES[hub]), addresses.hubs[hub])
        for hub in HUBS
        if hub not in _NOT_IN_NAVIGATION
        and (measured.settings.people or hub != "people/index.md")
        and (measured.settings.history or hub not in _OF_THE_PAST)
    )


class _Renderer:
    """Renders pages of one site; templates are looked up once."""

    def __init__(self, site: SiteContext, *, workbook: bool) -> None:
        self._site = site
        self._workbook = workbook
        self._rows = Rows(site)
        self._templates: dict[str, Template] = {}
        self._as_of = site.format.long_day(site.as_of)
        self._stamp = stamp(site)

    def makers(self) -> Iterator[Callable[[], Iterable[SitePage]]]:
        """Yield what makes the pages: hubs first."""
        yield from self._hubs()
        repository = self._site.repository
        for team in repository.teams.values():
            yield _one(self._team, team)
        for cycle in repository.cycles.values():
            yield _one(self._cycle, cycle)
        if self._site.settings.people:
            for person in repository.people.values():
                yield _one(self._person, person)
        for objective in self._site.objectives:
            yield _one(self._objective, objective)
        for kpi in repository.kpis.values():
            yield _one(self._kpi, kpi)
        for file in repository.unreadable:
            yield _one(self._unreadable, file)

    def _page(
        self,
        template: str,
        path: str,
        title: str,
        view: object,
        *,
        kind: PageKind,
        description: str = "",
        search_text: str = "",
        file: File | None = None,
        headings: Iterable[tuple[str, Message]] = (),
        tag: str = "",
        **more: object,
    ) -> SitePage:
        found = self._templates.get(template)
        if found is None:
            found = self._templates[template] = self._site.environment.get_template(f"pages/{template}.html")
        html = found.render(
            view=view,
            root=root_of(path),
            top=root_of(path) + self._site.addresses.up,
            title=title,
            original=Original(self._site.repository, file),
            as_of=self._as_of,
            stamp=self._stamp,
            history=self._site.settings.history,
            hub=self._site.addresses.hub,
            rule=self._site.addresses.rule,
            format=self._site.format,
            **more,
        )
        body = tidy(html)
        return SitePage(
            path=path,
            title=" ".join(title.split()),
            description=" ".join(description.split()),
            body=body,
            headings=tuple(Heading(id_, str(text)) for id_, text in headings if f'id="{id_}"' in body),
            search_text=search_text,
            source_path=file.path if file is not None else None,
            hub=kind in (PageKind.HUB, PageKind.HOME) and template not in _BESIDE,
            kind=kind,
            tag=tag,
        )

    def _hubs(self) -> Iterator[Callable[[], Iterable[SitePage]]]:
        yield self._home
        yield self._teams
        yield self._cycles
        if self._site.settings.people:
            yield self._people
        yield self._scorecards
        yield self._alignment
        yield self._explore
        yield self._help
        yield self._rules
        yield self._beside

    @property
    def _company(self) -> str:
        return self._site.repository.team_title(None) or _("Company")

    def _home(self) -> Iterator[SitePage]:
        company = self._site.repository.company
        view = home_page(self._site, self._rows)
        page = self._page(
            "home", HOME, self._company, view, kind=PageKind.HOME, description=view.mission,
            file=company.file if company is not None else None, headings=_HOME,
        )  # fmt: skip
        yield replace(page, files=((WALLBOARD, self._wallboard(wallboard(view))),))

    def _teams(self) -> Iterator[SitePage]:
        many = teams_page(self._site, self._rows)
        yield self._hub(
            "teams" if many is None else "teams_of_many", "teams/index.md",
            _("The teams of {name} and how they stand.", name=self._company),
            team_lines(self._site, self._rows) if many is None else many,
        )  # fmt: skip

    def _cycles(self) -> Iterator[SitePage]:
        view = cycle_lines(self._site, self._rows)
        yield self._hub("cycles", "cycles/index.md", _("The cycles of {name}.", name=self._company), view)

    def _people(self) -> Iterator[SitePage]:
        crowd = people_page(self._site)
        yield self._hub(
            "people" if crowd is None else "people_by_team", "people/index.md",
            _("The people of {name} and their goals.", name=self._company),
            person_rows(self._site, self._rows) if crowd is None else crowd,
        )  # fmt: skip

    def _scorecards(self) -> Iterator[SitePage]:
        view = scorecards_page(self._site, self._rows)
        yield self._hub("scorecards", "scorecards.md", _("All KPIs of {name} by team.", name=self._company), view)

    def _alignment(self) -> Iterator[SitePage]:
        alignment = alignment_page(self._site, self._rows)
        yield self._hub("alignment", "alignment.md", _("Which goal serves which."), alignment)
        for own in alignment.own_pages:
            if own.url:
                for view in tree_pages(own.tree):
                    top = view.tree
                    yield self._page("alignment_tree", tree_path(top), tree_title(top), view, kind=PageKind.HUB)

    def _explore(self) -> Iterator[SitePage]:
        description = _("All goals of {name}, to search and sort.", name=self._company)
        page = self._hub("explore", "explore.md", description, explore_page(self._site, self._rows))
        yield replace(page, files=((EXPLORE_DATA, explore_json(self._site, self._rows)),))

    def _help(self) -> Iterator[SitePage]:
        site = self._site
        yield self._hub("attention", "attention.md", _("Every finding, by owner."), attention_page(site))
        if site.settings.history:
            yield self._hub("changes", "changes.md", _("What changed, by day and team."), changes_page(site))
            moved = goalposts_page(site, self._rows)
            yield self._hub("goalposts", "goalposts.md", _("Targets that moved, and why."), moved)
        yield self._hub("how_to_read", "how-to-read.md", _("Every status and formula in words."), reading_page(site))
        change = changing_page(site)
        yield self._hub("how_to_change", "how-to-change.md", _("Check in, edit and propose goals."), change)

    def _rules(self) -> Iterator[SitePage]:
        site = self._site
        yield self._hub("rules", "rules.md", _("Every rule with its level and examples."), rule_groups(site))
        for view in rule_pages(site):
            code = view.line.code
            title = _("{code}: {title}", code=code, title=view.line.title)
            yield self._page("rule", site.addresses.rule_path(code), title, view, kind=PageKind.HUB, search_text=code)

    def _beside(self) -> Iterator[SitePage]:
        site = self._site
        data = data_page(site, workbook=self._workbook)
        yield self._hub("data", "data.md", _("The goals of {name} as files.", name=self._company), data)
        yield self._hub("check_in", "check-in.md", _("Say where a goal stands, without git."), check_in_page(site))

    def _wallboard(self, view: Wallboard) -> bytes:
        """Return the wallboard: a whole document, which lies beside the pages."""
        template = self._site.environment.get_template("pages/wallboard.html")
        root = root_of("wallboard.md")
        top, date = root + self._site.addresses.up, self._site.as_of.isoformat()
        html = template.render(view=view, as_of=self._as_of, root=root, top=top, language=language(), date=date)
        return tidy(html).encode()

    def _hub(self, template: str, hub: str, description: str, view: object) -> SitePage:
        path = self._site.addresses.hubs[hub]
        return self._page(template, path, str(_TITLES[hub]), view, kind=PageKind.HUB, description=description)

    def _team(self, team: Team) -> SitePage:
        path = path_of(team)
        if not team.usable:
            return self._broken(path, team.file, team.title or team.id, _("This team could not be read."))
        site = self._site
        view = team_page(site, self._rows, team, root_of(path))
        return self._page(
            "team", path, view.title, view, kind=PageKind.TEAM, description=view.mission,
            search_text=team_words(site, team) or view.title, file=team.file, headings=_TEAM,
        )  # fmt: skip

    def _cycle(self, cycle: Cycle) -> SitePage:
        path = path_of(cycle)
        site = self._site
        if not cycle.usable and cycle.file is not None:
            return self._broken(path, cycle.file, site.format.cycle(cycle), _("This cycle could not be read."))
        view = cycle_page(site, self._rows, cycle, root_of(path))
        return self._page(
            "cycle", path, view.title, view, kind=PageKind.CYCLE, description=view.theme,
            search_text=cycle_words(site, cycle) or view.title, file=cycle.file, headings=_CYCLE,
        )  # fmt: skip

    def _person(self, person: Person) -> SitePage:
        path = path_of(person)
        if not person.usable:
            return self._broken(path, person.file, person.title or person.id, _("This person could not be read."))
        view = person_page(self._site, self._rows, person, root_of(path))
        return self._page(
            "person", path, view.name, view, kind=PageKind.PERSON, description=view.role,
            search_text=person_words(self._site, person) or view.name, file=person.file, headings=_PERSON,
        )  # fmt: skip

    def _objective(self, objective: Objective) -> SitePage:
        path = path_of(objective)
        title = objective.title or objective.ref
        if objective.id not in self._site.measured.objectives:
            return self._broken(path, objective.file, title, _("This objective could not be read."))
        view = objective_page(self._site, self._rows, objective, root_of(path))
        cycle = view.cycle.title if view.cycle is not None else ""
        return self._page(
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
            return self._broken(path, kpi.file, title, _("This KPI could not be read."))
        view = kpi_page(self._site, self._rows, kpi, root_of(path))
        return self._page(
            "kpi", path, title, view, kind=PageKind.KPI,
            description=_("KPI of {team}: {value}", team=self._site.team_of(kpi), value=view.value),
            search_text=kpi_words(self._site, kpi), file=kpi.file, headings=_KPI,
            tag=_("stale") if figures.stale else word(figures.health),
        )  # fmt: skip

    def _unreadable(self, file: Unreadable) -> SitePage:
        return self._broken(path_of(file), file.file, file.file.key, _("This file could not be read."))

    def _broken(self, path: str, file: File, title: str, what: str) -> SitePage:
        """Return the page of a file that cannot be used: it keeps its place and says why."""
        site = self._site
        view = finding_lines(site, site.findings_about(file))
        return self._page(
            "unreadable", path, title, view, kind=PageKind.UNREADABLE, file=file,
            description=_("This file could not be read."), what=what, source=site.source(file.path),
            edit=site.forge.edit(file.path), body=site.render_text(file.body, file, root_of(path)),
        )  # fmt: skip


def _one(make: Callable[[Thing], SitePage], thing: Thing) -> Callable[[], Iterable[SitePage]]:
    return lambda: (make(thing),)


_HOME = (
    ("objectives", Message("Company objectives")),
    ("kpis", Message("Company KPIs")),
    ("attention", Message("Needs attention")),
    ("week", Message("This week")),
    ("about", Message("About")),
)
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


def tidy(html: str) -> str:
    """Return a page's HTML without blank lines, indentation and control characters.

    Preformatted text keeps its lines, because the renderer wrote them as character references.
    """
    clean = html.encode().translate(_BLANK, _CONTROL).decode()
    return "\n".join(line for part in clean.split("\n") if (line := part.strip()))
