"""Numbers and money as people read them, by the site's language, beside the days and cycles of the base class.

What a language asks for comes from Babel, once; each number is then put together without it, since a large site
shows a million of them.
"""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from math import floor, log10

from babel.numbers import (
    format_currency,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
    list_currencies,
)
from markupsafe import Markup, escape

from goalsite.model.records import Range, Target
from goalsite.site.days import UNKNOWN, Days
from goalsite.site.places import (
    Number,
    Scale,
    common_places,
    hides_nothing,
    places_of,
    ratio_scaled_to,
    says_something,
    scaled_to,
    telling_places,
    unsigned,
    whole_percent,
)
from goalsite.vocabulary import Direction

MINUS = "−"
_COMMAS = {"en": ", ", "zh": "、"}
_HAN = re.compile("[㐀-鿿]")
_POWERS = {"en": ((12, "T"), (9, "B"), (6, "M")), "zh": ((12, "万亿"), (8, "亿"), (4, "万"))}
"""Powers of ten that stand after large figures, the largest first."""

_LARGE = 10**6
"""From here on figures of rows are short: ``18.3M``."""

_WHOLE = 10**4
"""From here on money in rows has no cents."""

_MOST_SHORT, _DIGITS = 3, 5
"""Decimals that short figures, and digits that all figures of rows have at most, unless they would look alike."""

_SIGNS = {Direction.UP: "≥\N{NO-BREAK SPACE}", Direction.DOWN: "≤\N{NO-BREAK SPACE}"}
"""What stands before a bound; no line breaks between the two."""


class Figure(str):
    """A figure written short; in HTML the ``exact`` one shows when it is pointed at."""

    __slots__ = ("exact",)
    exact: str

    def __new__(cls, text: str, exact: str = "") -> "Figure":
        """Return a figure as it is shown, with the exact one."""
        made = super().__new__(cls, text)
        made.exact = exact
        return made

    def __html__(self) -> str:
        """Return it as HTML."""
        shown = escape(str(self))
        return Markup('<span title="{}">{}</span>').format(self.exact, shown) if self.exact else shown


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def is_money(unit: str | None) -> bool:
    """Tell whether a unit is an ISO 4217 currency code."""
    return unit is not None and len(unit) == 3 and unit.isupper() and unit in _currencies()


