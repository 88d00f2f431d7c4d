"""All components in every state, on one page: ``python -m tests.components DIR`` (``make components``).

The page is for those who work on the look of it. It is made by the same templates, from goals that are measured like
any others, so it cannot differ from what people see. It belongs to no site.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import StrictUndefined
from markupsafe import Markup
from tests.change.repositories import Goals
from tests.conftest import Tree, write_tree

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import load
from goalsite.model.objects import Objective
from goalsite.publish.understanding.pipeline import understand
from goalsite.settings import Settings
from goalsite.site.context import SiteContext
from goalsite.site.environment import assets, environment
from goalsite.site.views.kpi import KpiPage, kpi_page
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.objective import ObjectivePage, objective_page
from goalsite.site.views.rows import Rows

AS_OF = date(2026, 11, 15)
"""Day 46 of the quarter's 92: half of it has gone."""

EARLY = date(2026, 10, 4)
"""A day in the first tenth of the quarter, on which nothing is judged yet."""

PAGE = Path(__file__).with_name("components.html")


def _objective(title: str, more: str = "", now: str = "50", sure: str = "0.8", day: str = "2026-11-12") -> str:
    values = f"{{date: {day}, values: {{one: {now}}}, confidence: {sure}}}" if now else ""
    return f"""---
kind: objective
title: {title}
owner: ann
key_results:
  one: {{title: One measured thing, from: 0, to: 100, unit: "%"}}
{more}check_ins: [{values}]
---
"""


_KPI_VALUES = "[{date: 2026-07-31, value: 80}, {date: 2026-08-31, value: 84}, {date: 2026-09-30, value: 83}, %s]"


def _kpi(title: str, now: str, more: str = "direction: up\ntarget: 90\nwarn: 86\n") -> str:
    values = _KPI_VALUES % f"{{date: 2026-10-31, value: {now}}}" if now else "[]"
    return f"---\nkind: kpi\ntitle: {title}\nowner: ann\ncadence: monthly\n{more}values: {values}\n---\n"


