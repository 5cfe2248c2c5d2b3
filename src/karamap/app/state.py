"""What is on screen now: the one state that panels and downloads read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from karamap.core.map_view import View


@dataclass(frozen=True)
class Shown:
    """The day, the layers and the view on screen, a day it is compared with, and the language."""

    day: date
    layers: tuple[str, ...]
    view: View | None
    compare: date | None
    language: str
