"""Read the whole history of a repository's goals, and nothing else: ``python benchmarks/past_alone.py DIR``."""

import gc
import sys
from pathlib import Path

from goalsite.change import Stories
from goalsite.publish.past.history import Past


def main() -> None:
    gc.disable()
    repo = Path(sys.argv[1])
    past = Past.of(repo, repo / "goals")
    stories = Stories(past.at(past.head))
    print(f"{len(stories)} stories, {len(stories.events)} changes")


if __name__ == "__main__":
    main()
