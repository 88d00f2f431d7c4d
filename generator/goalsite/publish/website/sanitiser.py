"""What the HTML of an ordinary page may hold: all that Material's Markdown extensions make, nothing that acts.

Goal pages are cleaned in :mod:`goalsite.site.markdown`, which allows less.
"""

import re
from functools import cache

import nh3

_BLOCK = "p div blockquote pre hr br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd details summary figure figcaption"
_TABLE = "table thead tbody tfoot tr th td caption colgroup col"
_INLINE = "a span em strong b i u s del ins mark small sub sup code kbd samp var q cite abbr time img input label"
_TAGS = set(f"{_BLOCK} {_TABLE} {_INLINE}".split())

_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "loading", "align"},
    "input": {"type", "checked", "disabled", "name", "id"},
    "label": {"for"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"style", "colspan", "rowspan", "headers"},
    "th": {"style", "colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "abbr": {"title"},
}
_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:|[/\\]{2})")
_THEME_CLASS = re.compile(r"(?:md-(?!button)|gs(?:-|$))")


def clean(html: str) -> str:
    """Return ``html`` without scripts, event handlers, styles, unsafe addresses, and images from other hosts.

    Ids and classes with which the theme's own script finds its parts are dropped too, so that a page cannot pose as
    the theme's configuration or lie over it.
    """
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=_keep,
        url_schemes={"http", "https", "mailto"},
        filter_style_properties={"text-align"},
        link_rel=None,
        strip_comments=True,
    )


def _keep(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return None if _ELSEWHERE.match(value) else value
    if attribute in ("id", "for", "name"):
        return None if value.startswith("__") and not value.startswith("__tabbed_") else value
    if attribute == "class":
        return " ".join(name for name in value.split() if not _THEME_CLASS.match(name)) or None
    if tag == "input" and attribute == "type":
        return value if value in ("checkbox", "radio") else "checkbox"
    return value
