"""The pages that belong to no single file: home, lists, the alignment of all goals, help and data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure.figures import Measured
from goalsite.site.addresses import HOME, Addresses
from goalsite.site.context import HUBS
from goalsite.site.page_renderer import PageRenderer
from goalsite.site.pages import PageKind, SearchedPart, SitePage
from goalsite.site.searched_parts import searched_parts
from goalsite.site.views.alignment import alignment_page, tree_pages, tree_path, tree_title
from goalsite.site.views.attention import attention_page
from goalsite.site.views.changes import changes_page
from goalsite.site.views.changing import changing_page
from goalsite.site.views.check_in import check_in_page
from goalsite.site.views.crowds import people_page, teams_page
from goalsite.site.views.cycles import cycle_lines
from goalsite.site.views.data import data_page
from goalsite.site.views.explore import explore_page
from goalsite.site.views.explore_data import explore_json
from goalsite.site.views.explore_terms import EXPLORE_DATA
from goalsite.site.views.goalposts import goalposts_page
from goalsite.site.views.home import home_page
from goalsite.site.views.person import person_rows
from goalsite.site.views.reading import reading_page
from goalsite.site.views.rules import rule_groups, rule_pages
from goalsite.site.views.scorecards import scorecards_page
from goalsite.site.views.team import team_lines
from goalsite.site.views.wallboard import WALLBOARD, wallboard

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
_HOME = (
    ("objectives", Message("Company objectives")),
    ("kpis", Message("Company KPIs")),
    ("attention", Message("Needs attention")),
    ("alignment", Message("Alignment")),
    ("week", Message("This week")),
    ("about", Message("About")),
)


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


class HubPages:
    """The hubs of one site; each maker needs none of the others."""

    def __init__(self, renderer: PageRenderer, *, workbook: bool) -> None:
        self._renderer = renderer
        self._site = renderer.site
        self._rows = renderer.rows
        self._workbook = workbook

    def makers(self) -> Iterator[Callable[[], Iterable[SitePage]]]:
        """Yield what makes the pages, in the order of the navigation."""
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
        page = self._renderer.page(
            "home", HOME, self._company, view, kind=PageKind.HOME, description=view.mission,
            search_text=str(_TITLES[HOME]), file=company.file if company is not None else None,
            headings=_HOME, hub=True,
        )  # fmt: skip
        board = self._renderer.document("wallboard", "wallboard.md", wallboard(view))
        beside = SearchedPart("wallboard/", _("Wallboard, for a screen in the hall"))
        yield replace(page, files=((WALLBOARD, board.encode()),), parts=(beside,))

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
                for view in tree_pages(self._site, own.tree):
                    top = view.tree
                    yield self._renderer.page(
                        "alignment_tree", tree_path(top), tree_title(top), view, kind=PageKind.HUB
                    )

    def _explore(self) -> Iterator[SitePage]:
        description = _("All goals of {name}, to search and sort.", name=self._company)
        page = self._hub("explore", "explore.md", description, explore_page(self._site, self._rows))
        yield replace(page, files=((EXPLORE_DATA, explore_json(self._site, self._rows)),))

    def _help(self) -> Iterator[SitePage]:
        site = self._site
        yield self._hub(
            "attention", "attention.md", _("Goals that go badly, and every finding, by owner."),
            attention_page(site, self._rows),
        )  # fmt: skip
        if site.settings.history:
            yield self._hub("changes", "changes.md", _("What changed, by day and team."), changes_page(site))
            moved = goalposts_page(site, self._rows)
            yield self._hub("goalposts", "goalposts.md", _("Targets that moved, and why."), moved)
        reading = reading_page(site)
        yield self._help_page("how_to_read", "how-to-read.md", _("Every status and formula in words."), reading)
        change = changing_page(site)
        yield self._help_page("how_to_change", "how-to-change.md", _("Check in, edit and propose goals."), change)

    def _rules(self) -> Iterator[SitePage]:
        site = self._site
        yield self._hub("rules", "rules.md", _("Every rule with its level and examples."), rule_groups(site))
        for view in rule_pages(site):
            code = view.line.code
            title = _("{code}: {title}", code=code, title=view.line.title)
            yield self._renderer.page(
                "rule", site.addresses.rule_path(code), title, view, kind=PageKind.HUB, search_text=code
            )

    def _beside(self) -> Iterator[SitePage]:
        site = self._site
        data = data_page(site, workbook=self._workbook)
        yield self._help_page("data", "data.md", _("The goals of {name} as files.", name=self._company), data)
        yield self._hub("check_in", "check-in.md", _("Say where a goal stands, without git."), check_in_page(site))

    def _hub(self, template: str, hub: str, description: str, view: object) -> SitePage:
        """Return a page that is found by its title alone, for its lists only repeat what other pages say."""
        path, title = self._site.addresses.hubs[hub], str(_TITLES[hub])
        return self._renderer.page(
            template, path, title, view, kind=PageKind.HUB, description=description, search_text=title,
            hub=hub not in _NOT_IN_NAVIGATION,
        )  # fmt: skip

    def _help_page(self, template: str, hub: str, description: str, view: object) -> SitePage:
        """Return a page that is found by its words too."""
        page = self._hub(template, hub, description, view)
        return replace(page, parts=searched_parts(page.body))
