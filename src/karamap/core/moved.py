"""Import paths of version 0.1, kept for those who use them."""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

# what docs/api.md of version 0.1 named, and the packages it stood in
MOVED = {
    "karamap.booklet": "karamap.render.pdf",
    "karamap.booklet.document": "karamap.render.pdf.document",
    "karamap.cite": "karamap.evidence.citing",
    "karamap.curate": "karamap.build",
    "karamap.curate.build": "karamap.build.build",
    "karamap.dates": "karamap.core.dates",
    "karamap.errors": "karamap.core.errors",
    "karamap.figure": "karamap.render.map",
    "karamap.figure.film": "karamap.render.map.film",
    "karamap.figure.snapshot": "karamap.render.map.snapshot",
    "karamap.layers": "karamap.core.layers",
    "karamap.link": "karamap.core.permalink",
    "karamap.measure": "karamap.core.geodesy",
    "karamap.names": "karamap.lang.names",
    "karamap.state": "karamap.atlas.state",
    "karamap.validate": "karamap.check.run",
}


class _Moved(MetaPathFinder, Loader):
    """Answers an import by an old path with the module at its new one."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target  # the name tells all
        return ModuleSpec(fullname, self) if fullname in MOVED else None

    def exec_module(self, module: ModuleType) -> None:
        sys.modules[module.__name__] = import_module(MOVED[module.__name__])


def keep() -> None:
    """Let the old paths lead to the new ones."""
    sys.meta_path.insert(0, _Moved())  # before the one that would load the file a second time
