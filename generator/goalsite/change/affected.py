"""Two sides compared: which goals a change touches, moves along and concerns, and what is found anew (SPEC 8.3)."""

from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction

from goalsite.change.impact import Concerned, GoalImpact, Impact, Step, TeamImpact
from goalsite.change.side import GoalSide, Side, TeamSide
from goalsite.findings import Finding
from goalsite.vocabulary import Level


def impact_of(old: Side, new: Side, step: Step) -> Impact:
    """Compare two sides of the same day."""
    touched = tuple(_goals(old, new, step))
    along = tuple(_along(old, new, step, {goal.id for goal in touched}))
    added, removed = _findings(old.findings, new.findings, step)
    if any(_is_of_reading(finding) for finding in added):
        unread = {goal.side.path for goal in touched if goal.is_unreadable}
        removed = tuple(one for one in removed if _is_mended(one, unread, step))
    return Impact(
        old=old,
        new=new,
        touched=touched,
        along=along,
        elsewhere={
            key: changes
            for key, changes in step.changes.items()
            if changes and key not in new.goals and step.before(key) not in old.goals
        },
        teams=tuple(_teams(old, new, step)),
        added=added,
        removed=removed,
        moves=step.moves,
        posts=step.posts,
        concerned=tuple(_concerned(old, new, touched, along, step)),
        blanks=step.blanks,
    )


def _goals(old: Side, new: Side, step: Step) -> Iterator[GoalImpact]:
    for id_ in dict.fromkeys([*step.changes, *sorted(step.rewritten)]):
        changes = step.changes.get(id_, ())
        before, after = _both(old, new, step.before(id_), id_)
        unread = id_ in step.rewritten and any(side is not None and not side.readable for side in (before, after))
        if (changes or unread) and (before is not None or after is not None):
            yield GoalImpact(id_, before, after, changes, 0)


def _both(old: Side, new: Side, was: str, is_: str) -> tuple[GoalSide | None, GoalSide | None]:
    """Return a goal on both sides; one of whose file not even the kind can be read is known from the other side."""
    before, after = old.goals.get(was), new.goals.get(is_)
    if after is None and before is not None and is_ in new.unreadable:
        after = before.unread
    elif before is None and after is not None and was in old.unreadable:
        before = after.unread
    return before, after


def _along(old: Side, new: Side, step: Step, touched: set[str]) -> Iterator[GoalImpact]:
    """Yield what lies above the touched goals, nearest first, then whatever else moves.

    Above a goal is what it rolls up to, above a KPI also what reads it.
    """
    depths: dict[str, int] = {}
    for side in (new, old):
        start = touched if side is new else {step.before(id_) for id_ in touched}
        for found, depth in _depths(side, start).items():
            id_ = found if side is new else step.after(found)
            if id_ not in touched:
                depths[id_] = min(depth, depths.get(id_, depth))
    highest = max(depths.values(), default=0) + 1
    for id_ in dict.fromkeys([*new.goals, *map(step.after, old.goals)]):
        if id_ in touched or id_ in depths:
            continue
        before, after = _both(old, new, step.before(id_), id_)
        if before is None or after is None or before.figures != after.figures:
            depths[id_] = highest
    for id_, depth in sorted(depths.items(), key=lambda pair: (pair[1], pair[0])):
        before, after = _both(old, new, step.before(id_), id_)
        if before is not None or after is not None:
            yield GoalImpact(id_, before, after, (), depth)


def _depths(side: Side, start: Iterable[str]) -> Mapping[str, int]:
    """Return how far each goal that feels these lies above them, they themselves at 0."""
    readers: dict[str, list[str]] = {}
    for goal in side.goals.values():
        for kpi in goal.reads:
            readers.setdefault(kpi, []).append(goal.id)
    depths = dict.fromkeys(start, 0)
    waiting = deque(depths)
    while waiting:
        id_ = waiting.popleft()
        here = side.goals.get(id_)
        nearest = [here.above[0].id] if here is not None and here.above else []
        for above in (*nearest, *readers.get(id_, ())):
            if above not in depths:
                depths[above] = depths[id_] + 1
                waiting.append(above)
    return depths


