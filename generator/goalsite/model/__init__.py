"""The goals as typed objects: what the files say, and what it means."""

from goalsite.model.load import Cache, load, understand
from goalsite.model.repository import Repository

__all__ = ["Cache", "Repository", "load", "understand"]
