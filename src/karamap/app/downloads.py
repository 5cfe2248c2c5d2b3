"""A file made for one reader of the app outlives the moves of the others.

Streamlit looks for files that nobody needs after every run of the script, whoever's run it was,
and drops at the second look what a download button has just made: with sixty readers that is a
sixth of a second later, and the browser that comes for it finds nothing.
"""

from __future__ import annotations

import time

from streamlit.runtime.media_file_manager import MediaFileManager

KEPT_SECONDS = 60


def keep(seconds: float = KEPT_SECONDS) -> None:
    """Have Streamlit look for files to drop only once in a while.

    Parameters
    ----------
    seconds
        How long a file is kept at least; it is gone after twice that.
    """
    sweep = MediaFileManager.remove_orphaned_files
    last = time.monotonic()

    def sweep_rarely(self: MediaFileManager) -> None:
        nonlocal last
        if time.monotonic() - last >= seconds:
            last = time.monotonic()
            sweep(self)

    MediaFileManager.remove_orphaned_files = sweep_rarely  # type: ignore[method-assign]
