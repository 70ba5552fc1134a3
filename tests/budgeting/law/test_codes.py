"""Every code of this room is said by one name, so that words can be found for it."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from enum import StrEnum

from budgeting import law


def codes() -> dict[type[StrEnum], list[str]]:
    found: dict[type[StrEnum], list[str]] = {}
    for module in pkgutil.iter_modules(law.__path__):
        for value in vars(importlib.import_module(f"budgeting.law.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__.startswith("budgeting.law"):
                found[value] = [str(member) for member in value]
    return found


def test_no_two_codes_share_a_value() -> None:
    times = Counter(code for values in codes().values() for code in values)
    assert [code for code, count in times.items() if count > 1] == []
    assert len(times) > 100
