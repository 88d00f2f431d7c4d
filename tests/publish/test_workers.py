"""Jobs shared among processes give what they give when done one by one."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from benchmarks.corpus import repository
from tests.conftest import write_tree

from goalsite.publish.workers import shared_out


def run(code: str, *arguments: str) -> str:
    """Run code in a process of its own: the tests' own has threads, in which nothing is forked."""
    command = [sys.executable, "-c", dedent(code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


forking = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

HEAD = """
import os
from functools import partial
from goalsite.publish.workers import shared_out
from goalsite.language import language, speaking
me = os.getpid()
"""


@forking
def test_results_come_in_the_order_of_the_jobs_from_other_processes() -> None:
    said = run(
        HEAD
        + """
jobs = [partial(lambda n: (n * n, os.getpid() == me), n) for n in range(1000)]
results = list(shared_out(jobs, workers=3))
print([square for square, _ in results] == [n * n for n in range(1000)], any(here for _, here in results))
"""
    )
    assert said.split() == ["True", "False"]


@forking
def test_workers_speak_the_language_in_force() -> None:
    said = run(
        HEAD
        + """
with speaking("zh"):
    print(set(shared_out([language] * 300, workers=2)))
"""
    )
    assert said.strip() == "{'zh'}"


@forking
def test_what_a_job_raises_is_raised() -> None:
    said = run(
        HEAD
        + """
try:
    list(shared_out([partial(int, "1")] * 299 + [partial(int, "one")], workers=2))
except ValueError as error:
    print(error)
"""
    )
    assert "'one'" in said


@forking
def test_a_killed_worker_costs_time_and_no_result() -> None:
    said = run(
        HEAD
        + """
def job(n):
    if n == 250 and os.getpid() != me:
        os._exit(9)
    return n
print(list(shared_out([partial(job, n) for n in range(300)], workers=2)) == list(range(300)))
"""
    )
    assert said.strip() == "True"


MADE = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from goalsite.publish.data import data_files
from goalsite.publish.understanding import pipeline
from goalsite.publish import workers
workers._processors = lambda: int(sys.argv[2])
known = pipeline.understand(Path(sys.argv[1]), as_of=date(2026, 11, 15))
whole = sha256(repr(known.pages).encode())
whole.update(repr(sorted(data_files.data_files(known).items())).encode())
print(known.large, len(known.pages) > 260, whole.hexdigest())
"""


@forking
def test_pages_and_data_are_the_same_whoever_makes_them(tmp_path: Path) -> None:
    write_tree(tmp_path, dict(repository(260)))
    alone, shared = (run(MADE, str(tmp_path), workers) for workers in ("1", "3"))
    assert alone == shared
    assert alone.startswith("True True ")


def test_what_is_not_worth_it_is_done_here() -> None:
    assert set(shared_out([os.getpid] * 10, worth=False, workers=2)) == {os.getpid()}
    assert list(shared_out([])) == []
