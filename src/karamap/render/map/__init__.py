"""Static maps: the layers drawn with matplotlib from the same style table as the page."""

import logging

from karamap.core.errors import OutputError
from karamap.core.scratch import NOWHERE

# an account without a home is no reason to complain: matplotlib then finds itself a temporary
# folder, and says so at length
_log = logging.getLogger("matplotlib")
_level = _log.level
_log.setLevel(logging.ERROR)
try:
    import matplotlib.font_manager  # noqa: F401
except OSError as error:
    raise OutputError(NOWHERE) from error
finally:
    _log.setLevel(_level)
