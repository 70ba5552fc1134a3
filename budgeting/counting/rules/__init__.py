"""Counting rules, one complete file each: it declares `RULE` and is found by being here.

A rule imports from `budgeting.counting` and never from another rule. Dropping a file here is all it takes to add one;
the contract test then counts with it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from budgeting.counting.rule import Rule


@cache
def find_rules() -> Mapping[str, Rule]:
    """Return every rule in this folder by its key; raises `TypeError` for a file that is not a complete rule."""
    rules = [_load(name) for _, name, _ in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name)]
    return MappingProxyType({rule.key: rule for rule in rules})


def _load(name: str) -> Rule:
    rule = getattr(importlib.import_module(f"{__name__}.{name}"), "RULE", None)
    if not isinstance(rule, Rule) or rule.key != name:
        raise TypeError(f"rules/{name}.py must declare RULE = Rule(key={name!r}, …)")
    return rule
