"""The indicators the commune has committed to, one file each; a file in this folder is complete.

A file holds `INDICATOR`: a key that is the file's name, words, and a function that returns the records its figure is
made of. It may import `models`, `bot.phrases`, `services.indicators.base` and reads of other services, and never
another indicator. What never happens here: a figure that is not made of records somebody can open, or personal data in
a record. The board is for staff; what anybody may read of it, targets and frozen figures are in `services.figures`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from services.indicators.base import Indicator, Period, Record

__all__ = ["Indicator", "Period", "Record", "find_indicator", "find_indicators"]


@cache
def find_indicators() -> tuple[Indicator, ...]:
    """Return every indicator found in this folder, in the order of the board."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = [module.INDICATOR for module in modules if hasattr(module, "INDICATOR")]
    return tuple(sorted(found, key=lambda indicator: (indicator.order, indicator.key)))


def find_indicator(key: str) -> Indicator | None:
    """Return the indicator of that key."""
    return next((indicator for indicator in find_indicators() if indicator.key == key), None)
