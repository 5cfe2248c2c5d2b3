"""``python -m karamap`` is ``karamap``."""

from karamap.cli import main

main(prog_name="karamap")
