"""The small marks pages are made of: bars, pills, confidence, initials, sparklines.

Each is drawn by its template in ``partials/`` and remembered, since a large site draws the same mark many times.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from goalsite.settings import Settings
from goalsite.site.charts import Sparkline, compact
from goalsite.site.format import Format, initials


class BarParts(NamedTuple):
    """What a progress bar is drawn from: CSS numbers, the classes of its state, and what is said of the tick."""

    share: str
    tick: str
    state: str
    said: str


class PillParts(NamedTuple):
    """What a status is drawn from: its shape, its word, the older word below it, and whether it has a ground."""

    shape: str
    word: str
    was: str = ""
    ground: bool = False


class Marks:
    """Draws marks; the same mark twice is drawn once."""

    def __init__(self, environment: Environment, format: Format, settings: Settings) -> None:  # noqa: A002 - the noun
        def macro(name: str) -> Callable[..., Markup]:
            drawn: Callable[..., Markup] = getattr(environment.get_template(f"partials/{name}.html").module, name)
            return drawn

        self._format = format
        self._confidence = settings.confidence
        self._bar = macro("bar")
        self._pill = macro("pill")
        self._dots = macro("confidence")
        self._avatar = macro("avatar")
        self._sparkline = macro("sparkline")
        self._score = macro("score")
        self._bars: dict[tuple[BarParts, str], Markup] = {}
        self._pills: dict[tuple[str, str, str, bool, bool], Markup] = {}
        self._confidences: dict[Fraction | Decimal | None, Markup] = {}
        self._avatars: dict[tuple[str, bool], Markup] = {}
        self._scores: dict[tuple[Fraction | Decimal, str, str], Markup] = {}

    def bar(self, progress: Fraction | None, expected: Fraction | None, state: str, size: str = "") -> Markup:
        """Draw a progress bar; ``size`` is empty for key results, ``o`` for objectives, ``h`` for a page's head."""
        return self.drawn(self.bar_parts(progress, expected, state), size)

    def bar_parts(self, progress: Fraction | None, expected: Fraction | None, state: str) -> BarParts:
        """Return what a progress bar is drawn from.

        ``progress`` and ``expected`` are shares of one; ``expected`` is None where no tick belongs. ``state`` holds
        the classes of its state: ``risk`` and ``off`` for the gap, ``over``, ``under``, ``old`` and so on.
        """
        share = "0" if progress is None else compact(float(progress) * 100)
        tick = "" if expected is None else compact(float(expected) * 100)
        return BarParts(share, tick, state, "" if expected is None else self._format.percent(expected))

    def drawn(self, parts: BarParts, size: str) -> Markup:
        """Draw a progress bar from its parts."""
        mark = self._bars.get((parts, size))
        if mark is None:
            mark = self._bars[parts, size] = self._bar(parts.share, parts.tick, parts.state, size, parts.said)
        return mark

    def pill(self, shape: str, word: str, was: str = "", *, ground: bool = False, head: bool = False) -> Markup:
        """Draw a status: its shape and its word; ``was`` is the older word said below it."""
        key = (shape, word, was, ground, head)
        mark = self._pills.get(key)
        if mark is None:
            mark = self._pills[key] = self._pill(shape, word, was, ground, head)
        return mark

    def confidence(self, value: Fraction | Decimal | None) -> Markup:
        """Draw confidence as five dots, rounded to the half dot."""
        mark = self._confidences.get(value)
        if mark is None:
            if value is None:
                halves, level, text = 0, "", ""
            else:
                halves = (
                    (value.numerator * 20 + value.denominator) // (2 * value.denominator)
                    if isinstance(value, Fraction)
                    else int((value * 10).to_integral_value("ROUND_HALF_UP"))
                )
                bounds = self._confidence
                level = "" if value >= bounds.on_track else " risk" if value >= bounds.at_risk else " off"
                text = self._format.score(value)
            mark = self._confidences[value] = self._dots(halves, level, text)
        return mark

    def avatar(self, name: str, *, known: bool = True) -> Markup:
        """Draw a person's initials; dashed where no person file exists."""
        mark = self._avatars.get((name, known))
        if mark is None:
            mark = self._avatars[name, known] = self._avatar(initials(name), name, known)
        return mark

    def score(self, value: Fraction | Decimal, shape: str, word: str) -> Markup:
        """Draw a score as a square and two decimals."""
        mark = self._scores.get((value, shape, word))
        if mark is None:
            mark = self._scores[value, shape, word] = self._score(self._format.score(value), shape, word)
        return mark

    def sparkline(self, line: Sparkline | None) -> Markup:
        """Draw a sparkline; nothing where there is none."""
        return Markup("") if line is None else self._sparkline(line)
