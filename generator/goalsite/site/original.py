"""What of a page is still in the language it was written in, and how the page says so (SPEC 3.7)."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.model.objects import Untranslated

if TYPE_CHECKING:
    from goalsite.model.objects import File
    from goalsite.model.repository import Repository

_NAMES = {"en": Message("English"), "zh": Message("Chinese")}
_NOTHING = Untranslated(title=False, body=False, texts=frozenset(), key_results=frozenset(), wholly=False)


class Original:
    """The untranslated parts of one object, as templates ask for them: ``<h1{{ original.title }}>``."""

    def __init__(self, repository: "Repository", file: "File | None") -> None:
        known = repository.untranslated if file is not None else {}
        self._left = known.get(file.key, _NOTHING) if file is not None else _NOTHING
        self._written = repository.written

    @property
    def title(self) -> Markup:
        """The ``lang`` attribute of the title; empty where it is translated."""
        return self._attribute(self._left.title)

    @property
    def body(self) -> Markup:
        """The ``lang`` attribute of the text."""
        return self._attribute(self._left.body)

    def text(self, key: str) -> Markup:
        """Return the ``lang`` attribute of a text by its key, such as ``mission``."""
        return self._attribute(key in self._left.texts)

    def key_result(self, id: str) -> Markup:  # noqa: A002 - the contract's own word
        """Return the ``lang`` attribute of a key result's title."""
        return self._attribute(id in self._left.key_results)

    @property
    def written(self) -> Markup:
        """The ``lang`` attribute of what no translation has: notes, initiatives, milestones, sources, rubrics."""
        return self._attribute(bool(self._written))

    @property
    def note(self) -> Markup:
        """A quiet line for the page, in its own language; empty where all is translated."""
        if not self._left:
            return Markup("")
        return Markup('<p class="gs-note gs-original">{}</p>').format(said(self._written, wholly=self._left.wholly))

    def _attribute(self, untranslated: bool) -> Markup:
        return Markup(' lang="{}"').format(self._written) if untranslated else Markup("")


def said(written: str, *, wholly: bool) -> str:
    """Say that a text is shown in the language it was written in."""
    language = _NAMES[written]
    if wholly:
        return _("Not translated yet: shown in {language}", language=language)
    return _("Partly translated: the rest is shown in {language}", language=language)
