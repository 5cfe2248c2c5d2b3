"""Taking data away: files and folders written whole or not at all, and the formats they hold."""

from karamap.core.atomic import (
    MARKER,
    fresh_folder,
    replacing,
    require_place,
    require_suffix,
    write,
)

__all__ = ["MARKER", "fresh_folder", "replacing", "require_place", "require_suffix", "write"]
