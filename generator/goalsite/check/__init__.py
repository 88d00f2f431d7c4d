"""Findings: what is wrong with the goals, where, and how to mend it (SPEC 9)."""

from goalsite.check.engine import check
from goalsite.check.headline import headline

__all__ = ["check", "headline"]
