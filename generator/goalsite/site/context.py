"""What every page is made from: the figures, the findings, and the maps and tools that pages share."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from html import escape
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goalsite.check.rule import Rule
from goalsite.findings import Finding
from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, File, Goal, Kpi, Objective
from goalsite.model.periods import Span
from goalsite.site.addresses import Addresses
from goalsite.site.environment import environment
from goalsite.site.forge import Forge
from goalsite.site.format import Format
from goalsite.site.markdown import MarkdownRenderer, safe_url
from goalsite.site.marks import Marks

if TYPE_CHECKING:
    from datetime import date

HUBS = (
    "index.md",
    "teams/index.md",
    "cycles/index.md",
    "people/index.md",
    "scorecards.md",
    "alignment.md",
    "attention.md",
    "how-to-read.md",
    "rules.md",
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


class SiteContext:
    """One site in the making. Everything in it is computed at most once."""

    def __init__(
        self,
        measured: Measured,
        findings: Iterable[Finding],
        rules: Mapping[str, Rule],
        templates: Path | None = None,
    ) -> None:
        self.measured = measured
        self.repository = measured.repository
        self.settings = measured.settings
        self.as_of: date = measured.as_of
        self.rules = rules
        self.format = Format(self.settings.language, self.as_of)
        self.forge = Forge(self.settings)
        self.environment = environment(templates)
        self.marks = Marks(self.environment, self.format, self.settings)
        self.addresses = Addresses(self.repository, HUBS)
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

    # What is shown

    def visible(self, objective: Objective) -> bool:
        """Tell whether an objective has a page: personal ones only where the settings show people."""
        return self.settings.people or objective.person is None

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives that have a page."""
        return tuple(o for o in self.repository.objectives.values() if self.visible(o))

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """All cycles, the newest first; of those that end together the shorter first."""
        return tuple(
            sorted(self.repository.cycles.values(), key=lambda c: (-c.span.last.toordinal(), c.span.days, c.id))
        )

    @cached_property
    def current_cycle(self) -> Cycle | None:
        """The cycle pages show first (SPEC 1)."""
        return self.repository.cycles.get(self.measured.current_cycle or "")

    @cached_property
    def current_cycles(self) -> tuple[Cycle, ...]:
        """The current cycle, then the longer ones around it."""
        current = self.current_cycle
        if current is None:
            return ()
        around = [c for c in self.cycles if c.id != current.id and c.span.contains(current.span)]
        return (current, *sorted(around, key=lambda c: (c.span.days, c.id)))

    @cached_property
    def by_team_and_cycle(self) -> Mapping[tuple[str | None, str], tuple[Objective, ...]]:
        """A team's objectives of a cycle, personal ones apart."""
        found: dict[tuple[str | None, str], list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            if objective.cycle is not None and objective.person is None:
                found[objective.team, objective.cycle.id].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def by_cycle(self) -> Mapping[str, tuple[Objective, ...]]:
        """All objectives of a cycle."""
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            if objective.cycle is not None:
                found[objective.cycle.id].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives someone owns or has as their own."""
        found: dict[str, dict[str, Objective]] = defaultdict(dict)
        for objective in self.objectives:
            for person in (objective.owner, objective.person):
                if person is not None:
                    found[person][objective.id] = objective
        return {key: tuple(map_.values()) for key, map_ in found.items()}

    @cached_property
    def kpis_by_person(self) -> Mapping[str, tuple[Kpi, ...]]:
        """The KPIs someone owns."""
        found: dict[str, list[Kpi]] = defaultdict(list)
        for kpi in self.repository.kpis.values():
            if kpi.owner is not None:
                found[kpi.owner].append(kpi)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def kpis_by_team(self) -> Mapping[str | None, tuple[Kpi, ...]]:
        """A team's KPIs; the company's under None."""
        found: dict[str | None, list[Kpi]] = defaultdict(list)
        for kpi in self.repository.kpis.values():
            found[kpi.team].append(kpi)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def supporting_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that support a KPI."""
        return self._pointing(lambda o: o.supports.id if o.supports is not None else None)

    @cached_property
    def becoming_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that a KPI keeps watch over once they are reached."""
        return self._pointing(lambda o: o.becomes_kpi)

    def _pointing(self, to: Callable[[Objective], str | None]) -> Mapping[str, tuple[Objective, ...]]:
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            target = to(objective)
            if target is not None:
                found[target].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def key_results_by_person(self) -> Mapping[str, tuple[tuple[Objective, str], ...]]:
        """The key results someone owns in objectives of others."""
        found: dict[str, list[tuple[Objective, str]]] = defaultdict(list)
        for objective in self.objectives:
            for kr in objective.key_results:
                if kr.owner is not None and kr.owner not in (objective.owner, objective.person):
                    found[kr.owner].append((objective, kr.id))
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def with_team(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives of others that a team works on too."""
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            for team in objective.with_teams:
                found[team].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def continued_by(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that carry an earlier one on."""
        return self._pointing(lambda o: o.carries_on)

    @cached_property
    def person_by_name(self) -> Mapping[str, str]:
        """People by their names, where only one bears it."""
        names: dict[str, list[str]] = defaultdict(list)
        for person in self.repository.people.values():
            names[person.title].append(person.id)
        return {name: ids[0] for name, ids in names.items() if len(ids) == 1}

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

    # Names and links

    def person(self, key: str) -> Named:
        """Return a person's name and page."""
        url = self.addresses.people.get(key) if self.settings.people else None
        return Named(self.repository.name_of(key), url)

    def avatar(self, key: str | None) -> Markup:
        """Draw a person's initials; dashed for a name without a file where there are person files."""
        if key is None:
            return Markup("")
        known = key in self.repository.people or not self.repository.people
        return self.marks.avatar(self.repository.name_of(key), known=known)

    def team(self, key: str | None) -> Named:
        """Return a team's title and page; the company for None."""
        url = "" if key is None else self.addresses.teams.get(key)
        return Named(self.repository.team_title(key) or "Company", url)

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
        return self.repository.team_title(goal.team) or "Company"

    def goal(self, id: str, key_result: str | None = None) -> Named | None:  # noqa: A002 - the contract's own word
        """Return the link to an objective or KPI, its team beside it; None where it may not be shown."""
        goal = self.repository.goal(id)
        if goal is None or (isinstance(goal, Objective) and not self.visible(goal)):
            return None
        title = goal.title or goal.ref
        if key_result is not None and isinstance(goal, Objective):
            kr = goal.key_result(key_result)
            title = f"{title}: {kr.title if kr is not None else key_result}"
            return Named(title, self.addresses.goals[id], self.team_of(goal), anchor_of(key_result))
        return Named(title, self.addresses.goals[id], self.team_of(goal))

    def goals(self, targets: Iterable[Goal | str]) -> tuple[Named, ...]:
        """Return the links to several goals, in their order."""
        found = (
            self.goal(target.id, target.key_result) if isinstance(target, Goal) else self.goal(target)
            for target in targets
        )
        return tuple(link for link in found if link is not None)

    def source(self, path: str, line: int | None = None, *, short: bool = False) -> Source:
        """Return how a place in a file is written, and its address on the forge.

        ``short`` names the file and its folder only, where the whole path would drown the figures.
        """
        text = "/".join(path.rsplit("/", 2)[-2:]) if short else path
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
