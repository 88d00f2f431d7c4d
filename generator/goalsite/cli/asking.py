"""Questions at a terminal; they are asked on standard error, and an empty answer leaves a thing out."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from goalsite.writing.refusal import Refused

T = TypeVar("T")


def can_ask() -> bool:
    """Tell whether somebody sits at the other end."""
    return sys.stdin.isatty()


def ask(question: str, *, default: str = "") -> str:
    """Return the answer without blanks around it; ``default`` where it is empty."""
    answer: str = click.prompt(question, default=default, show_default=bool(default), err=True)
    return answer.strip()


def ask_yes(question: str) -> bool:
    """Return whether the answer is yes; empty is no."""
    return bool(click.confirm(question, default=False, err=True))


def ask_for(question: str, read_answer: Callable[[str], T]) -> T | None:
    """Ask until the answer can be read; None for an empty one."""
    while answer := ask(question):
        try:
            return read_answer(answer)
        except Refused as refused:
            click.echo(str(refused), err=True)
    return None
