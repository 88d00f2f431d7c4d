"""Where every page lies, and how one page links to another (SPEC 1: a page's address is its file's path)."""

from posixpath import dirname, normpath
from urllib.parse import quote

from goalsite.model.objects import Company, Cycle, File, Kpi, Objective, Page, Person, Team, Unreadable
from goalsite.model.repository import Repository

HOME = "index.md"

Addressed = Company | Team | Person | Cycle | Objective | Kpi | Page | Unreadable


def url_of(path: str) -> str:
    """Return the directory URL of a source path, quoted and without a leading slash; the home page's is empty."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    place = folder if name.lower() in ("index", "readme") else stem
    return quote(place) + "/" if place else ""


def root_of(path: str) -> str:
    """Return the way from the page at ``path`` to the site's root: ``../`` once per folder, empty for home."""
    return "../" * url_of(path).count("/")


def relative(from_path: str, to_path: str) -> str:
    """Return a relative link from one page to another, both given by source path."""
    return root_of(from_path) + url_of(to_path) or "./"


def path_of(thing: Addressed) -> str:
    """Return the source path of an object's page."""
    if isinstance(thing, Company):
        return HOME
    if isinstance(thing, Team):
        folder = dirname(thing.file.key)
        return f"{folder}/{HOME}" if folder else f"{thing.file.key}.md"
    if isinstance(thing, Cycle) and thing.file is None:
        return f"cycles/{thing.id}.md"
    file = thing.file
    assert file is not None
    return f"{file.key}.md"


class Addresses:
    """All addresses of one site; mappings give URLs below the site by id.

    ``up`` is the way from the root of these pages to that of the whole site, where pictures and other files lie: a
    site in several languages has pages of the others in folders.
    """

    __slots__ = ("_files", "_taken", "cycles", "goals", "hubs", "people", "teams", "up")

    def __init__(self, repository: Repository, hubs: tuple[str, ...], up: str = "") -> None:
        self.up = up
        self._files: dict[str, str] = {}
        self._taken: set[str] = {""}
        if repository.company is not None:
            self._files[repository.company.file.key] = ""
        self.teams = {team.id: self._place(team, team.file) for team in repository.teams.values()}
        self.goals = {goal.id: self._place(goal, goal.file) for goal in repository.objectives.values()}
        self.goals |= {kpi.id: self._place(kpi, kpi.file) for kpi in repository.kpis.values()}
        self.people = {person.id: self._place(person, person.file) for person in repository.people.values()}
        self.cycles = {cycle.id: self._place(cycle, cycle.file) for cycle in repository.cycles.values()}
        for page in repository.pages.values():
            self._place(page, page.file)
        for unreadable in repository.unreadable:
            self._place(unreadable, unreadable.file)
        for objective in repository.objectives.values():
            for check_in in objective.check_ins:
                self._alias(check_in.path, objective.file, self.goals[objective.id])
        for translation in repository.translations.values():
            if translation.of in self._files:
                self._files.setdefault(translation.file.key, self._files[translation.of])
        self.hubs = {hub: self._free(hub) for hub in hubs}

    def _place(self, thing: Addressed, file: File | None) -> str:
        url = url_of(path_of(thing))
        self._taken.add(url)
        if file is not None:
            self._files[file.key] = url
        return url

    def _alias(self, path: str, beside: File, url: str) -> None:
        """Let links to a check-in's own file lead to its goal's page."""
        if path != beside.path:
            root = beside.path.removesuffix(f"{beside.key}.md")
            self._files.setdefault(path.removeprefix(root).removesuffix(".md"), url)

    def _free(self, hub: str) -> str:
        """Return the source path of a hub: its own, unless a file of the user's lives there already."""
        while url_of(hub) in self._taken and hub != HOME:
            hub = f"site/{hub}"
        self._taken.add(url_of(hub))
        return hub

    def hub(self, name: str) -> str:
        """Return the URL of a hub by its own name (``alignment.md``)."""
        return url_of(self.hubs[name])

    def rule_path(self, code: str) -> str:
        """Return the source path of a rule's page: below the page of all, unless a file of the user's lives there."""
        path = f"{self.hubs['rules.md'].removesuffix('.md')}/{code.lower()}.md"
        while url_of(path) in self._taken:
            path = f"site/{path}"
        return path

    def rule(self, code: str) -> str:
        """Return the URL of a rule's page."""
        return url_of(self.rule_path(code))

    def resolve(self, link: str, folder: str) -> str | None:
        """Return the URL a relative link written in a file of ``folder`` leads to, None where it leads nowhere.

        ``link`` has neither anchor nor query. A link to a Markdown file leads to the page made of it; any other
        lies below the site where it lies below the goals folder.
        """
        target = normpath(f"{folder}/{link}" if folder else link)
        if target.startswith(("../", "/")) or target == "..":
            return None
        if not target.endswith(".md"):
            return self.up + quote(target) + ("/" if link.endswith("/") else "")
        return self._files.get(target.removesuffix(".md"))
