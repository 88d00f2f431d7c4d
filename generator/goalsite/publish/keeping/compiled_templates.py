"""The templates of pages, compiled once and kept for later runs."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, TemplateError

from goalsite.publish.keeping.cache import Store
from goalsite.site.environment import PARTS, environment

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Compiled templates by Jinja's own key; Jinja compiles again where a template is not the same any more."""

    def __init__(self, kept: dict[bytes, bytes]) -> None:
        self._kept = kept
        self.changed = False

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Give Jinja what is kept of a template."""
        found = self._kept.get(bucket.key.encode())
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Take what Jinja has compiled."""
        self._kept[bucket.key.encode()] = bucket.bytecode_to_string()
        self.changed = True


@contextmanager
def compiled_templates(repo_dir: "Path", own: "Path | None") -> Iterator[None]:
    """Have the templates of a site compiled before the block, by an earlier run where that is possible.

    All are loaded at once: processes that are forked in the block then find them.
    """
    made = environment(own)
    # A sandbox compiles the same template to something else.
    store = Store(repo_dir, "templates-sandboxed" if own is not None else "templates")
    kept = store.read()
    cache = CompiledTemplates(kept)
    made.bytecode_cache = cache
    try:
        _load(made)
    finally:
        made.bytecode_cache = None
    if cache.changed:
        store.write(kept)
    yield


def _load(templates: Environment) -> None:
    for name in templates.list_templates(extensions=["html"]):
        if name.startswith(PARTS):
            with suppress(TemplateError):  # is told of when a page needs the template
                templates.get_template(name)
