"""Steps: the history of a piece of ground, who held it from which day on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

# Azerbaijan's and Armenia's declarations of independence: before, there was nobody to hold
INDEPENDENCE = date(1918, 5, 28)


@dataclass(frozen=True, slots=True)
class Step:
    """From ``start`` on ``controller`` held the ground."""

    start: date
    edtf: str
    controller: str
    confidence: str
    sources: tuple[str, ...]
    by_place: bool = False


Steps = tuple[Step, ...]


def collapsed(steps: Sequence[Step]) -> Steps:
    """Drop steps overridden on their own day and those that change no holder."""
    kept: list[Step] = []
    for step in steps:
        if kept and kept[-1].start == step.start:
            kept.pop()
        if kept and kept[-1].controller == step.controller:
            # a later row that names the same holder confirms it
            sources = dict.fromkeys(kept[-1].sources + step.sources)
            kept[-1] = replace(kept[-1], sources=tuple(sources))
        else:
            kept.append(step)
    return tuple(kept)


def holder(steps: Steps, day: date) -> str | None:
    """Return who holds the ground on a day."""
    return next((step.controller for step in reversed(steps) if step.start <= day), None)
