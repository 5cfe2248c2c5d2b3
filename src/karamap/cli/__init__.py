"""The command line: ``karamap`` and its sub-commands.

Exit codes: 0 done, 1 the data or the machine failed, 2 the command was not well formed.
Messages go to standard error, results to standard output. Each command imports what it needs
when it runs, so that all start fast.
"""

from karamap.cli import answers, files, pictures, upkeep  # noqa: F401 - their commands
from karamap.cli.main import main

__all__ = ["main"]
