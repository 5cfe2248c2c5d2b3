"""The map as a static site, for any web server and from disk."""

from karamap.site.build import Site, build

__all__ = ["Site", "build"]
