"""Days and names of cycles as people read them, by the site's language."""

import re
from datetime import date

from babel import Locale
from babel.dates import format_date

from goalsite.model.objects import Cycle
from goalsite.model.periods import Span

UNKNOWN = "–"
"""What stands where nothing is known."""

_DATES = {
    "en": ("d MMM y", "d MMM", "MMM", "MMMM y", "y", "{} to {}"),
    "zh": ("y年M月d日", "M月d日", "M月", "y年M月", "y年", "{}至{}"),
}
_CYCLES = {
    "en": {"": "{}", "q1": "{} Q1", "q2": "{} Q2", "q3": "{} Q3", "q4": "{} Q4", "h1": "{} H1", "h2": "{} H2"},
    "zh": {
        "": "{}",
        **{f"q{number}": f"{{}}第{number}季度" for number in (1, 2, 3, 4)},
        "h1": "{}上半年",
        "h2": "{}下半年",
    },
}
_YEARS = {"en": ("{}", "FY{}"), "zh": ("{}年", "{}财年")}
_CYCLE = re.compile(r"(fy)?(\d{4})(?:-(?:([hq])(\d)|(\d\d)))?")


class Days:
    """Writes days and cycles in one language; ``today`` decides which days need their year."""

    def __init__(self, language: str, today: date) -> None:
        self.language = language if language in _DATES else "en"
        self.today = today
        self._locale = Locale.parse(self.language)
        self._dates: dict[tuple[date, int], str] = {}

    def long_day(self, day: date | None) -> str:
        """Write a day with its year."""
        return self._date(day, 0) if day is not None else UNKNOWN

    def day(self, day: date | None) -> str:
        """Write a day, with its year where that is not today's."""
        if day is None:
            return UNKNOWN
        return self._date(day, 1 if day.year == self.today.year else 0)

    def month(self, day: date) -> str:
        """Write a month by its short name."""
        return self._date(day, 2)

    def year(self, day: date) -> str:
        """Write the year of a day."""
        return self._date(day, 4)

    def days(self, span: Span) -> str:
        """Write the days from the first to the last of a span."""
        return _DATES[self.language][5].format(self.day(span.first), self.day(span.last))

    def _date(self, day: date, form: int) -> str:
        text = self._dates.get((day, form))
        if text is None:
            text = format_date(day, _DATES[self.language][form], locale=self._locale)
            self._dates[day, form] = text
        return text

    def cycle(self, cycle: Cycle) -> str:
        """Write a cycle's name: its file's title, else its id in words (``2026 Q4``, ``FY2026 H1``, ``Nov 2026``)."""
        if cycle.record is not None and cycle.record.title:
            return cycle.record.title
        match = _CYCLE.fullmatch(cycle.id)
        if match is None:
            return cycle.id
        fiscal, year, letter, number, month = match.groups()
        if month:
            return self._date(cycle.span.first, 3)
        name = _YEARS[self.language][bool(fiscal)].format(year)
        part = f"{letter}{number}" if letter else ""
        return _CYCLES[self.language].get(part, f"{{}} {part.upper()}").format(name)
