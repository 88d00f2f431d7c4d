"""The site's configuration where there is no mkdocs.yml, and of the Markdown files for other engines."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goalsite.language import Message, speaking
from goalsite.publish.escaping import for_theme

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood

Config = dict[str, Any]

_TO_DARK = Message("Switch to dark mode")
_TO_LIGHT = Message("Switch to light mode")

FEATURES = ("content.action.edit", "navigation.top", "search.highlight", "search.suggest", "toc.follow")


def spoken(name: str) -> str:
    """Return what a switch of the theme is called, in the language in force, where the name is one that we write."""
    return next((str(ours) for ours in (_TO_DARK, _TO_LIGHT) if ours.english == name), name)


def theme(language: str) -> Config:
    """Return the theme's settings: quiet, light and dark, and nothing from other hosts."""
    with speaking(language):
        return _theme(language)


def _theme(language: str) -> Config:
    return {
        "name": "material",
        "language": language,
        "font": False,
        "palette": [
            {
                "media": "(prefers-color-scheme: light)",
                "scheme": "default",
                "primary": "white",
                "toggle": {"icon": "material/weather-night", "name": str(_TO_DARK)},
            },
            {
                "media": "(prefers-color-scheme: dark)",
                "scheme": "slate",
                "primary": "black",
                "toggle": {"icon": "material/weather-sunny", "name": str(_TO_LIGHT)},
            },
        ],
        "features": list(FEATURES),
    }


def default_config(site_name: str, goals_dir: str, language: str = "en") -> Config:
    """Return what mkdocs.yml would say, had the user written one."""
    return {
        "site_name": site_name,
        "docs_dir": goals_dir,
        "theme": theme(language),
        "plugins": ["search", "goalsite"],
        "extra": {"generator": False, "scope": "/"},
    }


def site_name(known: "Understood") -> str:
    """Return the site's name as the theme prints it, unescaped: the setting's, else the company's.

    mkdocs.yml is its maintainers' own and may hold HTML; a company's title comes from a pull request and may not.
    """
    company = known.repository.company
    return known.settings.site_name or (for_theme(company.title) if company and company.title else "Goals")


def as_yaml(config: Mapping[str, Any]) -> str:
    """Return a configuration as YAML: one key a line, each value in the JSON way of writing YAML."""
    return "".join(f"{key}: {quoted(value)}\n" for key, value in config.items())


def quoted(value: object) -> str:
    """Return a value as JSON that is also YAML: what YAML may not hold as it is, is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if _yaml_holds(char) else _escaped(char) for char in text)


def _yaml_holds(char: str) -> bool:
    code = ord(char)
    if code in (0x2028, 0x2029, 0xFEFF):
        return False
    return 0x20 <= code < 0x7F or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}"
