"""The examples of a rule's documentation, as files."""

import re
from dataclasses import dataclass, field
from textwrap import dedent

from goalsite.check.rule import Rule

_HEADER = re.compile(r"# (?P<path>\S.*?\.(?:md|csv))(?: \(in (?P<encoding>[\w-]+)\))?(?: \(until (?P<until>[\d-]+)\))?")


@dataclass(frozen=True)
class Example:
    """One example: ``Bad`` or ``Good``, with its files by path, and those that it had ``until`` a day."""

    word: str
    files: dict[str, bytes]
    earlier: dict[str, bytes] = field(default_factory=dict)
    until: str = ""


def examples(rule: Rule) -> list[Example]:
    """Return the examples of a rule, in their order."""
    found = []
    blocks = re.split(r"^(Bad|Good):\n", rule.documentation, flags=re.MULTILINE)[1:]
    for word, block in zip(blocks[::2], blocks[1::2], strict=True):
        files: dict[str, bytes] = {}
        earlier: dict[str, bytes] = {}
        until = day = ""
        path, encoding, lines = "", "utf-8", list[str]()
        for line in [*dedent(block).strip("\n").split("\n"), "# end.md"]:
            if header := _HEADER.fullmatch(line):
                if path:
                    (earlier if day else files)[path] = ("\n".join(lines) + "\n").encode(encoding)
                day = header["until"] or ""
                until = until or day
                path, encoding, lines = header["path"], header["encoding"] or "utf-8", []
            else:
                lines.append(line)
        found.append(Example(word, files, earlier, until))
    return found
