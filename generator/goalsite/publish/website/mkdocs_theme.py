"""What the theme has of Goalsite's: templates, style sheets and scripts."""

from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.site.environment import templates_dir

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from goalsite.publish.understanding.understood import Understood

_STYLES = "assets/stylesheets/goalsite-theme.css"


def dress(config: "MkDocsConfig", root: Path, known: "Understood") -> None:
    """Put our theme folder below a user's own, our style sheets below theirs, and watch the templates."""
    at = 1 if config.theme.custom_dir else 0
    folders = [templates_dir()]
    if known.settings.templates:
        folders.insert(0, root / known.settings.templates)
    for folder in reversed(folders):
        if (folder / "theme").is_dir():
            config.theme.dirs.insert(at, str(folder / "theme"))
        if "site-packages" not in folder.parts and folder.is_dir():
            config.watch.append(str(folder))
    styles = [path for path in known.assets if path.endswith(".css")]
    for path in reversed([_STYLES, *styles]):
        if path not in config.extra_css:
            config.extra_css.insert(0, path)
    for path in known.scripts:
        if path not in map(str, config.extra_javascript):
            config.extra_javascript.append(path)
