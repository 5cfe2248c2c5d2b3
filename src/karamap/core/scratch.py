"""A folder for what is needed only while karamap runs."""

import atexit
import shutil
import tempfile
from pathlib import Path

from karamap.core.errors import OutputError

NOWHERE = "no folder for temporary files can be written: expected TMPDIR to name one"


def scratch_folder() -> Path:
    """Return a new folder, which goes when this process ends, or raise an OutputError."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="karamap-"))
    except OSError as error:
        raise OutputError(NOWHERE) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
