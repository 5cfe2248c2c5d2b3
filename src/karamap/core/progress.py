"""How far long work has come: a bar on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def no_tick() -> None:
    """Stand in for a tick where nobody watches."""


@contextmanager
def progress(steps: int, label: str) -> Iterator[Callable[[], None]]:
    """Show a bar of so many steps on standard error; yield what to call after each.

    Where standard error is no terminal nothing is written at all.
    """
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=steps, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda: bar.update(1)
