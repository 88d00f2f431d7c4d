"""Ordinary Markdown pages: MkDocs renders them; what reaches the theme is chosen and cleaned here (SPEC 2)."""

from typing import TYPE_CHECKING

from goalsite.language import speaking
from goalsite.publish.escaping import for_theme, text_of
from goalsite.publish.website.sanitiser import clean
from goalsite.site.original import said

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.structure.toc import AnchorLink

    from goalsite.model.objects import Page
    from goalsite.publish.understanding.understood import Understood

_HIDEABLE = frozenset(("navigation", "toc", "path", "footer", "tags", "feedback"))


def front_matter(page: "Page") -> dict[str, object]:
    """Return what of an ordinary page's front matter may reach the theme, escaped."""
    record = page.record
    meta: dict[str, object] = {}
    if record.title:
        meta["title"] = for_theme(record.title)
    if record.description:
        meta["description"] = for_theme(record.description)
    if record.tags:
        meta["tags"] = [for_theme(tag) for tag in record.tags]
    if hide := [part for part in record.hide if part in _HIDEABLE]:
        meta["hide"] = hide
    if record.search_exclude:
        meta["search"] = {"exclude": True}
    return meta


def cleaned(page: "MkDocsPage", html: str) -> str:
    """Return the page's HTML cleaned; its title and headings are made safe in place."""
    title = for_theme(text_of(str(page.title or "")))
    if "title" in page.meta:
        title = str(page.meta["title"])
    page.title = title
    page.meta["title"] = title
    for link in page.toc:
        _escape_heading(link)
    return clean(html)


def _escape_heading(link: "AnchorLink") -> None:
    waiting = [link]
    while waiting:
        here = waiting.pop()
        here.title = for_theme(text_of(here.title))
        here.id = for_theme(here.id)
        waiting.extend(here.children)


def marked(html: str, edition: "Understood", page: "Page") -> str:
    """Return the text of a page of another language; one that is not translated says so."""
    left = edition.repository.untranslated.get(page.file.key)
    if left is None or not left.body:
        return html
    written = edition.repository.written
    with speaking(edition.language):
        note = f'<p lang="{edition.language}" data-search-exclude="yes"><small>{said(written, wholly=True)}</small></p>'
    before, heading, after = html.partition("</h1>")
    if not heading or not before.lstrip().startswith("<h1"):
        return f'{note}<div lang="{written}">{html}</div>'
    # The title stays what the text begins with: search takes it for the page's.
    title = before.replace("<h1", f'<h1 lang="{written}"', 1)
    return f'{title}{heading}{note}<div lang="{written}">{after}</div>'
