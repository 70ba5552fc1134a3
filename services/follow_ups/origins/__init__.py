"""What promises can come of, one file each; a file in this folder is complete.

A file holds `ORIGIN`: a key that is the file's name, what such a promise is called, who reads it where nobody says
otherwise, and what it came of. No origin imports another.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from budgeting.refusal import Refusal
from services.follow_ups.origin import Origin
from services.follow_ups.reasons import FollowUpNo


@cache
def find_origins() -> dict[str, Origin]:
    """Return every origin found in this folder by its key, in the order in which they are offered."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = [import_module(f"{__name__}.{name}").ORIGIN for name in names]
    return {origin.key: origin for origin in sorted(found, key=lambda origin: (origin.order, origin.key))}


def origin_of(key: str) -> Origin:
    """Return the origin of that key; `Refusal` where there is none."""
    found = find_origins().get(key)
    if found is None:
        raise Refusal(FollowUpNo.ORIGIN_UNKNOWN)
    return found
