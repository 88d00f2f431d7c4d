"""What the pages of the company say."""

from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed


def text_of(pages: Rendered, path: str, tree: dict[str, str] | None = None, **more: object) -> str:
    """Return what a page of the company says."""
    return Parsed(pages(tree or TREE, **more)[path].body).text  # type: ignore[arg-type]
