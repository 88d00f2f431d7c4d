"""What ``check`` says of a repository, kept so that an unchanged one need not be understood again."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from goalsite.check.headline import headline
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.publish.keeping.cache import Store
from goalsite.publish.understanding.inputs import Inputs, gather
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.source.files import SourceFile


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings in their order, and the one line on what matters most, kept in no language.

    ``no_history`` says why the past was not looked at, where it was not.
    """

    findings: tuple[Finding, ...]
    headline: Message
    no_history: Message | None = None

    @property
    def matters(self) -> str:
        """The one line, in the language in force."""
        return str(self.headline)


def judge(repo_dir: Path, *, as_of: date | None = None, at: str | None = None) -> Verdict:
    """Check the repository at ``repo_dir``, as :func:`goalsite.publish.understanding.pipeline.understand` does.

    The verdict on the same files, settings and day is taken from the cache, where the last one is kept.
    """
    inputs = gather(repo_dir, as_of=as_of, at=at)
    digest = digest_of(inputs)
    store = Store(repo_dir, "verdict")
    packed = store.read().get(digest)
    if packed is not None:
        verdict = pickle.loads(packed)  # noqa: S301 - our own file, see goalsite.publish.keeping.cache
        if isinstance(verdict, Verdict):
            return verdict
    known = understand_inputs(inputs, whole_history=False)
    verdict = Verdict(known.findings, headline(known.findings, known.measured), known.no_history)
    store.write({digest: pickle.dumps(verdict, pickle.HIGHEST_PROTOCOL)})
    return verdict


def digest_of(inputs: Inputs) -> bytes:
    """Return the digest of everything a verdict depends on: settings, day, history, every file's name and content."""
    history = (inputs.commit or inputs.past.head) if inputs.past else repr(inputs.no_history)
    whole = sha256(repr((inputs.settings, inputs.problems, inputs.as_of, inputs.day_is_set, history)).encode())
    for line in _lines(inputs.files):
        whole.update(line)
    return whole.digest()


def _lines(files: Iterable[SourceFile]) -> Iterable[bytes]:
    for file in files:
        yield repr((file.key, file.problem)).encode()
        yield sha256(file.content or b"").digest()
