"""The site as data: pages with their HTML, from figures and findings; nothing here knows MkDocs."""

from goalsite.site.environment import assets, templates_dir
from goalsite.site.hub_pages import navigation
from goalsite.site.pages import Heading, PageKind, SitePage
from goalsite.site.render import distinct, jobs, render

__all__ = ["Heading", "PageKind", "SitePage", "assets", "distinct", "jobs", "navigation", "render", "templates_dir"]
