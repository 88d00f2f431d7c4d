"""What the tests of the rules share: reading, measuring and checking a tree of files in one go."""

from collections.abc import Mapping
from typing import Protocol

import pytest
from tests.check.company import AS_OF, COMPANY
from tests.conftest import Goals

from goalsite.check import check
from goalsite.findings import Finding
from goalsite.measure import measure
from goalsite.settings import Settings


class Check(Protocol):
    """Checks files laid on top of a company without findings."""

    def __call__(
        self,
        tree: Mapping[str, str | bytes],
        *,
        settings: Settings = ...,
        as_of: str = ...,
        day_is_set: bool = ...,
        bare: bool = ...,
    ) -> tuple[Finding, ...]: ...


@pytest.fixture
def found(goals: Goals) -> Check:
    """Return a function that gives all findings of a tree; ``bare`` leaves the company's own goals out."""

    def run(
        tree: Mapping[str, str | bytes],
        *,
        settings: Settings | None = None,
        as_of: str = AS_OF,
        day_is_set: bool = True,
        bare: bool = False,
    ) -> tuple[Finding, ...]:
        known = settings or Settings()
        base = {} if bare else COMPANY
        return check(measure(goals({**base, **tree}, as_of, settings=known, day_is_set=day_is_set), known))

    return run


class Codes(Protocol):
    """Gives the codes found in a tree laid on top of the company, in their order."""

    def __call__(
        self, tree: Mapping[str, str], *, as_of: str = ..., day_is_set: bool = ..., bare: bool = ...
    ) -> list[str]: ...


@pytest.fixture
def codes(found: Check) -> Codes:
    """Return a function that gives the codes found in a tree, G501 and G305 apart: nothing here is checked in."""

    def run(tree: Mapping[str, str], *, as_of: str = AS_OF, day_is_set: bool = True, bare: bool = False) -> list[str]:
        findings = found(tree, as_of=as_of, day_is_set=day_is_set, bare=bare)
        return [finding.code for finding in findings if finding.code not in ("G501", "G305")]

    return run
