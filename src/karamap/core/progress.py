"""How far long work has come: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
