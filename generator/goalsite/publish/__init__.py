"""What leaves the house: the MkDocs plugin, Markdown files for other engines, and data files.

:func:`understand` is the one way from a repository to its figures; the plugin and every command go through it.
Importing this room does not import MkDocs; only :mod:`goalsite.publish.plugin` and its helpers do.
"""

from goalsite.publish.inputs import Mistake
from goalsite.publish.pipeline import understand
from goalsite.publish.understood import Understood

__all__ = ["Mistake", "Understood", "understand"]
