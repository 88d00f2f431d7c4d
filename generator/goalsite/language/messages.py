"""Messages: English texts with named gaps, and their translations."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from goalsite.language.catalogs import catalog

LANGUAGES = ("en", "zh")
"""The languages every message exists in; messages are written in the first."""

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def language() -> str:
    """Return the language in force."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Put a language in force; one without catalogs is answered in English."""
    token = _language.set(language if language in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _language.reset(token)


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text


def gettext(text: str, /, **values: object) -> str:
    """Return ``text`` in the language in force, its ``{gaps}`` filled.

    Gaps are filled only where values are given; a text without gaps may hold braces as they are.
    """
    spoken = _language.get()
    if spoken != "en":
        text = catalog(spoken).texts.get((None, text), text)
    return text.format(**values) if values else text


def pgettext(context: str, text: str, /, **values: object) -> str:
    """Return ``text`` as :func:`gettext` does, where one English word has several meanings: ``context`` tells which."""
    spoken = _language.get()
    if spoken != "en":
        text = catalog(spoken).texts.get((context, text), text)
    return _filled(text, values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the form of a text that fits the number ``n``; values fill its gaps, ``{n}`` unless given is ``n``."""
    return form_for(one, many, n).format(**{"n": n, **values})


def form_for(one: str, many: str, n: int) -> str:
    """Return the form of a text that fits the number ``n``, its gaps left open."""
    spoken = _language.get()
    found = catalog(spoken).plurals.get(one) if spoken != "en" else None
    if found is not None:
        return found
    return one if n == 1 else many


class Message:
    """A text that finds its language when it is read: ``str(message)``.

    Values may be messages themselves. Two messages are equal when they say the same about the same.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return gettext(self.text, **self.values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.english!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def english(self) -> str:
        """The text as it was written, whatever the language in force: what messages are sorted by."""
        with speaking("en"):
            return str(self)

    def _identity(self) -> tuple[object, ...]:
        return (self.text, self.values)


class Plural(Message):
    """A message whose form depends on the number ``n``, which fills the gap ``{n}``."""

    __slots__ = ("many", "n")

    def __init__(self, one: str, many: str, n: int, /, **values: object) -> None:
        super().__init__(one, **values)
        self.many = many
        self.n = n

    def __str__(self) -> str:
        return ngettext(self.text, self.many, self.n, **self.values)

    def _identity(self) -> tuple[object, ...]:
        return (self.text, self.many, self.n, self.values)
