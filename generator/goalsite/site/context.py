"""What every page is made from: the figures, the findings, and the maps and tools that pages share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from html import escape
from pathlib import Path
from posixpath import dirname
from typing import NamedTuple

from markupsafe import Markup

from goalsite.change.authors import Authors
from goalsite.check.rule import Rule
from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import language
from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, File, Goal, Kpi, Objective
from goalsite.model.periods import Span
from goalsite.site.addresses import Addresses
from goalsite.site.change_names import RepositoryNames
from goalsite.site.changes import Telling
from goalsite.site.chronicle import Chronicle
from goalsite.site.environment import environment
from goalsite.site.forge import Forge
from goalsite.site.format import Format
from goalsite.site.formulas import OnPages
from goalsite.site.lookups import Lookups
from goalsite.site.markdown import MarkdownRenderer, safe_url
from goalsite.site.marks import Marks

HUBS = (
    "index.md",
    "teams/index.md",
    "cycles/index.md",
    "people/index.md",
    "scorecards.md",
    "alignment.md",
    "explore.md",
    "attention.md",
    "changes.md",
    "goalposts.md",
    "how-to-read.md",
    "how-to-change.md",
    "rules.md",
    "data.md",
    "check-in.md",
)


class Named(NamedTuple):
    """A thing to link to: its title, its URL below the site (None: not linked), and what stands beside it."""

    title: str
    url: str | None
    note: str = ""
    anchor: str = ""


class Source(NamedTuple):
    """A place in a file: how it is written, and its address on the forge where that is known."""

    text: str
    href: str | None

    def __html__(self) -> str:
        """Return it as a link where it has an address; templates print a source as it is."""
        if self.href is None:
            return f'<span class="gs-place">{escape(self.text)}</span>'
        return f'<a href="{escape(self.href)}">{escape(self.text)}</a>'


class LeftOut(NamedTuple):
    """The files a mean leaves out because they could not be read, and how many it would have had; 0: not said."""

    sources: tuple[Source, ...]
    of: int


class SiteContext(Lookups):
    """One site in the making, in the language in force. Everything in it is computed at most once."""

    def __init__(
        self,
        measured: Measured,
        findings: Iterable[Finding],
        rules: Mapping[str, Rule],
        templates: Path | None = None,
        up: str = "",
        chronicle: Chronicle | None = None,
    ) -> None:
        super().__init__(measured)
        self.chronicle = chronicle or Chronicle()
        self.rules = rules
        self.format = Format(language(), self.as_of)
        self.formulas = OnPages(self.format)
        self.forge = Forge(self.settings)
        self.environment = environment(templates)
        self.marks = Marks(self.environment, self.format, self.settings)
        self.addresses = Addresses(self.repository, HUBS, up)
        self.markdown = MarkdownRenderer(self.addresses)
        self._quiet: dict[Span, bool] = {}
        self._names: dict[str, str] = {}
        self.findings = tuple(findings) if self.settings.people else self._without_people(findings)

    def _without_people(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that tell nothing of a person or of someone's own goals."""
        hidden: set[str | None] = set()
        for objective in self.repository.objectives.values():
            if not self.visible(objective):
                hidden |= {objective.file.path, objective.file.key}
                hidden.update(check_in.path for check_in in objective.check_ins)
        for person in self.repository.people.values():
            hidden |= {person.file.path, person.file.key}
        return tuple(f for f in findings if f.path not in hidden and f.goal not in hidden)

    # Findings

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings by the file they stand in, and by the goal they are about."""
        found: dict[str, dict[int, Finding]] = defaultdict(dict)
        for number, finding in enumerate(self.findings):
            found[finding.path][number] = finding
            if finding.goal is not None:
                found[finding.goal][number] = finding
        return {key: tuple(map_.values()) for key, map_ in found.items()}

    def findings_about(self, file: File) -> tuple[Finding, ...]:
        """Return the findings of an object, by its file."""
        about = self.findings_of
        mine = about.get(file.path, ())
        others = about.get(file.key, ())
        if not others:
            return mine
        return tuple(sorted({f.order: f for f in (*mine, *others)}.values(), key=lambda f: f.order))

    # Judgements shared by pages

    def quiet(self, span: Span) -> bool:
        """Tell whether the day lies in the first share of a span, in which pace is not judged (SPEC 5)."""
        quiet = self._quiet.get(span)
        if quiet is None:
            days = (span.last - span.first).days
            gone = Fraction((self.as_of - span.first).days, days) if days else Fraction(self.as_of >= span.first)
            quiet = self._quiet[span] = gone < Fraction(self.settings.pace.quiet)
        return quiet

    @cached_property
    def goal_of_ref(self) -> Mapping[str, str]:
        """Ids of goals by their references; what two goals are called is left out."""
        found: dict[str, str | None] = {}
        goals: Iterable[Objective | Kpi] = (*self.repository.objectives.values(), *self.repository.kpis.values())
        for goal in goals:
            found[goal.ref] = None if goal.ref in found else goal.id
        return {ref: id_ for ref, id_ in found.items() if id_ is not None}

    @cached_property
    def goals_folder(self) -> str:
        """The goals folder as paths begin with it: ``goals/``, or nothing where it is the repository."""
        company = self.repository.company
        if company is None:
            return f"{self.settings.goals_dir.strip('./')}/".lstrip("/")
        return company.file.path.removesuffix(f"{company.file.key}.md")

    # History

    @cached_property
    def telling(self) -> Telling:
        """What tells changes in a sentence each."""
        return Telling(RepositoryNames(self.repository), self.format)

    @cached_property
    def authors(self) -> Authors:
        """Whose a commit is."""
        return Authors(self.repository)

    # Names and links

    def person(self, key: str) -> Named:
        """Return a person's name and page."""
        url = self.addresses.people.get(key) if self.settings.people else None
        return Named(self.repository.name_of(key), url)

    def avatar(self, key: str | None) -> Markup:
        """Draw a person's initials; dashed for a name without a file where there are person files."""
        if key is None:
            return Markup("")
        return self.marks.avatar(self.repository.name_of(key), known=self.is_known(key))

    def is_known(self, key: str) -> bool:
        """Tell whether a person has a file; where nobody has, everyone counts as known."""
        return key in self.repository.people or not self.repository.people

    def team(self, key: str | None) -> Named:
        """Return a team's title and page; the company for None."""
        url = "" if key is None else self.addresses.teams.get(key)
        return Named(self.repository.team_title(key) or _("Company"), url)

    def cycle(self, cycle: Cycle) -> Named:
        """Return a cycle's name and page."""
        name = self._names.get(cycle.id)
        if name is None:
            name = self._names[cycle.id] = self.format.cycle(cycle)
        return Named(name, self.addresses.cycles.get(cycle.id))

    def team_of(self, goal: Objective | Kpi) -> str:
        """Return who a goal belongs to, in words: the team, the company, or the person of a personal objective."""
        if isinstance(goal, Objective) and goal.person is not None:
            return self.repository.name_of(goal.person)
        return self.repository.team_title(goal.team) or _("Company")

    def goal(self, id: str, key_result: str | None = None) -> Named | None:  # noqa: A002 - the contract's own word
        """Return the link to an objective or KPI, its team beside it; None where it may not be shown."""
        goal = self.repository.goal(id)
        if goal is None or (isinstance(goal, Objective) and not self.visible(goal)):
            return None
        title = goal.title or goal.ref
        if key_result is not None and isinstance(goal, Objective):
            kr = goal.key_result(key_result)
            title = _(
                "{objective}: {key_result}", objective=title, key_result=kr.title if kr is not None else key_result
            )
            return Named(title, self.addresses.goals[id], self.team_of(goal), anchor_of(key_result))
        return Named(title, self.addresses.goals[id], self.team_of(goal))

    def goals(self, targets: Iterable[Goal | str]) -> tuple[Named, ...]:
        """Return the links to several goals, in their order."""
        found = (
            self.goal(target.id, target.key_result) if isinstance(target, Goal) else self.goal(target)
            for target in targets
        )
        return tuple(link for link in found if link is not None)

    def helped(self, targets: Iterable[Goal]) -> tuple[Named, ...]:
        """Return the links to what a goal also helps; a KPI, whose title may read as a team's, says what it is."""
        return tuple(
            link._replace(title=_("KPI {kpi}", kpi=link.title)) if target.id in self.repository.kpis else link
            for target in targets
            for link in self.goals([target])
        )

    def source(self, path: str, line: int | None = None, *, short: bool = False) -> Source:
        """Return how a place in a file is written, and its address on the forge.

        ``short`` leaves the goals folder out, where all lies below it.
        """
        text = path.removeprefix(self.goals_folder) if short else path
        return Source(f"{text}:{line}" if line else text, self.forge.line(path, line))

    def left_out(self, paths: Iterable[str], counted: int = 0) -> LeftOut:
        """Return what a mean of ``counted`` parts leaves out."""
        sources = tuple(self.source(path) for path in paths)
        return LeftOut(sources, counted + len(sources) if counted or sources else 0)

    def outside(self, title: str, url: str) -> Named:
        """Return a link out of the site; its URL only where that is safe."""
        return Named(title or url, safe_url(url))

    def render_text(self, text: str | None, file: File, root: str) -> Markup:
        """Render the author's Markdown, written in ``file``, for a page at ``root``."""
        return self.markdown.render(text, dirname(file.key), root)


def anchor_of(key_result: str) -> str:
    """Return the id of a key result's row on its objective's page."""
    return "kr-" + "-".join(key_result.split())
