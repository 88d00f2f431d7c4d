"""Two states of a repository side by side: commits, or the files as they lie (SPEC 8.3)."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from goalsite.change.impact import Impact
from goalsite.language import Message, language
from goalsite.language import gettext as _
from goalsite.publish.impact.pair import Before, Pair
from goalsite.publish.keeping.cache import Store, parsed_files
from goalsite.publish.past.git import Git, NoHistory
from goalsite.publish.past.history import Past
from goalsite.publish.understanding.inputs import Inputs, Mistake, gather, latest_day, with_commit
from goalsite.publish.understanding.verdict import digest_of
from goalsite.settings import Settings

_RULES = frozenset(("rules.md", "rules/index.md", "rules/readme.md"))
"""Files of the user's own where the page of all rules would lie."""

_KEPT = 6
"""First states, and impacts, kept from run to run."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An impact, the commits it lies between (``head`` None: the files as they lie), and the settings of both sides.

    ``no_history`` says why the past before ``base`` was not looked at, where it was not: moves are then compared with
    ``base``. ``rules`` is where the rules' pages lie on the site.
    """

    impact: Impact
    base: str
    head: str | None
    settings: Settings
    no_history: Message | None
    rules: str = "rules"


def compare_states(
    repo_dir: Path, base: str, head: str | None = None, *, exact: bool = False, as_of: date | None = None
) -> Compared:
    """Compare the point where ``head`` left ``base`` with ``head`` (None: the files as they lie); see SPEC 8.3.

    Both sides are of the same day and read by the settings that lie there now. With ``exact`` it is ``base`` itself.
    Raises :class:`Mistake` where git does not know what is meant.
    """
    here = gather(repo_dir, as_of=as_of)
    try:
        git = Git.around(here.root)
    except NoHistory as none:
        raise Mistake(_("there is nothing to compare with: {why}", why=none.why)) from None
    point = _known(git, base)
    after = _known(git, head) if head is not None else None
    start = point if exact else _fork(git, point, after or git.head, base)
    past = Past(git, repo_dir, latest_day(here.as_of))
    why = Message("this is a shallow clone; fetch all of it (`git fetch --unshallow`)") if git.shallow else None
    old_inputs = with_commit(replace(here, past=past), start)
    new_inputs = replace(here, past=past) if after is None else with_commit(replace(here, past=past), after)
    old_key = _key(old_inputs, git)
    new_key = sha256(_key(new_inputs, git) + old_key + repr(git.shallow).encode()).digest()
    authors = _authors(git, start, after)
    key = sha256(new_key + repr((authors, language())).encode()).digest()
    impacts = _Kept(repo_dir, "impacts")
    impact = impacts.get(key)
    if not isinstance(impact, Impact):
        sides = _Kept(repo_dir, "sides")
        kept = sides.get(old_key)
        with parsed_files(repo_dir, past=True) as parsed:
            known = kept if isinstance(kept, Before) else None
            pair = Pair(old_inputs, new_inputs, start, after, known, parsed)
            impact = pair.impact(authors).slim
        sides.keep({old_key: pair.before})
        impacts.keep({key: impact})
    taken = any(file.key.lower() in _RULES for file in here.files)
    return Compared(impact, start, after, here.settings, why, "site/rules" if taken else "rules")


def _known(git: Git, name: str) -> str:
    found = git.commit(name)
    if found is None:
        shallow = _("; this is a shallow clone, fetch all of it (`git fetch --unshallow`)") if git.shallow else ""
        raise Mistake(_("git knows no commit '{name}'", name=name) + shallow)
    return found


def _fork(git: Git, base: str, head: str | None, name: str) -> str:
    if head is None:
        raise Mistake(_("nothing is committed yet"))
    found = git.merge_base(base, head)
    if found is None:
        why = (
            _("fetch the whole history (`git fetch --unshallow`)") if git.shallow else _("they have nothing in common")
        )
        message = _(
            "there is no point where the change left '{name}': {why}; or compare with --exact", name=name, why=why
        )
        raise Mistake(message)
    return found


def _authors(git: Git, start: str, after: str | None) -> tuple[tuple[str, str], ...]:
    """Return who made the change: those who committed it, and whoever has changed files lying here."""
    found = git.authors(start, after or "HEAD")
    if after is None:
        found.append(git.user())
    return tuple(dict.fromkeys(found))


def _key(inputs: Inputs, git: Git) -> bytes:
    if inputs.commit is None:
        return sha256(digest_of(inputs) + language().encode()).digest()
    said = (
        inputs.settings,
        inputs.problems,
        inputs.as_of,
        inputs.day_is_set,
        git.tree(inputs.commit),
        inputs.commit,
        language(),
    )
    return sha256(repr(said).encode()).digest()


class _Kept:
    """What earlier comparisons worked out: whole impacts, or their sides."""

    def __init__(self, repo_dir: Path, name: str) -> None:
        self._store = Store(repo_dir, name)
        self._kept = self._store.read()

    def get(self, key: bytes) -> object:
        packed = self._kept.get(key)
        return pickle.loads(packed) if packed is not None else None  # noqa: S301 - our own file, see cache

    def keep(self, made: Mapping[bytes, object]) -> None:
        if self._store.is_off:
            return
        fresh = {key: pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for key, one in made.items()}
        rest = {key: packed for key, packed in self._kept.items() if key not in fresh}
        newest = dict(list(rest.items())[-(_KEPT - len(fresh)) :])
        self._store.write({**newest, **fresh})
