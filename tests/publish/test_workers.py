"""Jobs shared among processes give what they give when done one by one."""

import os
import subprocess
import sys
from textwrap import dedent

import pytest


def run(code: str) -> str:
    """Run code in a process of its own: the tests' own has threads, in which nothing is forked."""
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, check=False)
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


def test_few_jobs_stay_here() -> None:
    from goalsite.publish.workers import shared_out

    assert set(shared_out([os.getpid] * 10, workers=2)) == {os.getpid()}
    assert list(shared_out([])) == []