TREE: Tree = {
    "company.md": "---\nkind: company\ntitle: Components\n---\n",
    "people/ann.md": "---\nkind: person\ntitle: Ann Lee\n---\n",
    "cycles/2026-q3.md": "---\nkind: cycle\nstate: closed\n---\n",
    "2026-q4/on-track.md": _objective("On track"),
    "2026-q4/ahead.md": _objective("Ahead", now="80"),
    "2026-q4/over.md": _objective("Over its target", now="125"),
    "2026-q4/below.md": _objective("Below its start", now="-27"),
    "2026-q4/at-risk.md": _objective("At risk by pace", now="30"),
    "2026-q4/doubted.md": _objective("At risk by confidence", sure="0.5"),
    "2026-q4/off-track.md": _objective("Off track", now="10", sure="0.3"),
    "2026-q4/outdated.md": _objective("Outdated", now="8", day="2026-10-20"),
    "2026-q4/no-data.md": _objective("No data", now=""),
    "2026-q4/draft.md": _objective("Draft", "state: draft\n"),
    "2026-q4/abandoned.md": _objective("Abandoned", "state: abandoned\n"),
    "2026-q4/met.md": _objective("Closed and met", "state: closed\nscore: 0.8\n"),
    "2026-q4/partly.md": _objective("Closed and partly met", "state: closed\nscore: 0.5\n"),
    "2026-q4/missed.md": _objective("Closed and missed", "state: closed\nscore: 0.2\n"),
    "2026-q3/overdue.md": _objective("Overdue", "state: active\n", now="90", day="2026-09-28"),
    "2027-q1/later.md": _objective("Not started", now=""),
    "2026-q4/unreadable.md": "---\nkind: objective\ntitle: [\n---\n",
    "2026-q4/kinds.md": """---
kind: objective
title: Every way to measure
owner: nobody-known
key_results:
  metric: {title: From a start to a target, from: 3.2, to: 1.1}
  kept: {title: Kept week by week, keep: {min: 99.9}, unit: "%"}
  steps: {title: Milestones, milestones: [
    {title: Done in time, due: 2026-10-20, done: 2026-10-20},
    {title: Late, due: 2026-11-01}, {title: To come, due: 2026-12-01}]}
  agreed: {title: Yes or no}
  joined: {title: From supporters, from_supporters: true}
  read: {title: From a KPI, kpi: warning, from: 80, to: 90}
  gone: {title: Retired on the way, from: 0, to: 10, retired: {date: 2026-11-02, why: It measured the wrong thing.}}
adjustments:
  - {date: 2026-11-02, what: metric, why: The shop opens later., approved_by: ann}
initiatives:
  - {title: To do, status: todo, due: 2026-12-01}
  - {title: Doing and late, status: doing, due: 2026-11-01, owner: ann}
  - {title: Done, status: done}
  - {title: Dropped, status: dropped}
check_ins:
  - {date: 2026-10-12, values: {metric: 3.0, kept: 99.95}, confidence: 0.9, note: A start.}
  - {date: 2026-10-26, values: {metric: 2.8, kept: 99.2}, confidence: 0.5}
  - {date: 2026-11-12, values: {metric: 2.1, kept: 99.97}, confidence: {metric: 0.35}, note: "**Slower** than hoped."}
---
Why it matters.
""",
    "teams/one/team.md": "---\nkind: team\ntitle: A team\nlead: ann\n---\n",
    "teams/one/2026-q4/supporter.md": _objective("A supporter", "supports: kinds#joined\n"),
    "kpis/healthy.md": _kpi("Healthy", "93"),
    "kpis/warning.md": _kpi(
        "Warning", "87", 'direction: up\ntarget: {2026-01-01: 85, 2026-10-01: 90}\nwarn: 86\nunit: "%"\n'
    ),
    "kpis/unhealthy.md": _kpi("Unhealthy", "70"),
    "kpis/no-target.md": _kpi("No target", "70", "direction: up\n"),
    "kpis/no-data.md": _kpi("No data", ""),
    "kpis/stale.md": _kpi("Stale", "93").replace("2026-10-31", "2026-10-01"),
    "kpis/within.md": _kpi(
        "Within a range", "101", "direction: within\ntarget: {min: 95, max: 105}\nwarn: {min: 90, max: 110}\n"
    ),
    "kpis/lower.md": _kpi(
        "Lower is better", "60", "direction: down\ntarget: 62\nwarn: 70\ntarget_by: 2027-03-31\nunit: EUR\n"
    ),
    "kpis/old.md": _kpi("Superseded", "93", "direction: up\ntarget: 90\nsuperseded_by: healthy\n"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Components:
    """What the page shows."""

    rows: tuple[ObjectiveRow, ...]
    objectives: tuple[ObjectivePage, ...]
    kpis: tuple[KpiPage, ...]
    bars: tuple[tuple[str, Markup], ...]
    confidences: tuple[tuple[str, Markup], ...]
    avatars: tuple[Markup, ...]
    scores: tuple[Markup, ...]
    moved: ObjectivePage
    moved_kpis: tuple[KpiPage, ...]


def components(folder: Path) -> Components:
    """Return all components, made from :data:`TREE`, which is written into ``folder``."""
    write_tree(folder, TREE)
    site, early = _site(folder, AS_OF), _site(folder, EARLY)
    rows, marks = Rows(site), site.marks
    shown = [o for o in site.objectives if o.id in site.measured.objectives]
    starting = early.repository.objectives["2026-q4/no-data"]
    return Components(
        rows=(*(rows.objective(o) for o in _by_rank(site, rows)), Rows(early).objective(starting)),
        objectives=tuple(objective_page(site, rows, o, "") for o in shown if o.key_results[1:] or "at-risk" in o.id),
        kpis=tuple(kpi_page(site, rows, kpi, "") for kpi in site.repository.kpis.values()),
        bars=tuple(
            (f"{state or 'in time'}{f', {size}' if size else ''}", marks.bar(Fraction(p, 100), tick, state, size))
            for size in ("", "o", "h")
            for state, p, tick in _BARS
        ),
        confidences=tuple(
            (site.format.score(sure), marks.confidence(sure)) for sure in (*(Fraction(n, 10) for n in range(11)), None)
        ),
        avatars=(marks.avatar("Ann Lee"), marks.avatar("王小明"), marks.avatar("nobody-known", known=False)),
        scores=tuple(
            marks.score(Fraction(n, 10), shape, word)
            for n, shape, word in ((8, "met", "met"), (5, "partly", "partly"), (2, "missed", "missed"))
        ),
        moved=_moved(folder / "moved"),
        moved_kpis=_moved_kpis(folder / "moved-kpis"),
    )  # fmt: skip


_NOW = Fraction(1, 2)
_BARS: tuple[tuple[str, int, Fraction | None], ...] = (
    ("", 45, _NOW), ("", 80, _NOW), ("risk", 30, _NOW), ("off", 10, _NOW), ("over", 100, _NOW), ("off under", 0, _NOW),
    ("none", 0, _NOW), ("none", 0, None), ("", 0, None), ("old", 40, _NOW), ("closed", 70, None), ("gone", 40, None),
)  # fmt: skip


_MOVING = """---
kind: objective
title: Its goalposts moved
owner: ann
key_results:
  sales: {{title: Sales, from: 0, to: {to}}}
  calls: {{title: Calls, from: 0, to: {calls}}}
{more}check_ins:
  - {{date: 2026-10-20, values: {{sales: 10, calls: 4}}, confidence: 0.8}}
  - {{date: 2026-11-12, values: {{sales: 18, calls: 8}}, confidence: 0.7}}
---
"""
_WHY = "adjustments: [{date: 2026-11-02, what: sales, why: The fair was called off., approved_by: ann}]\n"
_SWAP = """20, retired: {date: 2026-11-09, why: Nobody calls any more., replaced_by: mails}}
  mails: {title: Mails, from: 0, to: 10, added: 2026-11-09"""


def _moved(folder: Path) -> ObjectivePage:
    """Return the page of an objective whose goalposts moved: with a reason, without one, and by a swap."""
    goals = Goals(folder)
    path = "2026-q4/moved.md"
    first = {name: TREE[name] for name in ("company.md", "people/ann.md")}
    goals.commit("2026-10-01", {**first, path: _MOVING.format(to=40, calls=40, more="")}, by=_ANN)
    goals.commit("2026-11-02", {path: _MOVING.format(to=30, calls=40, more=_WHY)}, "Less from the fair", by=_ANN)
    goals.commit("2026-11-05", {path: _MOVING.format(to=30, calls=20, more=_WHY)}, "Tidy up", by=_ANN)
    goals.commit("2026-11-09", {path: _MOVING.format(to=30, calls=_SWAP, more=_WHY)}, "Mails, not calls", by=_ANN)
    known = understand(goals.folder, as_of=AS_OF)
    site = SiteContext(known.measured, known.findings, {}, chronicle=known.chronicle)
    return objective_page(site, Rows(site), site.repository.objectives[path.removesuffix(".md")], "")


_MOVED_KPIS = {"early": ("85", "2026-08-20"), "late": ("87", "2026-11-09"), "high": ("99", "2026-10-20")}
"""The newest value and the day its target moved: early, after the newest value, and below that one's figure."""


def _moved_kpis(folder: Path) -> tuple[KpiPage, ...]:
    """Return the pages of KPIs whose targets moved, without a reason."""
    goals = Goals(folder)
    more = "direction: up\ntarget: {}\nwarn: 80\ntarget_by: 2026-10-31\n"
    before, after = more.format(92), more.format(90)
    tree = {f"kpis/{name}.md": _kpi(f"Moved {name}", now, before) for name, (now, _) in _MOVED_KPIS.items()}
    goals.commit("2026-07-01", {"company.md": TREE["company.md"], "people/ann.md": TREE["people/ann.md"], **tree})
    for name, (now, day) in sorted(_MOVED_KPIS.items(), key=lambda one: one[1][1]):
        goals.commit(day, {f"kpis/{name}.md": _kpi(f"Moved {name}", now, after)}, "A lower target", by=_ANN)
    known = understand(goals.folder, as_of=AS_OF)
    site = SiteContext(known.measured, known.findings, {}, chronicle=known.chronicle)
    return tuple(kpi_page(site, Rows(site), kpi, "") for kpi in site.repository.kpis.values())


_ANN = "Ann Lee <ann@example.com>"


def _site(folder: Path, day: date) -> SiteContext:
    measured = measure(load(folder, Settings(), day), Settings())
    return SiteContext(measured, check(measured), {})


def _by_rank(site: SiteContext, rows: Rows) -> Iterator[Objective]:
    yield from sorted(site.objectives, key=lambda o: rows.objective(o).rank)


def page(folder: Path, scheme: str = "default") -> str:
    """Return the whole page, in the light (``default``) or the dark (``slate``) scheme."""
    made = environment().from_string(PAGE.read_text(encoding="utf-8"))
    made.environment.undefined = StrictUndefined
    return made.render(
        view=components(folder), root="", scheme=scheme, style=Markup(assets()["assets/goalsite.css"].decode())
    )


def main() -> None:
    """Write the page, light and dark, into the folder named."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name, scheme in (("light", "default"), ("dark", "slate")):
        with TemporaryDirectory() as folder:
            (target / f"{name}.html").write_text(page(Path(folder), scheme), encoding="utf-8")
        print(target / f"{name}.html")


if __name__ == "__main__":
    main()
