"""Finding what a reference means (SPEC 1, references)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.objects import Cycle, Goal
from goalsite.model.records import Ref
from goalsite.model.suggest import Guesses
from goalsite.model.values import shown
from goalsite.source.problems import Problem


@dataclass(slots=True, eq=False)
class Candidate:
    """A goal as far as references care: an objective has a cycle, a KPI none; ``key_results`` is None where unknown."""

    id: str
    is_kpi: bool
    team: str | None
    cycle: Cycle | None
    key_results: frozenset[str] | None = None


_ENDS = 4
"""How many of a path's last parts are looked up at once; longer ends are rare, and are sought among those found."""


@dataclass(slots=True)
class Goals:
    """All objectives and KPIs by the ends of their paths, where references are looked up."""

    candidates: Iterable[Candidate]
    above: Callable[[str | None], Iterable[str | None]]
    blind: bool = False
    _by_stem: dict[str, list[Candidate]] = field(default_factory=dict)
    _by_end: dict[str, list[Candidate]] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=Guesses)
    _by_id: dict[str, Candidate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for candidate in self.candidates:
            self._by_id[candidate.id] = candidate
            parts = candidate.id.split("/")[-_ENDS:]
            self._by_stem.setdefault(parts[-1], []).append(candidate)
            for count in range(2, len(parts) + 1):
                self._by_end.setdefault("/".join(parts[-count:]), []).append(candidate)

    def short(self, id: str) -> str:  # noqa: A002 - the contract's own word
        """Return the shortest end of a goal's path that no other goal's path ends with."""
        parts = id.split("/")
        for count in range(1, len(parts)):
            end = "/".join(parts[-count:])
            if len(self._ending(end)) == 1:
                return end
        return id

    def _ending(self, end: str) -> list[Candidate]:
        """Return the goals whose path ends with these parts."""
        slashes = end.count("/")
        if slashes == 0:
            return self._by_stem.get(end, [])
        if slashes < _ENDS:
            return self._by_end.get(end, [])
        near = self._by_end.get("/".join(end.split("/")[-_ENDS:]), [])
        return [one for one in near if one.id == end or one.id.endswith(f"/{end}")]

    def find(self, ref: Ref, home: Candidate, key: str, *, want: str = "goal") -> Goal | Problem:
        """Return the goal meant by ``ref`` in the file of ``home``, or the problem.

        ``want`` is ``goal``, ``kpi``, or ``earlier`` (the objective an objective carries on: the newest earlier one).
        """
        text, _, key_result = ref.text.partition("#")
        if not text and key_result:
            text = home.id
        found = self._matching(text)
        if want == "kpi":
            found = [one for one in found if one.is_kpi]
        elif want == "earlier":
            found = [one for one in found if not one.is_kpi and one.id != home.id]
        if not found:
            return Problem("G101", self._unknown(text, want), ref.at, key)
        if len(found) > 1:
            found = [one for one in found if one.id != home.id]
        if len(found) > 1:
            found = self._earlier(found, home) if want == "earlier" else self._nearest(found, home)
        if len(found) > 1:
            message = Message(
                "'{name}' may mean {n} goals: {ways}; write more of the path",
                name=shown(text),
                n=len(found),
                ways=Names(self.short(one.id) for one in found[:6]),
            )
            return Problem("G102", message, ref.at, key)
        goal = found[0]
        if "#" in ref.text:
            return self._key_result(goal, key_result, ref, key)
        return Goal(goal.id)

    def _matching(self, text: str) -> list[Candidate]:
        if text in self._by_id:
            return [self._by_id[text]]
        return self._ending(text)

    def _nearest(self, found: list[Candidate], home: Candidate) -> list[Candidate]:
        objectives = [one for one in found if not one.is_kpi]
        kpis = [one for one in found if one.is_kpi]
        if len(objectives) > 1 and home.cycle is not None:
            objectives = _in_nearest_cycle(objectives, home.cycle)
        if len(kpis) > 1:
            for team in self.above(home.team):
                if near := [one for one in kpis if one.team == team]:
                    kpis = near
                    break
        return objectives + kpis

    def _earlier(self, found: list[Candidate], home: Candidate) -> list[Candidate]:
        if home.cycle is None:
            return found
        before = [one for one in found if one.cycle is not None and one.cycle.span.last < home.cycle.span.first]
        if not before:
            return found
        newest = max(one.cycle.span.last for one in before if one.cycle is not None)
        return [one for one in before if one.cycle is not None and one.cycle.span.last == newest]

    def _key_result(self, goal: Candidate, key_result: str, ref: Ref, key: str) -> Goal | Problem:
        if goal.is_kpi:
            message = Message(
                "'{kpi}' is a KPI and has no key results; leave out #{key_result}",
                kpi=self.short(goal.id),
                key_result=shown(key_result),
            )
            return Problem("G107", message, ref.at, key)
        if goal.key_results is not None and key_result not in goal.key_results:
            known, name = sorted(goal.key_results), shown(key_result)
            if guess := self.guesses.did_you_mean(key_result, known):
                message = Message(
                    "'{goal}' has no key result '{name}'{guess}", goal=self.short(goal.id), name=name, guess=guess
                )
            else:
                message = Message(
                    "'{goal}' has no key result '{name}'; there are {names}",
                    goal=self.short(goal.id),
                    name=name,
                    names=Names(known[:12]) if known else Message("none"),
                )
            return Problem("G107", message, ref.at, key)
        return Goal(goal.id, key_result)

    def _unknown(self, text: str, want: str) -> Message:
        name = shown(text)
        if want == "earlier" and self._matching(text):
            return Message("'{name}' names no earlier objective; name the one it goes on from", name=name)
        stem = text.rpartition("/")[2].removesuffix(".md")
        others = (name for name, ones in self._by_stem.items() if want != "kpi" or any(one.is_kpi for one in ones))
        mend = self.guesses.did_you_mean(stem, others)
        if not mend and want == "kpi" and self._matching(text):
            mend = Message("; an objective bears that name, and a KPI is needed")
        mend = mend or Message("; write its file, or name one that is there")
        if want == "kpi":
            return Message("unknown KPI '{name}'{mend}", name=name, mend=mend)
        if want == "earlier":
            return Message("unknown earlier objective '{name}'{mend}", name=name, mend=mend)
        return Message("unknown goal '{name}'{mend}", name=name, mend=mend)


def _in_nearest_cycle(found: list[Candidate], home: Cycle) -> list[Candidate]:
    """Return those of the home cycle, else of the shortest cycle around it, else all."""
    own = [one for one in found if one.cycle is not None and one.cycle.id == home.id]
    if own:
        return own
    around = [one for one in found if one.cycle is not None and one.cycle.span.contains(home.span)]
    if not around:
        return found
    days = min(one.cycle.span.days for one in around if one.cycle is not None)
    return [one for one in around if one.cycle is not None and one.cycle.span.days == days]


@dataclass(slots=True)
class People:
    """Persons by id and by name."""

    names: Mapping[str, str]
    blind: bool = False
    guesses: Guesses = field(default_factory=Guesses)
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for id_, name in self.names.items():
            self._by_name.setdefault(name, []).append(id_)

    def find(self, ref: Ref | None, key: str, problems: list[Problem]) -> str | None:
        """Return the person key of a reference: an id, or the name as written where no person file has it (G105)."""
        if ref is None:
            return None
        if ref.text in self.names:
            return ref.text
        named = self._by_name.get(ref.text, [])
        if len(named) == 1:
            return named[0]
        if len(named) > 1:
            message = Message(
                "{n} people are called '{name}'; write one of {ids}",
                n=len(named),
                name=shown(ref.text),
                ids=Names(sorted(named)),
            )
            problems.append(Problem("G105", message, ref.at, key))
        elif self.names and not self.blind:
            guess = self.guesses.did_you_mean(ref.text, [*self.names, *self._by_name])
            message = Message("unknown person '{name}'{guess}", name=shown(ref.text), guess=guess)
            problems.append(Problem("G105", message, ref.at, key))
        return ref.text
