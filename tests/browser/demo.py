"""The demo site as it was built: its pages, and the kind of each."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from goalsite.publish.understanding.pipeline import understand

KIND = re.compile(r'<div class="gs gs-([a-z]+)')


@dataclass(frozen=True)
class Site:
    """A built site and the address it is served at."""

    folder: Path
    root: str

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every page's address below the root, home first."""
        files = sorted(self.folder.rglob("*.html"), key=lambda path: (len(path.parts), path))
        return tuple(path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in files)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The longest page of each kind; a new kind of page is among them by itself."""
        found: dict[str, tuple[int, str]] = {}
        for page in self.pages:
            text = self.text(page)
            kind = match[1] if (match := KIND.search(text)) else "missing" if page == "404.html" else "ordinary"
            found[kind] = max(found.get(kind, (0, "")), (len(text), page))
        return {kind: page for kind, (_, page) in sorted(found.items())}

    def text(self, page: str) -> str:
        """Return the HTML of a page."""
        file = self.folder / page
        return (file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8")


def goals(root: Path) -> dict[str, str]:
    """Return the title of every objective and KPI of a repository, by its page's address."""
    repository = understand(root).repository
    objectives = {f"{objective.id}/": objective.title for objective in repository.objectives.values()}
    return {**objectives, **{f"{kpi.id}/": kpi.title for kpi in repository.kpis.values()}}
