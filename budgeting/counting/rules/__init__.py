"""Counting rules, one complete file each: it declares `RULE` and is found by being here.

A rule imports from `budgeting.counting` and never from another rule. Dropping a file here is all it takes to add one;
the contract test then counts with it.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from budgeting.counting.rule import Rule


@cache
def rule_keys() -> tuple[str, ...]:
    """Return the keys of the rules in this folder without loading any: some need libraries that are large."""
    return _names_in(sys.modules[__name__])


@cache
def find_rule(key: str) -> Rule | None:
    """Return one rule, None where there is none of that key."""
    return _load(f"{__name__}.{key}", key) if key in rule_keys() else None


@cache
def find_rules() -> Mapping[str, Rule]:
    """Return every rule in this folder by its key."""
    return rules_in(sys.modules[__name__])


def rules_in(folder: ModuleType) -> Mapping[str, Rule]:
    """Return every rule in a folder by its key; raises `TypeError` for a file that is not a complete rule."""
    return MappingProxyType({name: _load(f"{folder.__name__}.{name}", name) for name in _names_in(folder)})


def _names_in(folder: ModuleType) -> tuple[str, ...]:
    return tuple(sorted(name for _, name, _ in pkgutil.iter_modules(folder.__path__)))


def _load(module: str, name: str) -> Rule:
    rule = getattr(importlib.import_module(module), "RULE", None)
    if not isinstance(rule, Rule) or rule.key != name:
        raise TypeError(f"{name}.py must declare RULE = Rule(key={name!r}, …)")
    return rule
