"""What reading cannot do without: every file read, every front matter composed by the C loader, nothing made of it."""

import sys
from pathlib import Path

import yaml


def main() -> None:
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if path.suffix not in (".md", ".csv"):
            continue
        content = path.read_bytes()
        if path.suffix == ".md" and content.startswith(b"---\n"):
            text = content.decode()
            yaml.compose(text[4 : text.index("\n---\n", 4) + 1], Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    main()
