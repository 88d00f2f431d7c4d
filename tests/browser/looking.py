"""Looks at a page: what can be seen to be wrong with it, in words."""

from pathlib import Path
from typing import Any

from tests.browser.conftest import Seen

_LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")


def look(seen: Seen, name: str) -> Any:
    """Run one of the looks of ``looks.js`` in the page."""
    return seen.page.evaluate(f"{_LOOKS}\nwindow.looks.{name}()")


def complaints_of(seen: Seen, *names: str) -> list[str]:
    """Return what each look complains of, once."""
    return list(dict.fromkeys(said for name in names for said in look(seen, name)))
