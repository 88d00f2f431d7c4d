"""How a number came about: its formula in words, the same with the numbers in it, and where those stand.

Formulas are said in the language in force when they are asked for; :mod:`goalsite.publish` asks in English for data.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from goalsite.findings import Position
from goalsite.language import gettext as _
from goalsite.measure.figures import Reading
from goalsite.model.periods import Span

_SHOWN = 8
"""Parts of a sum that are written out; of more, the first ones."""


class Figure(StrEnum):
    """What a number in a formula is: a number as written, a share of one, or a difference of shares."""

    NUMBER = "number"
    SHARE = "share"
    POINTS = "points"


class Writing:
    """How a formula writes what stands in it: here for data, exactly, shares as parts of one; pages have their own."""

    def number(self, value: Fraction | None) -> str:
        """Write a number."""
        return number(value)

    def share(self, value: Fraction | None) -> str:
        """Write a share of one."""
        return number(value)

    def points(self, value: Fraction | None) -> str:
        """Write a difference of shares."""
        return number(value)

    def day(self, day: date) -> str:
        """Write a day."""
        return day.isoformat()

    def days(self, span: Span) -> str:
        """Write the days of a span."""
        return f"{span.first}…{span.last}"

    def dated(self, name: str, day: date) -> str:  # noqa: ARG002 - data keep the name
        """Write the name of what was in force on a day."""
        return name


EXACT = Writing()


@dataclass(frozen=True, slots=True)
class Input:
    """One number (or day, or word) that entered a formula, and the file and line that say so.

    ``made_of`` are what the value itself was made of, where nobody wrote it: values of parts, or ratings. The line is
    then where that is said, or that of the newest rating.
    """

    ref: str
    value: Fraction | str | None
    path: str
    line: int
    figure: Figure = Figure.NUMBER
    made_of: "tuple[Input, ...]" = ()


@dataclass(frozen=True, slots=True)
class Why:
    """A computed number unfolded, to be shown as ``formula = filled = result``.

    ``result`` is the stored figure, None where there is none; ``filled`` then says what is missing.
    """

    formula: str
    filled: str
    inputs: tuple[Input, ...]
    result: Fraction | str | None


def from_reading(ref: str, reading: Reading) -> Input:
    """Return a reading as an input."""
    return Input(ref, reading.value, reading.path, reading.at.line)


def of_day(ref: str, day: date, path: str, at: Position, write: Writing = EXACT) -> Input:
    """Return a day as an input."""
    return Input(ref, write.day(day), path, at.line)


def number(value: Fraction | None) -> str:
    """Write a number as in a formula: exact where decimals suffice, else a short fraction, else rounded.

    >>> number(Fraction(-1, 4)), number(Fraction(1, 3)), number(None)
    ('−0.25', '1/3', '–')
    """
    if value is None:
        return "–"
    sign, size = ("−" if value < 0 else ""), abs(value)
    rest, places = size.denominator, 0
    while places < 6 and (10**places) % rest:
        places += 1
    if (10**places) % rest == 0:
        whole = size.numerator * 10**places // rest
        return sign + _decimal(whole, places)
    if rest <= 1000 and size.numerator <= 9999:
        return f"{sign}{size.numerator}/{rest}"
    return sign + _decimal(round(size * 10**4), 4)


def _decimal(digits: int, places: int) -> str:
    if not places:
        return str(digits)
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")


def operand(written: str) -> str:
    """Return a number as it stands after a sign: negative ones in brackets."""
    return f"({written})" if written.startswith("−") else written


def added(terms: Iterable[str]) -> str:
    """Write a sum, in brackets where it has several terms; long ones are cut short."""
    shown = list(terms)
    if len(shown) == 1:
        return shown[0]
    if len(shown) > _SHOWN:
        shown = [*shown[:_SHOWN], "…"]
    return f"({' + '.join(shown)})" if shown else "0"


def mean_of(what: str) -> str:
    """Return the formula of a weighted mean of ``what``."""
    return _("Σ weight × {what} ÷ Σ weight", what=what)


def filled_mean(
    parts: Sequence[tuple[Fraction, Fraction | None]],
    write: Writing = EXACT,
    how: Callable[[Fraction | None], str] | None = None,
) -> str:
    """Write a weighted mean with its numbers; what is None counts as 0, and equal weights of 1 are left out.

    ``how`` writes the values: as shares, unless told otherwise.
    """
    if not parts:
        return _("nothing to take a mean of")
    said = [operand((how or write.share)(value or Fraction())) for _weight, value in parts]
    if all(weight == 1 for weight, _value in parts):
        return f"{added(said)} ÷ {len(parts)}"
    weights = [write.number(weight) for weight, _value in parts]
    above = added(f"{weight} × {value}" for weight, value in zip(weights, said, strict=True))
    return f"{above} ÷ {added(weights)}"
