"""The command line: ``karamap`` and its sub-commands.

Exit codes: 0 done, 1 the data or the machine failed, 2 the command was not well formed.
Messages go to standard error, results to standard output. Each command imports what it needs
when it runs, so that all start fast.
"""

from karamap.cli import answers, files, pictures, upkeep
from karamap.cli.main import main

for commands in (answers.COMMANDS, files.COMMANDS, pictures.COMMANDS, upkeep.COMMANDS):
    for command in commands:
        main.add_command(command)

__all__ = ["main"]
