"""The rules, one module each; a module's docstring is the rule's documentation for users.

A module named ``gNNN`` with a ``RULE`` is found by :mod:`goalsite.check.registry`; nothing else has to be told of it.
The examples under ``Bad:`` and ``Good:`` are run by the tests. Paths in them are relative to the goals folder.
"""
