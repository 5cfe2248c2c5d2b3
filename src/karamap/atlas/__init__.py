"""The atlas: all layers in memory, asked by date and by point."""

from __future__ import annotations

from karamap.atlas.atlas import Atlas

__all__ = ["Atlas"]
