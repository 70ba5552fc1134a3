"""Law profiles, one complete file for each country: it declares `PROFILE` and is found by being here.

A profile is data: every figure carries its source and how sure it is, and what was not found is listed in its gaps
instead of being guessed. It imports from `budgeting.law`, never another profile; the contract test reads it.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from budgeting.law.profile import Profile


@cache
def find_profiles() -> Mapping[str, Profile]:
    """Return every profile in this folder by its country code."""
    return profiles_in(sys.modules[__name__])


def profiles_in(folder: ModuleType) -> Mapping[str, Profile]:
    """Return the profiles of a folder by country; `TypeError` for a file that is none, or a country told twice."""
    found: dict[str, Profile] = {}
    for name in sorted(name for _, name, _ in pkgutil.iter_modules(folder.__path__)):
        profile = _load(f"{folder.__name__}.{name}", name)
        if profile.country in found:
            raise TypeError(f"{name}.py tells the law of {profile.country} a second time")
        found[profile.country] = profile
    return MappingProxyType(found)


def _load(module: str, name: str) -> Profile:
    profile = getattr(importlib.import_module(module), "PROFILE", None)
    if not isinstance(profile, Profile) or profile.key != name:
        raise TypeError(f"{name}.py must declare PROFILE = Profile(key={name!r}, …)")
    return profile
