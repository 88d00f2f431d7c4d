"""Time Goalsite beside what it is measured by: ``python -m benchmarks.run`` (``make bench``).

Both sides run one after the other, again and again (A B A B), so that whatever else the machine does falls on both.
What counts is the ratio: the median over the rounds of one side's time by the other's in the same round. Seconds are
of this machine and this hour. The tables are Markdown, ready for the README.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from shutil import rmtree, which
from statistics import median

from benchmarks.plain_pages import SAMPLED_PAGES
from benchmarks.sampled_pages import Rest

HERE = Path(__file__).resolve().parent
PARTS = ("check", "build", "growth", "history")
_MOST_FOR_DEFAULT_NAVIGATION = 2000


@dataclass(frozen=True, slots=True)
class Side:
    """A command to time. ``prepare`` runs before each of its rounds, and its time does not count.

    ``site`` is the folder it writes. Where it leaves pages out, ``rest`` is the file that says what they would cost.
    """

    name: str
    command: Sequence[str]
    cache: Path | None = None
    prepare: Callable[[], None] = lambda: None
    site: Path | None = None
    rest: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds on the clock and of the processor, and in MB the most memory it held and its site."""

    clock: float
    processor: float
    memory: float
    written: float = 0

    def with_rest(self, rest: Rest) -> "Run":
        """Return an estimate of the run had it not left out those pages; of memory they would need no more."""
        return Run(
            self.clock + rest.pages * rest.clock,
            self.processor + rest.pages * rest.processor,
            self.memory,
            self.written + rest.pages * rest.size / 1e6,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time Goalsite beside what it is measured by.")
    parser.add_argument("--goals", type=int, default=1000, help="size of the corpus (default 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each comparison (default 5)")
    parser.add_argument("--only", choices=PARTS, action="append", help="leave out all other parts")
    parser.add_argument("--large", action="store_true", help="also with ten times the goals; takes minutes")
    options = parser.parse_args()
    parts = options.only or PARTS
    if "check" not in parts and not entry_points(group="mkdocs.plugins", name="goalsite"):
        parser.error("MkDocs does not know the plugin; install the package first: pip install -e .")
    with tempfile.TemporaryDirectory(prefix="goalsite-bench-") as folder:
        bench = Bench(Path(folder), options.rounds)
        sizes = [options.goals, *([options.goals * 10] if options.large else [])]
        for goals in sizes:
            if "check" in parts:
                bench.check(goals)
            if "build" in parts:
                bench.build(goals)
        if "history" in parts:
            for goals in sizes:
                bench.history(goals, goals * 5)
        if "growth" in parts:
            bench.growth(options.goals, build=options.large)


class Bench:
    """Makes the corpora it needs below ``folder`` and prints a table for each comparison."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        environment = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        # Compiled once, as it is wherever a package is installed.
        self.environment = {**environment, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "NO_MKDOCS_2_WARNING": "1"}

    def check(self, goals: int) -> None:
        """Time ``check``: without a cache beside bare reading, then with one."""
        repo = self.corpus(goals)
        cold, warm = self.folder / "cold", self.folder / "warm"
        check = self.goalsite(repo, "check")
        edited = next(path for path in sorted(repo.glob("goals/teams/*/2026-q4/*.md")))
        sides = [
            Side(
                "reading and `yaml.compose` alone", [sys.executable, str(HERE / "bare_compose.py"), str(repo / "goals")]
            ),
            Side("`check` without a cache", check),
            Side("`check`, filling an empty cache", check, cold, lambda: rmtree(cold, ignore_errors=True)),
            Side("`check`, nothing changed", check, warm),
            Side("`check`, one goal changed", check, warm, lambda: _edit(edited)),
        ]
        self.table(f"check, {goals:,} goals", sides)

    def build(self, goals: int) -> None:
        """Time ``build`` beside plain site generators with the same goals as Markdown pages.

        Plain Material with its default navigation puts links to all pages on every page: with more than a few
        thousand it takes hours and tens of gigabytes. So it is estimated from a build that renders only a sample of
        the pages, and up to that size built whole too, to see what the estimate is worth.
        """
        repo, plain = self.corpus(goals), self.folder / f"plain-{goals}"
        if not plain.is_dir():
            subprocess.run([sys.executable, str(HERE / "plain_pages.py"), str(repo), str(plain)], check=True)
        build, warm = self.goalsite(repo, "build"), self.folder / "warm"
        edited = next(path for path in sorted(repo.glob("goals/teams/*/2026-q4/*.md")))
        site = repo / "site"
        default = "plain MkDocs Material, default navigation"
        sides = [
            _mkdocs("plain MkDocs Material, short navigation", plain, "short-nav"),
            _mkdocs(f"{default}, estimated from {SAMPLED_PAGES} pages", plain, "sampled", rest=plain / "sampled.json"),
            Side("`goalsite build` without a cache", build, site=site),
            Side("`goalsite build`, nothing changed", build, warm, site=site),
            Side("`goalsite build`, one goal changed", build, warm, lambda: _edit(edited), site=site),
        ]
        if goals <= _MOST_FOR_DEFAULT_NAVIGATION:
            sides.insert(1, _mkdocs(default, plain, "mkdocs"))
        if zensical := which("zensical", path=str(Path(sys.executable).parent)):
            command = [zensical, "build", "--clean", "-f", str(plain / "zensical.yml")]
            sides.append(Side("plain Zensical, short navigation", command, site=plain / "zensical-site"))
        if hugo := which("hugo"):
            command = [hugo, "--quiet", "-s", str(plain), "-d", str(plain / "hugo-site")]
            sides.append(Side("Hugo, bare template", command, site=plain / "hugo-site"))
        self.table(f"build, {goals:,} goals", sides)

    def growth(self, goals: int, *, build: bool) -> None:
        """Compare the time for each goal at a size and at ten times that."""
        commands = ("check", "build") if build else ("check",)
        print(f"\n### growth\n\n| command | goals | ms a goal | MB | by {goals:,} |\n|---|--:|--:|--:|--:|")
        for command in commands:
            sizes = (goals, goals * 10)
            sides = [Side(f"{size}", self.goalsite(self.corpus(size), command)) for size in sizes]
            runs = self.interleave(sides)
            for size, side, base in zip(sizes, runs, (runs[0], runs[0]), strict=True):
                each = [run.clock / size * 1000 for run in side]
                ratio = median(one / (run.clock / goals * 1000) for one, run in zip(each, base, strict=True))
                memory = median(run.memory for run in side)
                print(f"| {command} | {size:,} | {median(each):.2f} | {memory:.0f} | {ratio:.2f} |", flush=True)

    def history(self, goals: int, commits: int) -> None:
        """Time reading a long past: anew, with all of it known, and a comparison of two states."""
        repo = self.folder / f"past-{goals}-{commits}"
        if not repo.is_dir():
            sizes = ["--goals", str(goals), "--commits", str(commits)]
            command = [sys.executable, "-m", "benchmarks.past", str(repo), *sizes]
            subprocess.run(command, cwd=HERE.parent, check=True, stderr=subprocess.DEVNULL)
        cold, warm, checked = (self.folder / f"{name}-past" for name in ("cold", "warm", "checked"))
        read = [sys.executable, str(HERE / "past_alone.py"), str(repo)]
        edited = next(path for path in sorted(repo.glob("goals/teams/*/2026-q4/*.md")))
        again = partial(_edit, edited)
        anew = partial(_forget_comparisons, checked)
        sides = [
            Side("history, anew", read, cold, lambda: rmtree(cold, ignore_errors=True)),
            Side("history, nothing new", read, warm),
            Side("`check` without a cache", self.goalsite(repo, "check")),
            Side("`check`, one goal changed", self.goalsite(repo, "check"), warm, again),
            Side("`diff HEAD~1`, that goal changed", [*self.goalsite(repo, "diff"), "HEAD~1"], warm),
            Side("`check`, nothing changed", self.goalsite(repo, "check"), warm),
            Side("`diff HEAD~1`, nothing changed", [*self.goalsite(repo, "diff"), "HEAD~1"], warm),
            Side("`check`, one goal changed, after checks alone", self.goalsite(repo, "check"), checked, again),
            Side("`diff HEAD~1` of it, the first one", [*self.goalsite(repo, "diff"), "HEAD~1"], checked, anew),
        ]
        self.table(f"history, {goals:,} goals and {commits:,} commits", sides)

    def corpus(self, goals: int) -> Path:
        """Return the repository of that size, written at its first use."""
        repo = self.folder / f"corpus-{goals}"
        if not repo.is_dir():
            command = [sys.executable, str(HERE / "corpus.py"), str(repo), "--goals", str(goals)]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return repo

    def goalsite(self, repo: Path, command: str) -> list[str]:
        """Return a command line."""
        return [sys.executable, "-m", "goalsite", "-C", str(repo), command]

    def table(self, title: str, sides: Sequence[Side]) -> None:
        """Time the sides and print them beside the first."""
        runs = self.interleave(sides)
        written = any(side.site for side in sides)
        print(f"\n### {title}\n\n| | seconds | MB | by the first | of the processor |{' MB written |' * written}")
        print(f"|---|--:|--:|--:|--:|{'--:|' * written}")
        for side, own in zip(sides, runs, strict=True):
            clock = median(run.clock / first.clock for run, first in zip(own, runs[0], strict=True))
            processor = median(run.processor / first.processor for run, first in zip(own, runs[0], strict=True))
            seconds, memory = median(run.clock for run in own), median(run.memory for run in own)
            size = f" {median(run.written for run in own):.0f} |" if written else ""
            print(f"| {side.name} | {seconds:.2f} | {memory:.0f} | {clock:.2f} | {processor:.2f} |{size}", flush=True)

    def interleave(self, sides: Sequence[Side]) -> list[list[Run]]:
        """Run all sides in turn in every round, those with a cache once before, to fill it; return each side's runs."""
        for side in {side.cache: side for side in reversed(sides) if side.cache is not None}.values():
            self.time(side)
        runs: list[list[Run]] = [[] for _ in sides]
        for _round in range(self.rounds):
            for side, own in zip(sides, runs, strict=True):
                own.append(self.time(side))
        return runs

    def time(self, side: Side) -> Run:
        """Run a side once."""
        side.prepare()
        environment = {**self.environment, "GOALSITE_CACHE_DIR": str(side.cache or "")}
        with (self.folder / "output").open("wb") as output:
            start = time.perf_counter()
            process = subprocess.Popen(side.command, env=environment, stdout=output, stderr=output)
            _, status, usage = os.wait4(process.pid, 0)
            clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(
                f"{' '.join(side.command)} failed:\n{(self.folder / 'output').read_text(errors='replace')[-2000:]}"
            )
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        written = _size(side.site) / 1e6 if side.site else 0
        run = Run(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, written)
        return run.with_rest(Rest.read(side.rest)) if side.rest else run


_UNWANTED = {"PYTHONDONTWRITEBYTECODE", "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"}


def _mkdocs(title: str, folder: Path, name: str, rest: Path | None = None) -> Side:
    """Return the side that builds one of the configurations for the plain pages."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / f"{name}.yml")]
    return Side(title, command, site=folder / f"{name}-site", rest=rest)


def _size(folder: Path) -> int:
    """Return how many bytes the files below a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _forget_comparisons(cache: Path) -> None:
    """Leave in a cache what a check keeps there."""
    for name in ("sides", "impacts"):
        for kept in cache.glob(f"*-{name}"):
            kept.unlink()


def _edit(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("One more line.\n")


if __name__ == "__main__":
    main()
