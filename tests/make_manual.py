"""Write what in ``docs`` is made from the code: ``python tests/make_manual.py``.

``tests/test_docs.py`` and ``tests/test_architecture.py`` fail while they are not up to date.
"""

from __future__ import annotations

from manual import cli, picture
from manual.imports import HOME

MADE = {"cli.md": cli.reference, "architecture.svg": picture.draw}

if __name__ == "__main__":
    for name, make in MADE.items():
        (HOME / "docs" / name).write_text(make(), encoding="utf-8")
