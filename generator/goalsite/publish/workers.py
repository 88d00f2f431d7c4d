"""Work shared out among processes: many jobs that need what this process knows and give back little."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

Result = TypeVar("Result")

_MOST = 8
_CHUNKS_EACH = 24
"""Chunks are small enough that no worker waits long for the last, large enough to be worth their way."""

_jobs: Sequence[Callable[[], Any]] = ()
"""What a worker finds when it comes to life: a forked process knows all that its parent knew."""


def shared_out(
    jobs: Sequence[Callable[[], Result]], *, worth: bool = True, workers: int | None = None
) -> Iterator[Result]:
    """Yield the result of every job, in the order of the jobs.

    Where it is ``worth`` it, they are shared among ``workers`` processes; by itself, one for each processor this
    process may use, eight at most. What a job raises is raised here. Processes are forked, which is safe on Linux only,
    and in a process without other threads; elsewhere, and where a worker was killed, the jobs are done here one by one.
    """
    count = workers if workers is not None else min(_processors(), _MOST)
    done = 0
    if worth and count > 1 and len(jobs) > 1 and sys.platform == "linux" and threading.active_count() == 1:
        try:
            for results in _forked(jobs, count):
                done += len(results)
                yield from results
        except BrokenProcessPool:
            pass  # most likely for want of memory; one process needs less
    for job in jobs[done:]:
        yield job()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _forked(jobs: Sequence[Callable[[], Result]], workers: int) -> Iterator[list[Result]]:
    global _jobs
    size = max(1, len(jobs) // (workers * _CHUNKS_EACH))
    _jobs = jobs
    gc.freeze()  # pages of memory that the collector leaves alone stay shared
    try:
        with ProcessPoolExecutor(workers, get_context("fork"), initializer=_leave_signals_to_the_parent) as pool:
            yield from pool.map(_chunk, range(0, len(jobs), size), [size] * len(range(0, len(jobs), size)))
    finally:
        gc.unfreeze()
        _jobs = ()


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the pool ends its workers by it


def _chunk(start: int, size: int) -> list[Any]:
    return [job() for job in _jobs[start : start + size]]
