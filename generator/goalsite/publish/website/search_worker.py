"""The script that answers a reader's search: our own where the theme asks for one as Material does, else the theme's.

Material builds an index in the reader's browser on each page, of a file that the page itself reads: with ten thousand
goals the first answer takes seconds, and Chinese is found by whole words only. Our worker speaks the same protocol,
reads its entries by itself and keeps no index.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from jinja2 import BaseLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

WORKER = "assets/javascripts/workers/goalsite-search.js"
_BASE = "base.html"
_THEIRS = re.compile(r'"assets/javascripts/workers/search\.\w+\.min\.js"')


def put_in(env: "Environment", config: "MkDocsConfig") -> bool:
    """Name our worker in the theme's pages and tell whether that was done.

    It is not where another plugin than Material's makes the index, where a site is to be read from the disk (there a
    worker can read nothing by itself), and where the theme names its worker in another way than is known.
    """
    offline = config.plugins.get("material/offline")
    if "material/search" not in config.plugins or (offline is not None and offline.config.enabled):
        return False
    theirs = env.loader
    if theirs is None or len(_THEIRS.findall(theirs.get_source(env, _BASE)[0])) != 1:
        return False
    env.loader = _Naming(theirs)
    return True


class _Naming(BaseLoader):
    """The theme's templates, with our worker's name in place of theirs, whatever a company's own ``main.html`` says."""

    def __init__(self, theirs: BaseLoader) -> None:
        self._theirs = theirs

    def get_source(
        self, environment: "Environment", template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_fresh = self._theirs.get_source(environment, template)
        return (_THEIRS.sub(f'"{WORKER}"', source) if template == _BASE else source), path, is_fresh

    def list_templates(self) -> list[str]:
        return self._theirs.list_templates()
