"""The content security policy of a page: it runs its own scripts and fetches nothing.

The policy stands in the page itself, since the page may be opened from disk, where no server
could send it. Every script and style sheet in the page is allowed by its hash, so that text
which found its way into the page could not run even if it were not escaped.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

META = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
_META = re.compile(r'\n<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_HEAD = "<head>"


def secured(page: str, *, frames: bool = False) -> str:
    """Return a page with the policy that allows what is in it, in place of one it had.

    ``page`` has a ``<head>`` without attributes; ``frames`` lets it show pages of its own site.
    """
    bare = _META.sub("", page, count=1)
    meta = META.format(policy=policy(bare, frames=frames))
    return bare.replace(_HEAD, f"{_HEAD}\n{meta}", 1)


def policy(page: str, *, frames: bool = False) -> str:
    """Return the policy for a page: what is in it, its own site's pictures and style sheets."""
    inline = _Inline()
    inline.feed(page)
    own = "'self'"
    rules = {
        "default-src": ["'none'"],
        "script-src": inline.hashes("script") or ["'none'"],
        # never a style attribute: scripts set single properties, which no policy forbids
        "style-src": [own, *inline.hashes("style")],
        # the relief, and the picture that is made of the map to be copied
        "img-src": [own, "data:", "blob:"],
        # the typeface of the map, which a style sheet holds
        "font-src": ["data:"],
        "frame-src": [own] if frames else ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class _Inline(HTMLParser):
    """Collects the texts of the scripts that run and of the style sheets."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._texts: dict[str, list[str]] = {"script": [], "style": []}
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # a script of another type is data: nothing runs it
        self._open = tag if tag in self._texts and not dict(attrs).get("type") else None
        if self._open:
            self._texts[self._open].append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._texts[self._open][-1] += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - as HTMLParser calls it
        self._open = None

    def hashes(self, tag: str) -> list[str]:
        """Return the hashes of what stands in elements of a kind, each once."""
        digests = (sha256(text.encode("utf-8")).digest() for text in self._texts[tag])
        return list(dict.fromkeys(f"'sha256-{b64encode(digest).decode()}'" for digest in digests))
