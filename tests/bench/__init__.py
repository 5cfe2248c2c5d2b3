"""How fast karamap shows a step in time, beside the tools people would otherwise use.

``python3 run.py bench`` sets up what is needed and prints the tables; docs/speed.md says what
is measured and what came out. Nothing here is a test: no time is asserted.
"""
