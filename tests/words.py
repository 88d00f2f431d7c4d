"""The words of the product and their translations: ``python -m tests.words`` brings the catalogs up to date.

It collects every message of the package, the templates, the rules' documentation, the commands' help, the comments of
the CI files and the tables' names, writes new ones into the catalogs without a translation, drops those no longer said,
and tells what is left to translate.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from goalsite.check.registry import RULES
from goalsite.cli.program import help_texts
from goalsite.language import LANGUAGES, Message
from goalsite.language.catalogs import FOLDER
from goalsite.publish.data.tables import words_of_tables
from goalsite.site.environment import templates_dir
from goalsite.writing.starter import comments

PACKAGE = FOLDER.parent
DOMAINS: Mapping[str, tuple[Path, ...]] = {
    "findings": (PACKAGE / "findings.py", PACKAGE / "source", PACKAGE / "model", PACKAGE / "check"),
    "site": (PACKAGE / "wording.py", PACKAGE / "measure", PACKAGE / "site", templates_dir()),
    "terminal": (PACKAGE / "writing", PACKAGE / "publish", PACKAGE / "cli"),
}
"""The catalogs by name, and whose messages each holds; one that two rooms say is in the first's."""

HEADER = b"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": None,
    "Plural": (1, 2),
}


class Said(NamedTuple):
    """One message: what tells it apart where one word means several things, its text, and its plural if it counts."""

    text: str
    many: str = ""
    context: str = ""


@cache
def spoken() -> Mapping[str, tuple[Said, ...]]:
    """Return the messages of each catalog, in the order of their text."""
    taken: set[Said] = set()
    found: dict[str, tuple[Said, ...]] = {}
    for domain, places in DOMAINS.items():
        said = {message for place in places for file in _files(place) for message in _messages(file)}
        if domain == "findings":
            said |= {Said(text) for rule in RULES.values() for text in (rule.title, rule.explanation)}
        if domain == "terminal":
            said |= {Said(text) for text in (*help_texts(), *comments())}
            for context, words in zip(("sheet", "column"), words_of_tables(), strict=True):
                said |= {Said(word, context=context) for word in words}
        found[domain] = tuple(sorted(said - taken))
        taken |= said
    return found


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for kind in ("*.py", "*.html"):
        yield from sorted(place.rglob(kind))


def _messages(file: Path) -> Iterator[Said]:
    method = "python" if file.suffix == ".py" else "jinja2.ext:babel_extract"
    with file.open("rb") as content:
        for _, text, _, context in extract(method, content, KEYWORDS, options={"silent": "false"}):
            one, many = (text, "") if isinstance(text, str) else (text[0], text[1])
            yield Said(one, many, context or "")


def translations(language: str) -> Mapping[Said, str]:
    """Return every message that a language's catalogs hold, with its translation: empty where it has none yet."""
    found: dict[Said, str] = {}
    for file in sorted((FOLDER / language).glob("*.po")):
        for message in read_po(BytesIO(file.read_bytes()), locale=language):
            context = message.context or ""
            if isinstance(message.id, str) and message.id:
                found[Said(message.id, context=context)] = str(message.string or "")
            elif message.id and isinstance(message.string, tuple | list):
                found[Said(message.id[0], message.id[1], context)] = message.string[0]
    return found


def missing(language: str) -> list[Said]:
    """Return the messages without a translation."""
    known = translations(language)
    return [said for messages in spoken().values() for said in messages if not known.get(said)]


def unlisted(message: Message) -> list[str]:
    """Return what a message says, itself or in its gaps, that no catalog lists: no translation would reach it."""
    listed = {said.text for messages in spoken().values() for said in messages}
    return [part.text for part in _parts(message) if part.text and part.text not in listed]


def _parts(message: Message) -> Iterator[Message]:
    yield message
    inside = (*message.values.values(), *getattr(message, "names", ()), getattr(message, "message", None))
    for one in inside:
        if isinstance(one, Message):
            yield from _parts(one)


def update(language: str) -> None:
    """Write the catalogs of a language anew: every message that is said, with the translation it has."""
    known = translations(language)
    for domain, messages in spoken().items():
        fresh = Catalog(locale=language, charset="utf-8")
        for said in messages:
            translation = known.get(said, "")
            if said.many:
                fresh.add((said.text, said.many), (translation,), context=said.context or None)
            else:
                fresh.add(said.text, translation, context=said.context or None)
        content = BytesIO()
        write_po(content, fresh, no_location=True, omit_header=True, width=0)
        (FOLDER / language / f"{domain}.po").write_bytes(HEADER + content.getvalue())


def main() -> None:
    """Bring the catalogs up to date and tell what lacks a translation."""
    left = 0
    for language in LANGUAGES[1:]:
        update(language)
        for said in missing(language):
            left += 1
            print(f"{language}: {said.text!r}")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
