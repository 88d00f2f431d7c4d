"""All rules, by code: whatever module lies in :mod:`goalsite.check.rules`."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import goalsite.check.rules as rules
from goalsite.check.rule import Rule


def _found() -> Mapping[str, Rule]:
    found = {}
    for name in sorted(module.name for module in iter_modules(rules.__path__)):
        made: Rule = import_module(f"{rules.__name__}.{name}").RULE
        assert made.code == name.upper(), f"{name} holds {made.code}"
        found[made.code] = made
    return MappingProxyType(found)


RULES: Mapping[str, Rule] = _found()
"""Every rule by its code, in the order of the codes."""
