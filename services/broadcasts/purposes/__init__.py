"""The purposes of broadcasts, one file each: a file holds a `PURPOSE`, discovery finds it; there are no others.

A file says who may be written to, which fixed words they read and until when. Purposes never import one another. What
never happens here: a purpose whose words staff write, or that reaches people who did not ask for it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from budgeting.refusal import Refusal
from services.broadcasts.purpose import Purpose
from services.broadcasts.reasons import BroadcastNo


@cache
def find_purposes() -> dict[str, Purpose]:
    """Return every purpose in this folder by its key."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return {module.PURPOSE.key: module.PURPOSE for module in modules}


def purpose_of(key: str) -> Purpose:
    """Return the purpose of that key; `Refusal` where there is none."""
    found = find_purposes().get(key)
    if found is None:
        raise Refusal(BroadcastNo.PURPOSE_UNKNOWN)
    return found