def _teams(old: Side, new: Side, step: Step) -> Iterator[TeamImpact]:
    """Yield the means that differ; a team whose folder got another name is the same team."""
    became: dict[str | None, str | None] = {
        id_: new.team_files.get(step.after(file), id_) for file, id_ in old.team_files.items()
    }
    known = {(became.get(team, team), cycle): one for (team, cycle), one in old.teams.items()}
    for team, cycle in dict.fromkeys([*new.teams, *known]):
        before, after = known.get((team, cycle)), new.teams.get((team, cycle))
        if _mean(before) != _mean(after):
            yield TeamImpact(team, cycle, before, after)


def _mean(team: TeamSide | None) -> Fraction | None:
    return team.progress if team is not None else None


def _findings(
    old: Iterable[Finding], new: Iterable[Finding], step: Step
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that came and went; one keeps its identity while lines, and files, move."""

    def identity(finding: Finding, *, is_old: bool) -> tuple[str, str, str]:
        about = finding.goal or finding.path
        if is_old:
            about = step.after(finding.goal) if finding.goal else step.paths.get(finding.path, finding.path)
        return finding.code, about, what_of(finding.key) if finding.code == "G504" else finding.key

    first = [(identity(one, is_old=True), one) for one in old]
    second = [(identity(one, is_old=False), one) for one in new]
    return _rest(second, first), _rest(first, second)


_Known = tuple[tuple[str, str, str], Finding]


def _rest(here: Iterable[_Known], there: Iterable[_Known]) -> tuple[Finding, ...]:
    """Return the findings that have no equal on the other side, each of which is the equal of one."""
    left = Counter(identity for identity, _ in there)
    found = []
    for identity, finding in here:
        if left[identity]:
            left[identity] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _is_of_reading(finding: Finding) -> bool:
    return finding.code < "G1" and finding.level is Level.ERROR


def _is_mended(finding: Finding, unread: Container[str], step: Step) -> bool:
    """Tell whether a finding went because its file says something else.

    Where something cannot be read any more, what follows from it is not found, which mends nothing.
    """
    if _is_of_reading(finding):
        return True
    parts = step.paths.get(finding.path, finding.path).removesuffix(".md").split("/")
    return finding.path not in unread and any("/".join(parts[at:]) in step.rewritten for at in range(len(parts)))


def what_of(key: str) -> str:
    """Return what one reason explains: all moves of a key result, or of a key."""
    parts = key.split(".", 2)
    return parts[1] if parts[0] == "key_results" and len(parts) > 1 else parts[0]


def _concerned(
    old: Side, new: Side, touched: Iterable[GoalImpact], along: Iterable[GoalImpact], step: Step
) -> Iterator[Concerned]:
    """Yield who owns what is affected, or what supports a goal whose goalposts move, and had no part in it."""
    authors = {name for name, _ in step.authors} | {email.lower() for _, email in step.authors if email}
    goals: dict[str, list[str]] = {}
    supporting: dict[str, set[str]] = {}

    def owned(person: str | None, goal: str) -> None:
        if person is not None and goal not in goals.setdefault(person, []):
            goals[person].append(goal)

    for goal in (*touched, *(one for one in along if one.moves)):
        owned(goal.side.owner, goal.id)
        changed = {change.key_result for change in goal.changes}
        for id_, part in goal.side.key_results.items():
            if id_ in changed:
                owned(part.owner, goal.id)
    moved = {(move.goal, move.change.key_result) for move in step.moves}
    for id_, one in new.goals.items():
        first = one.above[0] if one.above else None
        if first is not None and ((first.id, first.key_result) in moved or (first.id, None) in moved):
            if one.owner is not None and id_ not in goals.get(one.owner, ()):
                supporting.setdefault(one.owner, set()).add(id_)
            owned(one.owner, id_)
    for person, ids in goals.items():
        known = new.people.get(person) or old.people.get(person)
        name = known.name if known is not None else person
        mine = {name, person, *(email.lower() for email in (known.emails if known is not None else ()))}
        if not mine & authors:
            yield Concerned(person, name, tuple(ids), frozenset(supporting.get(person, ())))
