"""The atlas: all layers in memory, asked by date and by point."""

from karamap.atlas.atlas import Atlas

__all__ = ["Atlas"]
