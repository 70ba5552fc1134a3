"""Small JSON records: what a `Do` or a `Look` stores, the same before and after it was stored."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

ATOMS = frozenset({type(None), bool, int, float, str})


class Record(dict[str, Any]):
    """A JSON object whose keys are read as attributes; a missing one is None."""

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self.get(name)


def plain(value: Any) -> Any:
    """Return the value as JSON types: dataclasses as objects, dates as ISO text, tuples as lists."""
    kind: type = type(value)
    if kind in ATOMS:
        return value
    if kind in (list, tuple):
        return [plain(item) for item in value]
    if kind in (dict, Record):
        return {str(key): item if type(item) in ATOMS else plain(item) for key, item in value.items()}
    if names := _fields_of(kind):
        return {name: plain(getattr(value, name)) for name in names}
    return _rarer(value)


@lru_cache(maxsize=256)
def _fields_of(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if isinstance(kind, type) and is_dataclass(kind) else ()


def _rarer(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored in a conversation")


def record(value: Any) -> Any:
    """Return JSON types as records, at every depth."""
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind in (dict, Record):
        return Record({key: item if type(item) in ATOMS else record(item) for key, item in value.items()})
    return [record(item) for item in value]
