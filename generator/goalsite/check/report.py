"""Findings written down: as text for people, annotations for GitHub, a report for GitLab, JSON for programs."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from goalsite.findings import Finding, Names
from goalsite.language import Plural
from goalsite.language import gettext as _
from goalsite.vocabulary import Level
from goalsite.wording import word

_LEVELS = (Level.ERROR, Level.WARNING, Level.INFO)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]")
_UNSEEN = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_COMMAND = re.compile(r"##([\w.]*\[)")
_COLONS = re.compile(r"\A(\s*)::")
_PLACES = re.compile(r"\d+")


class Format(StrEnum):
    """The formats of ``goalsite check --format``."""

    TEXT = "text"
    GITHUB = "github"
    GITLAB = "gitlab"
    JSON = "json"


def report(findings: Sequence[Finding], form: Format, headline: str = "") -> str:
    """Return the findings in a format, ending with a line feed.

    Text and GitHub end with the number of findings by level and the headline; the other two are for programs.
    """
    return _WRITERS[form](findings, headline)


def line(finding: Finding) -> str:
    """Return one finding as one line of text: place, code, message and level."""
    return said(f"{finding} [{word(finding.level)}]")


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each level: ``2 errors, 1 warning``."""
    levels = Counter(finding.level for finding in findings)
    counts = (
        Plural("{n} error", "{n} errors", levels[Level.ERROR]),
        Plural("{n} warning", "{n} warnings", levels[Level.WARNING]),
        Plural("{n} hint", "{n} hints", levels[Level.INFO]),
    )
    return str(Names(one for one in counts if one.n)) or _("no findings")


def visible(text: str) -> str:
    """Return a text in which control characters, and those that turn the direction of writing, can be seen.

    Messages quote what stands in files, and a file may hold anything.
    """
    return _CONTROL.sub(_escaped, text) if _CONTROL.search(text) else text


def said(text: str) -> str:
    """Return a text as a line of a log: visible, and never a command to the machine that keeps the log.

    GitHub's runner takes for one what begins with two colons, whatever blanks stand before them, and ``##[word]``
    anywhere in a line; Azure and TeamCity have ``##vso[`` and ``##teamcity[``.
    """
    text = visible(text)
    if "##" in text:
        text = _COMMAND.sub(r"\\x23#\1", text)
    return _COLONS.sub(r"\1\\x3a:", text) if "::" in text else text


def _escaped(match: re.Match[str]) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    code = ord(match[0])
    return known.get(match[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _text(findings: Sequence[Finding], headline: str) -> str:
    return "".join(f"{written}\n" for written in [*map(line, findings), *_ending(findings, headline)])


def _ending(findings: Sequence[Finding], headline: str) -> list[str]:
    return [summary(findings), said(headline)] if headline else [summary(findings)]


_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def _github(findings: Sequence[Finding], headline: str) -> str:
    """Write workflow commands, the gravest first, as GitHub shows only the first ten of a step."""
    lines = []
    for finding in sorted(findings, key=lambda one: (_LEVELS.index(one.level), *one.order)):
        place = f"file={_property(finding.path)},line={finding.line},col={finding.column}"
        message = said(finding.message).replace("%", "%25")
        lines.append(f"::{_COMMANDS[finding.level]} {place},title={_property(finding.code)}::{message}\n")
    return "".join([*lines, *(f"{written}\n" for written in _ending(findings, headline))])


def _property(text: str) -> str:
    return said(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFO: "info"}


def _gitlab(findings: Sequence[Finding], _headline: str) -> str:
    """Write GitLab's Code Quality report; a finding keeps its fingerprint in any language and while lines move."""
    seen: Counter[str] = Counter()
    entries = []
    for finding in findings:
        identity = "\0".join((finding.path, finding.code, finding.key, _PLACES.sub("", finding.said.english)))
        seen[identity] += 1
        if seen[identity] > 1:
            identity += f"\0{seen[identity]}"
        entries.append(
            {
                "description": f"{finding.code} {finding.message}",
                "check_name": finding.code,
                "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _SEVERITIES[finding.level],
                "location": {"path": finding.path, "lines": {"begin": finding.line}},
            }
        )
    return _dumped(entries)


def finding_data(finding: Finding) -> dict[str, str | int | None]:
    """Return a finding as plain data, for programs."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "goal": finding.goal,
    }


def _json(findings: Sequence[Finding], headline: str) -> str:
    entries = [{**finding_data(finding), "key": finding.key} for finding in findings]
    levels = Counter(finding.level for finding in findings)
    counts = {level.value: levels[level] for level in _LEVELS}
    return _dumped({"findings": entries, "counts": counts, "headline": headline})


def _dumped(value: object) -> str:
    """Return a value as JSON that may be printed: what could steer a terminal or a log is escaped in JSON's way."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    text = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return _COMMAND.sub(r"\\u0023#\1", text)


_WRITERS: Mapping[Format, Callable[[Sequence[Finding], str], str]] = MappingProxyType(
    {Format.TEXT: _text, Format.GITHUB: _github, Format.GITLAB: _gitlab, Format.JSON: _json}
)
