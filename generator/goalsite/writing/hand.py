"""A file's handwriting: how it indents, and whether its lists and mappings stand in braces or on lines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goalsite.writing.layout import Laid, Leaf, Map, Seq
from goalsite.writing.scalars import Value, is_plain, literal, one_line, word_of_key

_ON_LINES = Map(0, 0, False, ())

_LONGEST_FLOW = 90
"""Characters of a mapping in braces, where the file shows no other way."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How blocks are indented: ``step`` a mapping below its key, ``dash`` a list's dash below its key."""

    step: int = 2
    dash: int = 2
    gap: str = " "

    def entry(self, key: str, value: Value, column: int, like: Iterable[Laid]) -> str:
        """Return ``key: value`` for a block mapping whose keys stand at ``column``, without that indent in front."""
        return f"{word_of_key(key)}:{self.after_colon(value, column, like)}"

    def after_colon(self, value: Value, column: int, like: Iterable[Laid]) -> str:
        """Return what stands behind the colon of a key at ``column``: a blank and the value, or lines below."""
        models = list(like)
        if is_block(value, models):
            if isinstance(value, Mapping):
                inner = column + self.step
                return "".join(f"\n{' ' * inner}{line}" for line in self._entries(value, inner, models))
            assert isinstance(value, Sequence)
            inner = column + self.dash
            return "".join(f"\n{' ' * inner}{self.item(one, inner, items_of(models))}" for one in value)
        if isinstance(value, str) and "\n" in value and (block := literal(value, column + self.step)) is not None:
            return f" {block}"
        return f" {self.flow(value, models, in_flow=False)}"

    def item(self, value: Value, column: int, like: Iterable[Laid]) -> str:
        """Return an item of a block list whose dashes stand at ``column``, its dash included."""
        models = list(like)
        inner = column + 1 + len(self.gap)
        if isinstance(value, Mapping) and is_block(value, models):
            return f"-{self.gap}" + f"\n{' ' * inner}".join(self._entries(value, inner, models))
        if isinstance(value, str) and "\n" in value and (block := literal(value, inner)) is not None:
            return f"-{self.gap}{block}"
        return f"-{self.gap}{self.flow(value, models, in_flow=False)}"

    def flow(self, value: Value, like: Iterable[Laid], *, in_flow: bool = True) -> str:
        """Return a value on one line, in braces or brackets where it has parts."""
        models = list(like)
        if isinstance(value, Mapping):
            parts = [f"{word_of_key(key)}: {self.flow(one, values_of(models, key))}" for key, one in value.items()]
            return "{" + ", ".join(parts) + "}"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return "[" + ", ".join(self.flow(one, items_of(models)) for one in value) + "]"
        quotes = [model.style for model in models if isinstance(model, Leaf) and model.style in ("'", '"')]
        return one_line(value, flow=in_flow, style=quotes[0] if quotes else "")

    def _entries(self, value: Mapping[str, Value], column: int, models: list[Laid]) -> list[str]:
        parts = list(value.values())
        # Siblings look alike: where one mapping needs lines of its own, all of them stand so.
        together = all(isinstance(one, Mapping) for one in parts) and any(is_block(one, ()) for one in parts)
        alike = [_ON_LINES] if together else []
        return [self.entry(key, one, column, [*values_of(models, key), *alike]) for key, one in value.items()]


def is_block(value: Value, like: Sequence[Laid]) -> bool:
    """Tell whether a value stands on lines of its own, as its siblings do; without any, by its size."""
    if isinstance(value, str) or not isinstance(value, Mapping | Sequence) or not value:
        return False
    kind = Map if isinstance(value, Mapping) else Seq
    models = [one for one in like if isinstance(one, Map | Seq) and isinstance(one, kind)]
    shown = next((one for one in models if not one.flow or (one.entries if isinstance(one, Map) else one.items)), None)
    if shown is not None:
        return not shown.flow
    parts = value.values() if isinstance(value, Mapping) else value
    long = isinstance(value, Mapping) and len(str(value)) > _LONGEST_FLOW
    return long or any(not is_plain(one) for one in parts)


def values_of(models: Iterable[Laid], key: str) -> list[Laid]:
    """Return what stands at ``key`` in those of the models that are mappings with it."""
    return [value for model in models if isinstance(model, Map) and (value := model.get(key)) is not None]


def items_of(models: Iterable[Laid]) -> list[Laid]:
    """Return the items of those of the models that are lists, the last ones first."""
    return [item for model in models if isinstance(model, Seq) for item in reversed(model.items)]


def hand_of(text: str, root: Laid | None) -> Hand:
    """Return the handwriting of a text: the commonest of what is found in it."""
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    gaps: Counter[str] = Counter()
    waiting: list[Laid] = [root] if root is not None else []
    while waiting:
        here = waiting.pop()
        if isinstance(here, Map):
            for key, value in here.entries:
                below = isinstance(value, Map | Seq) and not value.flow and "\n" in text[key.end : value.start]
                if below and not here.flow:
                    indent = column_of(text, value.start) - column_of(text, key.start)
                    (steps if isinstance(value, Map) else dashes)[indent] += 1
                waiting.append(value)
        elif isinstance(here, Seq):
            if not here.flow and here.items and not isinstance(here.items[0], Leaf):
                gap = text[here.start + 1 : here.items[0].start]
                if gap and not gap.strip(" "):
                    gaps[gap] += 1
            waiting.extend(here.items)
    step = steps.most_common(1)[0][0] if steps else 2
    dash = dashes.most_common(1)[0][0] if dashes else step
    return Hand(step, dash, gaps.most_common(1)[0][0] if gaps else " ")


def column_of(text: str, index: int) -> int:
    """Return how many characters stand before ``index`` on its line."""
    return index - (text.rfind("\n", 0, index) + 1)
