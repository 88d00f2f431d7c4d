"""The rules: a table of all with the level each has on this site, and a page of each with its examples."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from goalsite.check.rule import Rule
from goalsite.language import Message, pgettext
from goalsite.site.context import SiteContext
from goalsite.vocabulary import Level
from goalsite.wording import word

_GROUPS = {
    "G0": Message("Reading the files"),
    "G1": Message("References"),
    "G2": Message("Quality of objectives and key results"),
    "G3": Message("Alignment"),
    "G4": Message("OKRs and KPIs together"),
    "G5": Message("Time"),
    "G6": Message("Text"),
}


_SHAPES = {Level.ERROR: "off", Level.WARNING: "risk", Level.INFO: "info", Level.OFF: "gone"}


class RuleLine(NamedTuple):
    """One rule, with the level and bounds it has on this site."""

    code: str
    title: str
    url: str
    mark: Markup
    bounds: str
    changed: bool


class Passage(NamedTuple):
    """A part of a rule's documentation: prose, or an example as it stands."""

    text: str
    example: bool


class RuleGroup(NamedTuple):
    """The rules of one group."""

    code: str
    title: str
    rules: tuple[RuleLine, ...]


class RulePage(NamedTuple):
    """A rule's own page; prose is rendered, an example stands as it is. ``silence`` is empty where it cannot be."""

    line: RuleLine
    group: str
    setting: str
    silence: str
    documentation: tuple[tuple[Markup, Passage], ...]


def rule_groups(site: SiteContext) -> tuple[RuleGroup, ...]:
    """Return every rule by group."""
    return tuple(
        RuleGroup(group, str(title), tuple(_line(site, rule) for code, rule in site.rules.items() if code[:2] == group))
        for group, title in _GROUPS.items()
    )


def rule_pages(site: SiteContext) -> Iterator[RulePage]:
    """Yield the page of each rule."""
    for rule in site.rules.values():
        yield RulePage(
            line=_line(site, rule),
            group=str(_GROUPS[rule.code[:2]]),
            setting=f"rules: {{{rule.code}: …}}",
            silence=f"ignore: {{{rule.code}: …}}" if rule.can_be_ignored else "",
            documentation=tuple((site.markdown.render(part.text), part) for part in passages(rule.told())),
        )


def _line(site: SiteContext, rule: Rule) -> RuleLine:
    setting = site.settings.rules.get(rule.code)
    level = setting.level if setting is not None and setting.level is not None else rule.level
    bounds = {**rule.bounds, **(setting.bounds if setting is not None else {})}
    return RuleLine(
        code=rule.code,
        title=rule.heading.replace("`", ""),
        url=site.addresses.rule(rule.code),
        mark=site.marks.pill(_SHAPES[level], word(level)),
        bounds=pgettext("between items of a list", ", ").join(
            f"{name} {site.format.number(bound)}" for name, bound in bounds.items()
        ),
        changed=level is not rule.level or bounds != dict(rule.bounds),
    )


def passages(documentation: str) -> tuple[Passage, ...]:
    """Split a rule's documentation, after its title, into prose and indented examples."""
    found: list[Passage] = []
    lines: list[str] = []
    example = False

    def close() -> None:
        if example:
            text = "\n".join(line[4:] for line in lines).strip("\n")
        else:
            text = " ".join(line.strip() for line in lines).strip()
        if text.strip():
            found.append(Passage(text, example))
        lines.clear()

    for line in documentation.partition("\n")[2].split("\n"):
        indented = line.startswith("    ")
        if example and not line.strip():
            lines.append("")
            continue
        if indented != example or not line.strip():
            close()
            example = indented
        lines.append(line)
    close()
    return tuple(found)
