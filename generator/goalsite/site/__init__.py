"""The site as data: pages with their HTML, from figures and findings; nothing here knows MkDocs."""

from goalsite.site.environment import assets
from goalsite.site.hub_pages import navigation
from goalsite.site.pages import PageKind, SitePage
from goalsite.site.render import distinct, jobs, render

__all__ = ["PageKind", "SitePage", "assets", "distinct", "jobs", "navigation", "render"]