class Format(Days):
    """Formats for one language; ``today`` decides which dates need their year."""

    def __init__(self, language: str, today: date) -> None:
        super().__init__(language, today)
        self._decimal = get_decimal_symbol(self._locale)
        self._group = get_group_symbol(self._locale)
        self._percent = format_percent(0.56, locale=self._locale).partition("56")
        self._money: dict[str, tuple[str, str]] = {}

    def number(self, value: Number | None, places: int | None = None) -> str:
        """Write a number, as it is where six decimals suffice, else with two; ``places`` asks for so many."""
        if value is None:
            return UNKNOWN
        exact = value if isinstance(value, Fraction) else Fraction(value)
        if places is None:
            needed = places_of(exact)
            places = 2 if needed is None else needed
        return self.ratio(exact.numerator, exact.denominator, places)

    def ratio(self, top: int, bottom: int, places: int) -> str:
        """Write a ratio of whole numbers, its ``bottom`` above 0, with so many decimals."""
        scaled = ratio_scaled_to(top, bottom, places)
        negative = scaled < 0
        whole, part = divmod(abs(scaled), 10**places)
        text = f"{whole:,}" if self._group == "," else f"{whole:,}".replace(",", self._group)
        if places:
            text = f"{text}{self._decimal}{part:0{places}d}"
        return f"{MINUS}{text}" if negative else text

    def value(self, value: Number | None, unit: str | None = None, places: int | None = None) -> str:
        """Write a number with its unit: money as money, ``%`` as written, any other unit after it."""
        if value is None or not unit:
            return self.number(value, places)
        if unit == "%":
            return f"{self.number(value, places)}%"
        if is_money(unit):
            return self.money(value, unit, places)
        return self.with_unit(self.number(value, places), unit)

    def with_unit(self, figure: str, unit: str) -> str:
        """Write a unit after a figure that is written already; Chinese has no space before its own words."""
        if isinstance(figure, Figure):
            return Figure(self.with_unit(str(figure), unit), self.with_unit(figure.exact, unit))
        if not unit or unit == "%" or (self.language == "zh" and _HAN.match(unit)):
            return f"{figure}{unit}"
        return f"{figure} {unit}"

    def scale(self, unit: str | None, *values: Number | None, short: bool = True, made: Number | None = None) -> Scale:
        """Return how figures that stand together are written, so that neighbours which differ look different.

        Figures from a million on are ``short``; money has no cents from 10,000 on; none has more than five digits where
        fewer tell them apart. What is ``made`` of values (a projection) has as many decimals as they, and one at least.
        """
        known = [
            value if isinstance(value, Fraction) else Fraction(value) for value in (*values, made) if value is not None
        ]
        largest = max(map(abs, known), default=Fraction(0))
        if short and largest >= _LARGE:
            power = next(power for power, _ in _POWERS[self.language] if largest >= 10**power)
            parts = [value / 10**power for value in known]
            places = telling_places(parts, min(common_places(*parts), 2 if largest < 10 ** (power + 1) else 1))
            if places <= _MOST_SHORT:
                return Scale(places, power)
        if made is not None:
            money, written = unit is not None and is_money(unit), common_places(*known[:-1])
            return Scale(0 if largest >= _WHOLE else 2 if money else max(min(written, 2), 1))
        if all(value.denominator == 1 for value in known):
            return Scale()
        if unit is not None and is_money(unit):
            return Scale() if largest >= _WHOLE and telling_places(known, 0) == 0 else self._exactly(unit, *known)
        room = max(_DIGITS - 1 - floor(log10(largest)), 0)
        exact = [places_of(value) for value in known]
        if all(places is not None and places <= room for places in exact):
            return Scale(max(places or 0 for places in exact))
        places = telling_places(known, min(common_places(*known), room))
        return Scale(common_places(*(Fraction(scaled_to(value, places), 10**places) for value in known)))

    def _exactly(self, unit: str | None, *values: Number) -> Scale:
        """Return the scale that hides nothing of some figures."""
        places = common_places(*values)
        return Scale(2 if places and unit is not None and is_money(unit) else places)

    def cell(self, value: Number | None, unit: str | None = None, scale: Scale | None = None) -> str:
        """Write a figure for a column whose row already names the unit; money keeps its sign.

        Without a ``scale`` it is written in full; a figure of which the scale hides something knows the exact one.
        """
        if value is None:
            return UNKNOWN
        exact = self._exactly(unit, value)
        text = "".join(self._written(value, unit, scale or exact))
        if scale is None or hides_nothing(scale, value):
            return text
        return Figure(text, "".join(self._written(value, unit, exact)))

    def _written(self, value: Number, unit: str | None, scale: Scale) -> tuple[str, str, str]:
        """Return what stands before a figure (its sign, its currency), the figure, and what stands after it."""
        size = Fraction(unsigned(value))
        text = self.number(size / 10**scale.power if scale.power else size, scale.places)
        before, after = self._around(unit) if unit is not None and is_money(unit) else ("", "")
        if not says_something(text):
            return before, text, after
        if scale.power:
            after = f"{dict(_POWERS[self.language])[scale.power]}{after}"
            if self.language == "zh":
                text = text.replace(self._group, "")
        return f"{MINUS if value < 0 else ''}{before}", text, after

    def _around(self, currency: str) -> tuple[str, str]:
        """Return what stands before and after an amount."""
        around = self._money.get(currency)
        if around is None:
            before, _, after = format_currency(
                1, currency, format="¤#,##0", locale=self._locale, currency_digits=False
            ).partition("1")
            around = self._money[currency] = (before, after)
        return around

    def money(self, value: Number, currency: str, places: int | None = None) -> str:
        """Write an amount: whole, or with two decimals; where ``places`` are asked for, from 10,000 on without."""
        before, after = self._around(currency)
        needed = places_of(value) if places is None else 0 if unsigned(value) >= _WHOLE else places
        text = self.number(unsigned(value), 0 if needed == 0 else 2)
        return f"{MINUS if value < 0 else ''}{before}{text}{after}"

    def unit_after_name(self, unit: str | None) -> str:
        """Return the unit a row names after its title; empty for money, whose figures bear their sign."""
        return "" if unit is None or is_money(unit) else unit

    def percent(self, share: Number | None) -> str:
        """Write a share of one in whole per cents."""
        if share is None:
            return UNKNOWN
        before, _, after = self._percent
        whole = whole_percent(share)
        return f"{MINUS if whole < 0 else ''}{before}{abs(whole):,}{after}"

    def points(self, share: Number | None) -> str:
        """Write a difference of shares in signed points (``+9``, ``−14``, ``±0``)."""
        if share is None:
            return UNKNOWN
        exact = share if isinstance(share, Fraction) else Fraction(share)
        whole = (abs(exact.numerator) * 200 + exact.denominator) // (2 * exact.denominator)
        if whole == 0:
            return "±0"
        return f"{'+' if exact.numerator > 0 else MINUS}{whole:,}"

    def change(
        self,
        difference: Number | None,
        places: int | None = None,
        *,
        unit: str | None = None,
        scale: Scale | None = None,
    ) -> str:
        """Write a signed difference of two values; by the scale of the values, and as money, where they are given."""
        if difference is None:
            return UNKNOWN
        size = unsigned(difference)
        text = self.number(size, places) if scale is None else str(self.cell(size, unit, scale))
        sign = "+" if difference > 0 else MINUS
        shown = f"{sign}{text}" if says_something(text) else f"±{text}"
        if scale is None or hides_nothing(scale, size):
            return shown
        return Figure(shown, f"{sign}{self.cell(size, unit)}")

    def target(
        self,
        direction: Direction | None,
        target: Target | None,
        unit: str | None = None,
        scale: Scale | None = None,
    ) -> str:
        """Write a target so that it tells its direction: ``≥ 90``, ``≤ 4.0``, ``95–105``."""
        if target is None:
            return UNKNOWN
        if isinstance(target, Range):
            return self.range(target, unit, scale)
        return self._bound(_SIGNS.get(direction or Direction.WITHIN, ""), target, unit, scale)

    def range(self, bounds: Range, unit: str | None = None, scale: Scale | None = None) -> str:
        """Write bounds: ``95–105``, ``≥ 99.9``, ``≤ 6``; a currency they share stands once."""
        low, high = bounds.min, bounds.max
        if low is None:
            return UNKNOWN if high is None else self._bound(_SIGNS[Direction.DOWN], high, unit, scale)
        if high is None:
            return self._bound(_SIGNS[Direction.UP], low, unit, scale)
        exact = self._exactly(unit, low, high)
        text = self._between(low, high, unit, scale or exact)
        if scale is None or (hides_nothing(scale, low) and hides_nothing(scale, high)):
            return text
        return Figure(text, self._between(low, high, unit, exact))

    def _bound(self, sign: str, bound: Number, unit: str | None, scale: Scale | None) -> str:
        figure = self.cell(bound, unit, scale)
        return Figure(f"{sign}{figure}", f"{sign}{figure.exact}") if isinstance(figure, Figure) else f"{sign}{figure}"

    def _between(self, low: Number, high: Number, unit: str | None, scale: Scale) -> str:
        (before, first, after), (sign, second, end) = (self._written(one, unit, scale) for one in (low, high))
        if low < 0 or high < 0:
            return f"{before}{first}{after} – {sign}{second}{end}"
        return f"{before}{first}{'' if after == end else after}–{second}{end}"

    def score(self, score: Number | None) -> str:
        """Write a score with its two decimals."""
        return self.number(score, 2) if score is not None else UNKNOWN

    def listed(self, names: Iterable[str]) -> str:
        """Write names after each other."""
        return _COMMAS[self.language].join(names)


def initials(name: str) -> str:
    """Return the initials of a name; of a Han name the last character, which tells a person apart."""
    words = name.split()
    if not words:
        return "?"
    if any("㐀" <= letter <= "鿿" for letter in words[-1]):
        return words[-1][-1]
    first = words[0][0]
    return (first + words[-1][0] if len(words) > 1 else first).upper()
