"""Initiatives: the work on an objective, never counted as progress."""

from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.model.objects import Objective
from goalsite.model.records import Initiative
from goalsite.site.context import SiteContext
from goalsite.site.markdown import safe_url
from goalsite.site.views.reasons import person_key
from goalsite.vocabulary import InitiativeStatus
from goalsite.wording import word


class InitiativeLine(NamedTuple):
    """One piece of work."""

    status: str
    word: str
    title: str
    url: str | None
    link: str
    due: str
    late: bool
    for_: str
    owner: Markup


def initiative_line(site: SiteContext, objective: Objective, work: Initiative) -> InitiativeLine:
    """Return one piece of an objective's work as a line."""
    open_ = work.status in (InitiativeStatus.TODO, InitiativeStatus.DOING)
    kr = objective.key_result(work.for_.text.rpartition("#")[2]) if work.for_ is not None else None
    link = work.link or ""
    owner = work.owner.text if work.owner is not None else None
    return InitiativeLine(
        status=str(work.status),
        word=word(work.status),
        title=work.title,
        url=safe_url(link) if link else None,
        link=link,
        due=_("due {day}", day=site.format.day(work.due)) if work.due is not None else "",
        late=open_ and work.due is not None and work.due < site.as_of,
        for_=kr.title if kr is not None else "",
        owner=site.avatar(person_key(site, owner)),
    )
