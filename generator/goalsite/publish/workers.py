"""Parsing many files at once: most of what reading costs, and no file needs another."""

import gc
import multiprocessing
import os
import pickle
import threading
from collections.abc import Sequence

from goalsite.model.load import content_key, parse_file
from goalsite.publish.cache import ParsedFiles
from goalsite.source.files import SourceFile

WORTH_IT = 300
"""Files to parse from which starting processes costs less than it saves."""

_CHUNK = 64

_waiting: list[SourceFile] = []
"""What the workers parse: they are forked, so they have it without anything being sent."""


def parse_ahead(files: Sequence[SourceFile], known: ParsedFiles) -> None:
    """Parse the Markdown files that ``known`` lacks, in as many processes as there are processors.

    Does nothing where they are few, where there is one processor, or where a process cannot be forked safely: what is
    not parsed here is parsed when it is needed, with the same result.
    """
    lacking = {
        key: file
        for file in files
        if file.content is not None and file.key.endswith(".md") and (key := content_key(file)) not in known
    }
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(lacking) < WORTH_IT or processors < 2 or not _may_fork():
        return
    _waiting[:] = lacking.values()
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processors) as pool:
            packed = pool.map(_pack, range(len(_waiting)), chunksize=_CHUNK)
    finally:
        gc.unfreeze()
        _waiting.clear()
    for key, one in zip(lacking, packed, strict=True):
        known.put_packed(key, one)


def _may_fork() -> bool:
    """Tell whether this process may be forked: only one without threads, whose locks a child would inherit."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _pack(number: int) -> bytes:
    return pickle.dumps(parse_file(_waiting[number]), pickle.HIGHEST_PROTOCOL)
