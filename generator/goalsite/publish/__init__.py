"""What leaves the house: the MkDocs plugin, Markdown files for other engines, and data files.

:func:`goalsite.publish.understanding.pipeline.understand` is the one way from a repository to its figures; the plugin
and every command go through it.
Importing this room does not import MkDocs; only :mod:`goalsite.publish.website.plugin` and its helpers do.
"""
