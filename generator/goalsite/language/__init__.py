"""What people read, in their language: messages are written in English and looked up in a catalog.

The language in force is that of the run, or of the page being made (:func:`speaking`). A text that is made before its
reader is known is a :class:`Message`; one that is shown at once is :func:`gettext`.
"""

from goalsite.language.messages import (
    LANGUAGES,
    Message,
    Plural,
    form_for,
    gettext,
    language,
    ngettext,
    pgettext,
    speaking,
)

__all__ = ["LANGUAGES", "Message", "Plural", "form_for", "gettext", "language", "ngettext", "pgettext", "speaking"]
