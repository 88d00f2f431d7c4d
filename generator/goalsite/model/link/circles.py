"""Circles of references: found, told, and taken out of what figures follow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goalsite.model.link.workbench import Workbench
from goalsite.model.objects import Kpi, Objective


def find_circles(arrows: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return every circle that following arrows leads into, each once, beginning at its least member.

    Where members have several arrows there may be more circles than anyone can read: those found first are returned,
    until together they have four times as many members as there are arrows, or (a circle is told at each of its
    members) somewhat more than four times as many as there are who point at others.
    """
    room = min(4 * sum(len(followers) for followers in arrows.values()), 4 * len(arrows) + 1000)
    state: dict[str, int] = {}
    circles: dict[frozenset[str], tuple[str, ...]] = {}
    for start in sorted(arrows):
        if start in state:
            continue
        path: list[str] = []
        place: dict[str, int] = {}
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            node, index = waiting.pop()
            if index == 0:
                state[node] = 1
                place[node] = len(path)
                path.append(node)
            followers = arrows.get(node, ())
            if index < len(followers):
                waiting.append((node, index + 1))
                target = followers[index]
                if state.get(target) == 1 and len(path) - place[target] <= room:
                    circle = path[place[target] :]
                    least = circle.index(min(circle))
                    turned = (*circle[least:], *circle[:least])
                    if circles.setdefault(frozenset(turned), turned) is turned:
                        room -= len(turned)
                elif target not in state:
                    waiting.append((target, 0))
                continue
            state[node] = 2
            path.pop()
            del place[node]
    return sorted(circles.values())


def cut_circles(bench: Workbench, objectives: dict[str, Objective], kpis: dict[str, Kpi]) -> None:
    """Report circles, and take the arrows of those that figures follow out of them."""
    up: dict[str, list[str]] = {one.id: [one.supports.id] for one in objectives.values() if one.supports}
    up.update({one.id: [one.part_of] for one in kpis.values() if one.part_of})
    for circle in find_circles(up):
        word = "supports" if circle[0] in objectives else "part_of"
        bench.circle(word, circle, list(circle))
        for id_ in circle:
            if id_ in objectives:
                objectives[id_] = replace(objectives[id_], supports=None)
            else:
                kpis[id_] = replace(kpis[id_], part_of=None)
    needs = {one.id: [goal.id for goal in one.depends_on] for one in objectives.values() if one.depends_on}
    for circle in find_circles(needs):
        bench.circle("depends_on", circle, list(circle))
