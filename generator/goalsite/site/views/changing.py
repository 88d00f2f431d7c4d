"""The page "How to change a goal": what someone who never used git does, with this site's own links."""

import json
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.model.objects import Kpi, Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.check_in import CheckInLink, exact, kpi_check_in, objective_check_in, preformatted
from goalsite.vocabulary import State


class Example(NamedTuple):
    """A goal of this site to try a step on: its page, its form, its file and the forge's editor of it."""

    goal: Named
    check_in: CheckInLink
    file: str
    edit: str | None


class Proposal(NamedTuple):
    """A new goal as a file: where it lies, what stands in it, and the forge's form with both filled in."""

    path: str
    text: Markup
    create: str | None


class ChangingPage(NamedTuple):
    """Everything the page says; an example is None where the site has no such goal. ``edits``: goals have "Edit"."""

    forge: str
    repo: str | None
    edits: bool
    objective: Example | None
    kpi: Example | None
    row: str
    proposal: Proposal


def changing_page(site: SiteContext) -> ChangingPage:
    """Return the page, with goals of the current cycle as examples."""
    repository = site.repository
    current = {cycle.id for cycle in site.current_cycles}
    of_cycle = [o for o in site.objectives if o.cycle is not None and o.cycle.id in current]
    objectives = (_example(site, o, objective_check_in(site, o)) for o in of_cycle)
    forms = ((kpi, kpi_check_in(site, kpi)) for kpi in repository.kpis.values())
    kpi, form = next(((kpi, form) for kpi, form in forms if form is not None), (None, None))
    newest = exact(kpi.values[-1].value) if kpi is not None and kpi.values else "66"
    return ChangingPage(
        forge=site.forge.name if site.forge.new is not None else "",
        repo=site.forge.repository,
        edits=site.forge.edit("goals/company.md") is not None,
        objective=next((example for example in objectives if example is not None), None),
        kpi=_example(site, kpi, form) if kpi is not None else None,
        row=f"{site.as_of.isoformat()},{newest}",
        proposal=_proposal(site, of_cycle),
    )


def _example(site: SiteContext, goal: Objective | Kpi, form: CheckInLink | None) -> Example | None:
    link = site.goal(goal.id)
    if link is None or form is None:
        return None
    return Example(link, form, goal.file.path, site.forge.edit(goal.file.path))


def _proposal(site: SiteContext, of_cycle: list[Objective]) -> Proposal:
    """Return a new objective of a team in the current cycle, that supports a company objective."""
    cycle = site.current_cycle.id if site.current_cycle is not None else "2026-q4"
    own = next((o for o in of_cycle if o.team is not None and o.cycle is not None and o.cycle.id == cycle), None)
    team = site.repository.teams.get(own.team or "") if own is not None else None
    place = f"{site.goals_folder}{team.file.key.rpartition('/')[0]}/{cycle}" if team is not None else ""
    path = f"{place or f'{site.goals_folder}{cycle}'}/say-it-in-a-few-words.md"
    company = next((o for o in of_cycle if o.is_company and o.state is State.ACTIVE), None)
    owner = (team.lead if team is not None else None) or (own.owner if own is not None else None) or "your-name"
    supports = f"supports: {_word(company.id)}\n" if company is not None and team is not None else ""
    # These texts stand in YAML as they are: no comma, colon or quotation mark may be in those of key results.
    title, why = _("What will be different, in one sentence"), _("Why it matters, in your own words.")
    hours, happy = _("Hours to the first answer"), _("Customers who are happy with it")
    text = (
        f"---\nkind: objective\ntitle: {title}\nowner: {_word(owner)}\n{supports}key_results:\n"
        f"  first-answer: {{title: {hours}, from: 12, to: 4}}\n"
        f'  happy: {{title: {happy}, from: 71, to: 85, unit: "%"}}\n'
        f"---\n{why}\n"
    )
    return Proposal(path, preformatted(text), site.forge.create(path, text))


def _word(text: str) -> str:
    """Write a text such that YAML reads it back, whatever it holds."""
    folders = text.split("/")
    plain = text.isascii() and all(part.replace("-", "").isalnum() and part[0] != "-" for part in folders)
    return text if plain and folders[-1][0].isalpha() else json.dumps(text, ensure_ascii=False)
