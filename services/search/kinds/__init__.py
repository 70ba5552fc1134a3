"""What can be found, one file each; a file in this folder is complete.

A file holds `KIND`: a key that is the file's name, what changes when its things do, the words of each thing, and how
things that were found are shown. No kind imports another.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from services.search.kind import Kind


@cache
def find_kinds() -> tuple[Kind, ...]:
    """Return every kind found in this folder, in the order in which equal finds are shown."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").KIND for name in names]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.key)))
