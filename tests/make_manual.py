"""Write what in ``docs`` is made from the code: ``python tests/make_manual.py``.

``tests/unit/test_docs.py`` fails while it is not up to date.
"""

from __future__ import annotations

from manual import cli, headlines
from manual.imports import HOME

MADE = {"cli.md": cli.reference, "headlines.md": headlines.page}

if __name__ == "__main__":
    for name, make in MADE.items():
        (HOME / "docs" / name).write_text(make(), encoding="utf-8")
