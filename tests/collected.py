"""The marked texts of a domain, gathered once in a process: gathering reads every source file, which takes a second."""

from __future__ import annotations

from functools import cache

from babel.messages.catalog import Catalog

from locales.extract import collect


@cache
def collected(domain: str) -> Catalog:
    """Return every marked text of a domain; to be read only."""
    return collect(domain)
