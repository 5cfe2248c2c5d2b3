"""karamap: an interactive historical map of Nagorno-Karabakh, 1918-2024."""

from karamap.api import Atlas, State
from karamap.atlas.state import Changes
from karamap.core import moved
from karamap.core.errors import DataError, KaramapError, OutputError, UsageError
from karamap.core.versions import CODE

__version__ = CODE


moved.keep()

__all__ = ["Atlas", "Changes", "DataError", "KaramapError", "OutputError", "State", "UsageError"]
