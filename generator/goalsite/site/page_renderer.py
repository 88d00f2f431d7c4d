"""One page after its template: what every page is told, and what becomes of its HTML."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from goalsite.language import Message, language
from goalsite.language import gettext as _
from goalsite.model.objects import File
from goalsite.site.addresses import root_of
from goalsite.site.context import SiteContext
from goalsite.site.original import Original
from goalsite.site.pages import Heading, PageKind, SitePage, pack
from goalsite.site.views.commits import stamp
from goalsite.site.views.findings import finding_lines
from goalsite.site.views.rows import Rows

if TYPE_CHECKING:
    from jinja2 import Template

_CONTROL = bytes(number for number in range(32) if number not in (9, 10, 13)) + b"\x7f"
_BLANK = bytes(32 if number in (9, 13) else number for number in range(256))


class PageRenderer:
    """Renders pages of one site; templates are looked up once."""

    def __init__(self, site: SiteContext) -> None:
        self.site = site
        self.rows = Rows(site)
        self._templates: dict[str, Template] = {}
        self._as_of = site.format.long_day(site.as_of)
        self._stamp = stamp(site)

    def page(
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
        hub: bool = False,
        **more: object,
    ) -> SitePage:
        """Return the page at ``path`` that a template makes of a view; ``more`` are names for this template alone.

        ``headings`` are those it may have: each is kept where the page has it. The rest is told by :class:`SitePage`.
        """
        html = self._template(template).render(
            view=view,
            root=root_of(path),
            top=root_of(path) + self.site.addresses.up,
            title=title,
            original=Original(self.site.repository, file),
            as_of=self._as_of,
            stamp=self._stamp,
            history=self.site.settings.history,
            hub=self.site.addresses.hub,
            rule=self.site.addresses.rule,
            format=self.site.format,
            **more,
        )
        body = tidy(html)
        return SitePage(
            path=path,
            title=" ".join(title.split()),
            description=" ".join(description.split()),
            packed=pack(body),
            headings=tuple(Heading(id_, str(text)) for id_, text in headings if f'id="{id_}"' in body),
            search_text=search_text,
            source_path=file.path if file is not None else None,
            hub=hub,
            kind=kind,
            tag=tag,
        )

    def broken(self, path: str, file: File, title: str, what: str) -> SitePage:
        """Return the page of a file that cannot be used, of ``what`` it is: it keeps its place and says why."""
        site = self.site
        view = finding_lines(site, site.findings_about(file))
        return self.page(
            "unreadable", path, title, view, kind=PageKind.UNREADABLE, file=file,
            description=_("This file could not be read."), what=what, source=site.source(file.path),
            edit=site.forge.edit(file.path), body=site.render_text(file.body, file, root_of(path)),
        )  # fmt: skip

    def document(self, template: str, path: str, view: object) -> str:
        """Return a whole HTML document, which lies beside the pages and needs no theme."""
        root = root_of(path)
        html = self._template(template).render(
            view=view,
            root=root,
            top=root + self.site.addresses.up,
            as_of=self._as_of,
            date=self.site.as_of.isoformat(),
            language=language(),
        )
        return tidy(html)

    def _template(self, name: str) -> "Template":
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self.site.environment.get_template(f"pages/{name}.html")
        return found


def tidy(html: str) -> str:
    """Return a page's HTML without blank lines, indentation and control characters.

    Preformatted text keeps its lines, because the renderer wrote them as character references.
    """
    clean = html.encode().translate(_BLANK, _CONTROL).decode()
    return "\n".join(line for part in clean.split("\n") if (line := part.strip()))
