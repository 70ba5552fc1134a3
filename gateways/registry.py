"""Finds the providers: a file in `providers/` that holds a `PROVIDER`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from gateways import providers
from gateways.base import Provider


@cache
def find_providers() -> dict[str, Provider]:
    """Return every provider by its key."""
    found = {}
    for module in pkgutil.iter_modules(providers.__path__):
        provider: Provider = importlib.import_module(f"{providers.__name__}.{module.name}").PROVIDER
        found[provider.key] = provider
    return found
