"""What communes set for themselves, as a process has it in memory: read anew as soon as it has changed.

The row of the commune, which every turn reads, bears a digest of it: that says whether what is in memory is still
right, in whichever process it was changed. Most communes set nothing, have no digest, and nothing is read for them.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.orm import Session, object_session

from models import Commune

REMEMBERED = 64
"""Communes of which a process keeps it: an installation serves some."""

Value = TypeVar("Value")
Found = Mapping[tuple[str, str], Value]


class ByDigest(Generic[Value]):
    """Remembers what was read, by its digest; `read` takes a commune's id, `digest` gives None for nothing."""

    def __init__(self, read: Callable[[Session, int], Found[Value]], digest: Callable[[Found[Value]], str | None]):
        self._read, self._digest = read, digest
        self._known: OrderedDict[str, Found[Value]] = OrderedDict()
        self._lock = Lock()

    def of(self, commune: Commune, digest: str | None) -> Found[Value]:
        """Return what a commune set, whose row bears this digest of it."""
        if digest is None:
            return {}
        with self._lock:
            if digest in self._known:
                self._known.move_to_end(digest)
                return self._known[digest]
        session = object_session(commune)
        found = self._read(session, commune.id) if session else {}
        with self._lock:
            # Kept under the digest of what was read: on PostgreSQL it may be newer than the commune's row. Nothing has
            # none, and is that of no digest: it may have been taken back meanwhile, and come again.
            if read := self._digest(found):
                self._known[read] = found
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found


def digest_of_rows(rows: Iterable[Sequence[str]]) -> str | None:
    """Return what tells some rows from any others, in whichever order they come; None for none."""
    found = sorted(tuple(row) for row in rows)
    return hashlib.sha256(json.dumps(found, ensure_ascii=False).encode()).hexdigest()[:32] if found else None
