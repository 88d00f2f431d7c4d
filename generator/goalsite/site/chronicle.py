"""What pages are told of the past: the stories of the goals, their moved goalposts, and the commit they stand at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalsite.change.history import UNCOMMITTED
from goalsite.change.originals import Goalposts
from goalsite.change.stories import Stories
from goalsite.language import Message


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The past of a site; ``stories`` are None where there is no history, and ``no_history`` says why."""

    stories: Stories | None = None
    goalposts: Mapping[str, Goalposts] = field(default_factory=dict)
    no_history: Message | None = None

    @property
    def head(self) -> str:
        """The newest commit, empty where there is none."""
        return self.stories.history.head if self.stories is not None else ""

    @property
    def uncommitted(self) -> bool:
        """Whether something lies in the folder that is not committed yet."""
        return self.stories is not None and any(
            lineage.versions[-1].landed == UNCOMMITTED for lineage in self.stories.history.lineages
        )
