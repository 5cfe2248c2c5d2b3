"""karamap: an interactive historical map of Nagorno-Karabakh, 1918-2024."""

from __future__ import annotations

from importlib.metadata import version

from karamap.atlas import Atlas
from karamap.errors import DataError, KaramapError, OutputError, UsageError
from karamap.state import Changes, State

__version__ = version("karamap")

__all__ = ["Atlas", "Changes", "DataError", "KaramapError", "OutputError", "State", "UsageError"]
