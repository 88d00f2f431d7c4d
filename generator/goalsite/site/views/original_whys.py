"""The unfolding of where a goal would stand under the targets that it began with (SPEC 8.2)."""

from dataclasses import replace

from goalsite.change.originals import Goalposts, original_target
from goalsite.language import gettext as _
from goalsite.measure import Input, Point, Why, why_as_if, why_kpi_then
from goalsite.site.context import SiteContext
from goalsite.site.views.why import WhyLine, why_lines


def why_original(site: SiteContext, posts: Goalposts) -> tuple[WhyLine, ...]:
    """Return the figures of an objective, or the completion of a KPI, unfolded; nothing where there are none.

    What a target was is told by its moves: no line of today's files says it.
    """
    if posts.then is not None and posts.original_expected is not None:
        then = Point(site.as_of, posts.original, posts.original_expected)
        return why_lines(site, why_as_if(site.measured, posts.then, then, site.formulas))
    if not posts.known or posts.original is None:
        return ()
    return why_lines(site, {"completion": _completion(site, posts)})


def _completion(site: SiteContext, posts: Goalposts) -> Why:
    measured, kpi = site.measured, posts.moved.goal
    latest, target = measured.kpis[kpi].latest, original_target(posts.moved, measured)
    assert latest is not None
    assert target is not None
    then = replace(latest, target=target, completion=posts.original)
    why = why_kpi_then(measured, kpi, then, write=site.formulas)["completion"]
    value, *targets = why.inputs
    return replace(why, inputs=(value, *(Input(_("original target"), one.value, "", 0) for one in targets)))
