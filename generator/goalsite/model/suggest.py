"""Did you mean: the nearest of the words that would have been right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from goalsite.language import Message

MOST_GUESSES = 300
"""Guesses a run makes for one sort of reference; each costs a comparison with hundreds of names."""

_MOST_CANDIDATES = 400
"""Candidates that are compared at most, so that a broken file cannot make a run slow."""


def nearest(word: str, words: Iterable[str], known: Mapping[str, str] | None = None) -> str | None:
    """Return the word probably meant, or None.

    ``known`` maps words that people bring from elsewhere to ours. Among many candidates only those that share the
    first or the last letters are compared.
    """
    if known and word.lower() in known:
        return known[word.lower()]
    if len(word) > 200:
        return None
    candidates = list(words)
    if len(candidates) > _MOST_CANDIDATES:
        head, tail = word[:3], word[-3:]
        near = [candidate for candidate in candidates if candidate[:3] == head or candidate[-3:] == tail]
        candidates = near[:_MOST_CANDIDATES]
    lowered = {candidate.lower(): candidate for candidate in candidates}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=0.65)
    return lowered[found[0]] if found else None


def did_you_mean(word: str, words: Iterable[str], known: Mapping[str, str] | None = None) -> Message | str:
    """Return "; did you mean 'x'?" for the gap at the end of a message, or nothing."""
    found = nearest(word, words, known)
    return Message("; did you mean '{word}'?", word=found) if found else ""


@dataclass(slots=True)
class Guesses:
    """Did you mean, for a run: silent after ``MOST_GUESSES``, so that a rename gone wrong cannot make it slow."""

    made: int = 0

    def did_you_mean(self, word: str, words: Iterable[str]) -> Message | str:
        """Return "; did you mean 'x'?", or nothing."""
        self.made += 1
        return did_you_mean(word, words) if self.made <= MOST_GUESSES else ""
