"""What leaves the house: the MkDocs plugin, Markdown files for other engines, and data files.

:func:`understand` is the one way from a repository to its figures; the plugin and every command go through it.
Importing this room does not import MkDocs; only :mod:`goalsite.publish.plugin` and its helpers do.
"""

from goalsite.publish.pipeline import Mistake, Understood, understand

__all__ = ["Mistake", "Understood", "understand"]
