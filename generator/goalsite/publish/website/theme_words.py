"""What the theme is told on pages of a language: the site's configuration, our words, the page in other languages."""

from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page

from goalsite.language import gettext as _
from goalsite.language import speaking
from goalsite.publish.website.defaults import spoken
from goalsite.publish.website.mkdocs_editions import Editions, Twin
from goalsite.site.addresses import Addresses
from goalsite.site.context import HUBS
from goalsite.site.environment import gap
from goalsite.site.forge import Forge
from goalsite.site.format import Format
from goalsite.site.views.commits import SHORT, uncommitted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from goalsite.publish.understanding.understood import Understood


class _Theme:
    """A theme with some of its settings replaced."""

    def __init__(self, theme: Any, **settings: Any) -> None:
        self._theme = theme
        self._settings = settings

    def __getitem__(self, key: str) -> Any:
        return self._settings[key] if key in self._settings else self._theme[key]

    def __getattr__(self, name: str) -> Any:
        if name in self._settings:
            return self._settings[name]
        return getattr(self._theme, name)


class _Switch:
    """What makes the theme show its language switch, filled by our own partial, which knows the page.

    It cannot be looped over: the theme would print the same links on every page.
    """


def in_language(config: "MkDocsConfig", edition: "Understood") -> "MkDocsConfig":
    """Return the configuration as the theme is to read it on the pages of an edition."""
    told = copy(config)
    if edition.folder:
        palette = config.theme.get("palette")
        with speaking(edition.language):
            told["theme"] = _Theme(config.theme, language=edition.language, palette=_palette(palette))
    told["extra"] = {**config.extra, "alternate": _Switch()}
    return told


def _palette(palette: Any) -> Any:
    """Return the colours with the words on their switch said, where they are those that we write."""
    if not isinstance(palette, list):
        return palette
    return [
        {**one, "toggle": {**one["toggle"], "name": spoken(one["toggle"].get("name", ""))}}
        if isinstance(one, Mapping) and isinstance(one.get("toggle"), Mapping)
        else one
        for one in palette
    ]


def theme_words(edition: "Understood", editions: Editions) -> dict[str, Any]:
    """Return what our parts of the theme say, in the language in force."""
    day = edition.as_of
    shown = escape(Format(edition.language, day).long_day(day))
    data = Addresses(edition.repository, HUBS).hub("data.md")
    time = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), shown)
    head = edition.chronicle.head
    return {
        "commit": head[:SHORT],
        "commit_said": _("commit {id}", id=head[:SHORT]) if head else "",
        "commit_more": uncommitted(edition.chronicle),
        "commit_url": Forge(edition.settings).commit(head),
        "as_of": Markup(_("Data as of {day}:")).format(day=time),  # noqa: S704 - a message of ours
        "figures": _("all figures as files"),
        "gap": gap(),
        "data": f"{edition.folder}/{data}" if edition.folder else data,
        "homes": editions.homes(),
        "lost": tuple(_lost(one.edition) for one in editions.all),
    }


def _lost(edition: "Understood") -> dict[str, Any]:
    """Return what the page for unknown addresses says in the language of an edition."""
    folder = f"{edition.folder}/" if edition.folder else ""
    hub = Addresses(edition.repository, HUBS).hub
    with speaking(edition.language):
        return {
            "language": edition.language,
            "title": _("There is no such page"),
            "said": _("It may have been moved or renamed. Search for it at the top of the page, or begin here:"),
            "links": (
                {"title": _("Home"), "url": folder},
                {"title": _("Explore: a table of all goals"), "url": folder + hub("explore.md")},
                {"title": _("Teams"), "url": folder + hub("teams/index.md")},
            ),
        }


def head_links(page: Page, twins: tuple[Twin, ...]) -> str:
    """Return the links that tell search engines of a page in other languages."""
    site = (page.canonical_url or "").removesuffix(page.url) if page.canonical_url else None
    # The space keeps Material's script from looking for a site map below each of these addresses.
    return "".join(
        f'<link rel="alternate " hreflang="{twin.language}" href="{twin.href if site is None else site + twin.url}">'
        for twin in twins
    )
