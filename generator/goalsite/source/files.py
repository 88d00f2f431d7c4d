"""The files of a goals folder: which there are, and their text."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goalsite.findings import START, Position
from goalsite.language import Message
from goalsite.source.problems import UNSHOWABLE, Problem

LARGEST = 1024 * 1024
"""Bytes a file may have (SPEC 2)."""

SUFFIXES = (".md", ".csv")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One Markdown or CSV file.

    ``key`` is its path below the goals folder in NFC, with forward slashes. ``content`` is its bytes, or None where
    ``problem`` says why it could not be read.
    """

    key: str
    content: bytes | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Text:
    r"""A decoded file, line ends as ``\\n`` and without a byte order mark, or the problem that prevents it."""

    text: str
    problem: Problem | None = None


def read_folder(root: Path) -> Iterator[SourceFile]:
    """Yield the Markdown and CSV files below ``root``, sorted by path.

    Hidden files and folders and a ``templates`` folder at the top are passed over, as MkDocs does. A symbolic link is
    followed only to a file within ``root``; any other is a G001. Nothing raises: what cannot be read carries its
    problem.
    """
    base = os.path.realpath(root)
    for path, key in sorted(_walk(str(root), ""), key=lambda pair: pair[1]):
        yield _read(path, key, base)


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    waiting = [(folder, prefix)]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            yield folder, prefix
            continue
        for entry in entries:
            name = entry.name
            if name.startswith(".") or (name == "templates" and not prefix):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{prefix}{name}/"))
            elif name.lower().endswith(SUFFIXES) or (entry.is_symlink() and os.path.isdir(entry.path)):
                yield entry.path, prefix + name


def _read(path: str, raw_key: str, base: str) -> SourceFile:
    key = unicodedata.normalize("NFC", raw_key.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    key = UNSHOWABLE.sub("\ufffd", key)
    if not key or key.endswith("/"):
        return _unread(key.rstrip("/"), Message("the folder cannot be listed; make it a folder that may be read"))
    try:
        if os.path.islink(path):
            real = os.path.realpath(path)
            if not real.startswith(base + os.sep):
                return _unread(key, _LEAVES)
            if os.path.isdir(real):
                return _unread(key, _LEADS_TO_A_FOLDER)
    except (OSError, ValueError) as error:
        return _unread(key, _reason(error))
    content = read_bytes(path)
    return SourceFile(key, None, content) if isinstance(content, Problem) else SourceFile(key, content)


def read_bytes(path: str) -> bytes | Problem:
    """Return a file's bytes, or the G001 that says why they cannot be had."""
    try:
        if not os.path.isfile(path):
            return Problem("G001", _NO_FILE, START)
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return Problem("G001", _reason(error), START)
    if len(content) > LARGEST:
        return Problem("G001", _TOO_LARGE, START)
    return content


_LEAVES = Message("the file is a symbolic link that leaves the goals folder; put a copy of the file here")
_LEADS_TO_A_FOLDER = Message("the file is a symbolic link to a folder, which is not followed; put the files here")
_NO_FILE = Message("the file is not a regular one, or a link that leads nowhere; put a file here or delete it")
_TOO_LARGE = Message("the file is larger than 1 MiB; split it, or keep values in a CSV file of their own")


def _reason(error: Exception) -> Message:
    """Say why the system gave no file; its own words for that are not ours to translate."""
    if why := getattr(error, "strerror", None):
        return Message("the file cannot be read: {why}", why=why)
    return Message("the file cannot be read: the path is not valid")


def _unread(key: str, why: Message) -> SourceFile:
    return SourceFile(key, None, Problem("G001", why, START))


def decode(content: bytes, *, what: str = "UTF-8") -> Text:
    """Decode a file; ``what`` names the encoding to save it in, for the message (SPEC 2, 3.6).

    Bytes that are not UTF-8 are a G001 at the first of them.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark it has taken off, in an object of its own.
        before = _one_line_end(error.object[: error.start].decode("utf-8", "replace"))
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        byte = f"{error.object[error.start]:#04x}"
        message = Message("byte {byte} is not UTF-8; save the file as {encoding}", byte=byte, encoding=what)
        return Text("", Problem("G001", message, Position(line, column)))
    return Text(_one_line_end(text))


def _one_line_end(text: str) -> str:
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text
