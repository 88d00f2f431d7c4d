"""The command line: parses, calls the library, prints (SPEC 10)."""

from goalsite.cli.program import main

__all__ = ["main"]
