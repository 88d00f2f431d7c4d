"""Run the command line as ``python -m goalsite``."""

from goalsite.cli import main

if __name__ == "__main__":
    main()
